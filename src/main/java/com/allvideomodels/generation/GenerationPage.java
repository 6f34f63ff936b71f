package com.allvideomodels.generation;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.media.Delivery;
import com.allvideomodels.media.Stored;
import com.allvideomodels.web.Me;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One video: what it is, how it came about, who has it, until when. */
@Controller
@RequestMapping("/generations/{id:[0-9a-fA-F-]{36}}")
class GenerationPage {

    private final GenerationRows rows;
    private final Viewing viewing;
    private final Story story;
    private final Lifecycle lifecycle;
    private final Generations generations;
    private final Outputs outputs;
    private final Continuations continuations;
    private final Ending ending;
    private final Delivery delivery;
    private final TransactionTemplate transaction;
    private final InstantSource clock;

    GenerationPage(
            GenerationRows rows,
            Viewing viewing,
            Story story,
            Lifecycle lifecycle,
            Generations generations,
            Outputs outputs,
            Continuations continuations,
            Ending ending,
            Delivery delivery,
            TransactionTemplate transaction,
            InstantSource clock) {
        this.rows = rows;
        this.viewing = viewing;
        this.story = story;
        this.lifecycle = lifecycle;
        this.generations = generations;
        this.outputs = outputs;
        this.continuations = continuations;
        this.ending = ending;
        this.delivery = delivery;
        this.transaction = transaction;
        this.clock = clock;
    }

    @GetMapping
    String show(@Me AccountId me, @PathVariable UUID id, Model page) {
        Optional<Generation> deleted = outputs.deleted(me, id);
        if (deleted.isPresent()) {
            page.addAttribute("item", viewing.of(deleted.get()));
            page.addAttribute("ending", ending.of(deleted.get()));
            return "generation/deleted";
        }
        fill(me, id, page);
        return "generation/detail";
    }

    /** What changes while one waits, and nothing else. */
    @GetMapping("/progress")
    String progress(@Me AccountId me, @PathVariable UUID id, Model page, HttpServletResponse response) {
        fill(me, id, page);
        response.setHeader("Cache-Control", "no-store");
        return "generation/detail :: whole";
    }

    private void fill(AccountId me, UUID id, Model page) {
        page.addAttribute("told", story.last(me));
        Generation row = outputs.of(me, id);
        GenerationView item = viewing.of(row);
        page.addAttribute("item", item);
        page.addAttribute("ending", item.phase().equals("gone") ? ending.of(row) : null);
        page.addAttribute("continuations", continuations.of(row));
        page.addAttribute(
                "story",
                story.of(row.generationId()).stream()
                        .map(one -> new Line(one.what().slug(), GenerationView.When.of(one.at())))
                        .toList());
    }

    @GetMapping("/video")
    void video(@Me AccountId me, @PathVariable UUID id, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Generation row = outputs.of(me, id);
        Stored video = outputs.video(me, row);
        boolean download = request.getParameterMap().containsKey("download");
        delivery.send(video, download ? Archive.fileName(row) : null, request, response);
    }

    @GetMapping("/poster")
    void poster(@Me AccountId me, @PathVariable UUID id, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        delivery.send(outputs.poster(me, outputs.of(me, id)), null, request, response);
    }

    @PostMapping("/cancellation")
    String cancel(@Me AccountId me, @PathVariable UUID id) {
        outputs.of(me, id);
        generations.cancel(me, new GenerationId(id));
        return "redirect:/generations/" + id;
    }

    @PostMapping("/deletion")
    String delete(@Me AccountId me, @PathVariable UUID id, RedirectAttributes flash) {
        // A second click finds it done.
        if (outputs.deleted(me, id).isEmpty()) {
            change(me, id, lifecycle::delete);
        }
        flash.addFlashAttribute("notice", "generation.deleted");
        return "redirect:/generations";
    }

    /** Keeps it one day from now only; never longer than it would have been kept. */
    @PostMapping("/early-end")
    String endEarly(@Me AccountId me, @PathVariable UUID id, RedirectAttributes flash) {
        change(me, id, row -> {
            if (lifecycle.shorten(row, clock.instant().plus(Duration.ofDays(1)))) {
                flash.addFlashAttribute("notice", "generation.shortened");
            }
        });
        return "redirect:/generations/" + id;
    }

    private void change(AccountId me, UUID id, Consumer<Generation> verb) {
        transaction.executeWithoutResult(
                status -> verb.accept(rows.lockOwn(id, me.value()).orElseThrow(NotThere::new)));
    }

    record Line(String what, GenerationView.When at) {}
}
