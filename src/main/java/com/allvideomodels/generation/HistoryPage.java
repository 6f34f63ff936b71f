package com.allvideomodels.generation;

import com.allvideomodels.generation.History.Filter;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.Keyset;
import com.allvideomodels.provider.Catalogue;
import com.allvideomodels.provider.Mode;
import com.allvideomodels.provider.Provider;
import com.allvideomodels.provider.ProviderApi;
import com.allvideomodels.web.Me;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** {@code /generations}: what runs, live, and what came of the rest. */
@Controller
class HistoryPage {

    private final History history;
    private final Viewing viewing;
    private final Story story;
    private final GenerationRows rows;
    private final Lifecycle lifecycle;
    private final Catalogue catalogue;
    private final TransactionTemplate transaction;
    private final GenerationSettings settings;

    HistoryPage(
            History history,
            Viewing viewing,
            Story story,
            GenerationRows rows,
            Lifecycle lifecycle,
            Catalogue catalogue,
            TransactionTemplate transaction,
            GenerationSettings settings) {
        this.history = history;
        this.viewing = viewing;
        this.story = story;
        this.rows = rows;
        this.lifecycle = lifecycle;
        this.catalogue = catalogue;
        this.transaction = transaction;
        this.settings = settings;
    }

    @GetMapping("/generations")
    String list(
            @Me AccountId me,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String model,
            @RequestParam(defaultValue = "") String provider,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String after,
            Model page) {
        Filter filter = filter(state, model, provider, kind, q);
        Optional<Keyset> place = Keyset.parse(after);
        // Before the list is read: what moves in between is told again rather than missed.
        long told = story.last(me);
        List<Generation> live = place.isEmpty() && filter.none() ? history.live(me) : List.of();
        History.Page past = history.page(me, filter, place);
        page.addAttribute("told", told);
        page.addAttribute("live", viewing.of(live));
        page.addAttribute("past", viewing.of(past.shown()));
        page.addAttribute("next", past.next());
        page.addAttribute("first", place.isEmpty());
        page.addAttribute("filtered", !filter.none());
        page.addAttribute("empty", live.isEmpty() && past.shown().isEmpty() && filter.none() && !history.any(me));
        page.addAttribute("prompts", place.isEmpty() ? history.prompts(me) : List.of());
        page.addAttribute("states", List.of("succeeded", "failed", "cancelled"));
        page.addAttribute("models", catalogue.models());
        page.addAttribute("providers", Provider.values());
        page.addAttribute("kinds", Mode.values());
        page.addAttribute("asked", new Asked(state, model, provider, kind, q));
        page.addAttribute("archiveAtMost", settings.archiveAtMost());
        return "generation/list";
    }

    private static Filter filter(String state, String model, String provider, String kind, String q) {
        return new Filter(
                Arrays.stream(State.values())
                        .filter(one -> one.ended() && one.slug().equals(state))
                        .findFirst(),
                Optional.of(model).filter(typed -> typed.matches("[a-z0-9-]{1,60}")),
                Arrays.stream(ProviderApi.values())
                        .filter(api -> api.provider().slug().equals(provider))
                        .toList(),
                Arrays.stream(Mode.values())
                        .filter(one -> one.slug().equals(kind.toLowerCase(Locale.ROOT)))
                        .findFirst(),
                Filter.words(q));
    }

    /** One item again, as it stands now. */
    @GetMapping("/generations/{id:[0-9a-fA-F-]{36}}/card")
    String card(@Me AccountId me, @PathVariable UUID id, Model page, HttpServletResponse response) {
        Generation row = rows.findByIdAndOwnerAndDeletedAtIsNull(id, me.value()).orElseThrow(NotThere::new);
        response.setHeader("Cache-Control", "no-store");
        page.addAttribute("item", viewing.of(row));
        return "generation/parts :: card";
    }

    @PostMapping("/generations/deletion")
    String delete(
            @Me AccountId me, @RequestParam(name = "id", defaultValue = "") List<UUID> ids, RedirectAttributes flash) {
        ids.stream()
                .limit(settings.archiveAtMost())
                .forEach(id -> transaction.executeWithoutResult(
                        status -> rows.lockOwn(id, me.value()).ifPresent(lifecycle::delete)));
        if (ids.isEmpty()) {
            flash.addFlashAttribute("problem", "generation.nothing-chosen");
        } else {
            flash.addFlashAttribute("notice", "generation.deleted-some");
        }
        return "redirect:/generations";
    }

    record Asked(String state, String model, String provider, String kind, String q) {}
}
