package com.allvideomodels.retention;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.web.Answer;
import com.allvideomodels.web.Me;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** How long everything is kept: for everyone in plain words, for staff with what is due. */
@Controller
class RetentionPages {

    private static final String SCREEN = "redirect:/admin/retention";
    private static final String STOP = "redirect:/admin/retention/stops/";

    private final RetentionPolicy policy;
    private final RetentionOverview overview;
    private final GuardedClock clock;
    private final SafetyStops stops;
    private final Sweep sweep;
    private final JobTimes jobs;
    private final HoldChoices choices;

    RetentionPages(
            RetentionPolicy policy,
            RetentionOverview overview,
            GuardedClock clock,
            SafetyStops stops,
            Sweep sweep,
            JobTimes jobs,
            HoldChoices choices) {
        this.policy = policy;
        this.overview = overview;
        this.clock = clock;
        this.stops = stops;
        this.sweep = sweep;
        this.jobs = jobs;
        this.choices = choices;
    }

    @GetMapping("/privacy/retention")
    String inPlainWords(Locale language, Model model) {
        List<PlainRule> rules = policy.rules().stream()
                .map(rule -> new PlainRule(rule, rule.keeps() == null ? null : Span.of(rule.period())))
                .toList();
        model.addAttribute("rules", rules);
        model.addAttribute("language", language);
        return "retention/retention";
    }

    record PlainRule(RetentionPolicy.Rule rule, @Nullable Span keeps) {}

    @GetMapping("/admin/retention")
    String show(Locale language, Model model) {
        GuardedClock.Reading reading = clock.read();
        model.addAttribute("reading", reading);
        model.addAttribute("lines", overview.lines(reading.at()));
        model.addAttribute("counted", RetentionOverview.COUNTED);
        model.addAttribute("stops", stops.allOpen());
        model.addAttribute("names", choices.named(language));
        model.addAttribute("jobs", jobs.all());
        model.addAttribute("language", language);
        return "admin/retention";
    }

    @GetMapping("/admin/retention/stops/{id}")
    String stop(@PathVariable UUID id, @Me AccountId me, Locale language, Model model) {
        SafetyStops.Stop stop = stops.look(id, me).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        model.addAttribute("stop", stop);
        model.addAttribute("name", policy.rule(stop.dataClass()).name().in(language));
        model.addAttribute("mine", me.equals(stop.proposedBy()));
        model.addAttribute("due", due(stop.dataClass()));
        return "admin/stop";
    }

    private long due(String dataClass) {
        Instant now = clock.read().at();
        return sweep.rules().stream()
                .filter(rule -> rule.dataClass().equals(dataClass))
                .mapToLong(rule -> rule.due(now, Integer.MAX_VALUE))
                .sum();
    }

    @PostMapping("/admin/retention/stops/{id}/proposal")
    String propose(
            @PathVariable UUID id,
            @Me AccountId me,
            @RequestParam(defaultValue = "0") String most,
            @RequestParam(defaultValue = "") String why,
            RedirectAttributes flash) {
        long count = most.matches("[1-9][0-9]{0,11}") ? Long.parseLong(most) : 0;
        if (count == 0 || why.isBlank() || why.length() > 2000) {
            flash.addFlashAttribute("problem", "stop.proposal.wrong");
            flash.addFlashAttribute("most", most);
            flash.addFlashAttribute("why", why);
            return STOP + id;
        }
        boolean waits = stops.propose(id, me, count, why.strip(), clock.read().machine());
        Answer.say(flash, waits, "stop.proposed", "stop.over");
        return SCREEN;
    }

    @PostMapping("/admin/retention/stops/{id}/confirmation")
    String confirm(
            @PathVariable UUID id, @Me AccountId me, @RequestParam Instant proposedAt, RedirectAttributes flash) {
        boolean released = stops.confirm(id, me, proposedAt, clock.read().machine());
        Answer.say(flash, released, "stop.released", "stop.not-released");
        return SCREEN;
    }
}
