package com.allvideomodels.generation;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.media.Delivery;
import com.allvideomodels.media.Inspector;
import com.allvideomodels.media.MediaId;
import com.allvideomodels.media.MediaVault;
import com.allvideomodels.media.Stored;
import com.allvideomodels.media.Uploads;
import com.allvideomodels.web.Me;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
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

    private static final Duration BEFORE_THE_END = Duration.ofMillis(60);

    private final GenerationRows rows;
    private final Viewing viewing;
    private final Story story;
    private final Lifecycle lifecycle;
    private final Generations generations;
    private final MediaVault vault;
    private final Delivery delivery;
    private final Inspector inspector;
    private final Uploads uploads;
    private final TransactionTemplate transaction;
    private final InstantSource clock;

    GenerationPage(
            GenerationRows rows,
            Viewing viewing,
            Story story,
            Lifecycle lifecycle,
            Generations generations,
            MediaVault vault,
            Delivery delivery,
            Inspector inspector,
            Uploads uploads,
            TransactionTemplate transaction,
            InstantSource clock) {
        this.rows = rows;
        this.viewing = viewing;
        this.story = story;
        this.lifecycle = lifecycle;
        this.generations = generations;
        this.vault = vault;
        this.delivery = delivery;
        this.inspector = inspector;
        this.uploads = uploads;
        this.transaction = transaction;
        this.clock = clock;
    }

    @GetMapping
    String show(@Me AccountId me, @PathVariable UUID id, Model page) {
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
        Generation row = own(me, id);
        page.addAttribute("item", viewing.of(row));
        page.addAttribute(
                "story",
                story.of(row.generationId()).stream()
                        .map(one -> new Line(one.what().slug(), GenerationView.When.of(one.at())))
                        .toList());
    }

    @GetMapping("/video")
    void video(
            @Me AccountId me,
            @PathVariable UUID id,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Generation row = own(me, id);
        Stored video = stored(me, playable(row).output());
        boolean download = request.getParameterMap().containsKey("download");
        delivery.send(video, download ? Archive.fileName(row) : null, request, response);
    }

    @GetMapping("/poster")
    void poster(@Me AccountId me, @PathVariable UUID id, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        UUID poster = playable(own(me, id)).poster();
        if (poster == null) {
            throw new NotThere();
        }
        delivery.send(stored(me, poster), null, request, response);
    }

    @PostMapping("/cancellation")
    String cancel(@Me AccountId me, @PathVariable UUID id) {
        own(me, id);
        generations.cancel(me, new GenerationId(id));
        return "redirect:/generations/" + id;
    }

    @PostMapping("/deletion")
    String delete(@Me AccountId me, @PathVariable UUID id, RedirectAttributes flash) {
        change(me, id, lifecycle::delete);
        flash.addFlashAttribute("notice", "generation.deleted");
        return "redirect:/generations";
    }

    /** Keeps it one day from now only; never longer than it would have been kept. */
    @PostMapping("/early-end")
    String endEarly(@Me AccountId me, @PathVariable UUID id, RedirectAttributes flash) {
        change(me, id, row -> {
            if (row.state() == State.SUCCEEDED && row.shorten(clock.instant().plus(Duration.ofDays(1)))) {
                lifecycle.told(row, What.SHORTENED);
                flash.addFlashAttribute("notice", "generation.shortened");
            }
        });
        return "redirect:/generations/" + id;
    }

    private void change(AccountId me, UUID id, Consumer<Generation> verb) {
        transaction.executeWithoutResult(
                status -> verb.accept(rows.lockOwn(id, me.value()).orElseThrow(NotThere::new)));
    }

    /** The last frame becomes an upload, and the composer opens with it. */
    @PostMapping("/frames")
    String useLastFrame(@Me AccountId me, @PathVariable UUID id, RedirectAttributes flash) throws IOException {
        Footage footage = playable(own(me, id));
        Duration last = footage.length().minus(BEFORE_THE_END);
        Stored still = inspector.still(stored(me, footage.output()), last.isNegative() ? Duration.ZERO : last);
        try {
            return switch (uploads.adopt(me, "frame-" + id.toString().substring(0, 8) + ".jpg", still)) {
                case Uploads.Receipt.Received received ->
                    "redirect:/create?upload=" + received.upload().id();
                case Uploads.Receipt.Refused refused -> {
                    flash.addFlashAttribute("notice", "generation.frame-refused");
                    yield "redirect:/generations/" + id;
                }
            };
        } finally {
            transaction.executeWithoutResult(status -> vault.shred(me, still.id()));
        }
    }

    private Generation own(AccountId me, UUID id) {
        return rows.findByIdAndOwnerAndDeletedAtIsNull(id, me.value()).orElseThrow(NotThere::new);
    }

    /** The row refuses at its own deadline, which may be earlier than the vault's. */
    private Footage playable(Generation row) {
        return row.playable(clock.instant()).orElseThrow(NotThere::new);
    }

    private Stored stored(AccountId me, UUID media) {
        return vault.find(me, new MediaId(media)).orElseThrow(NotThere::new);
    }

    record Line(String what, GenerationView.When at) {}
}
