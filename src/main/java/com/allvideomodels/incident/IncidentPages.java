package com.allvideomodels.incident;

import com.allvideomodels.incident.IncidentForm.Judgement;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.privacy.AccountCriterion;
import com.allvideomodels.retention.RetentionPolicy;
import com.allvideomodels.web.Me;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** {@code /admin/incidents}: what went wrong, and what is done about it. */
@Controller
@RequestMapping(IncidentStaffAddresses.PAGE)
class IncidentPages {

    private static final String ONE = "redirect:" + IncidentStaffAddresses.PAGE + "/";

    private final Incidents incidents;
    private final Actions actions;
    private final LegalDeadlines laws;
    private final List<AccountCriterion> criteria;
    private final RetentionPolicy policy;
    private final InstantSource clock;

    IncidentPages(
            Incidents incidents,
            Actions actions,
            LegalDeadlines laws,
            List<AccountCriterion> criteria,
            RetentionPolicy policy,
            InstantSource clock) {
        this.incidents = incidents;
        this.actions = actions;
        this.laws = laws;
        this.criteria = criteria;
        this.policy = policy;
        this.clock = clock;
    }

    /** @param pressing how many of its deadlines are near or over */
    record Line(Incident incident, long pressing) {}

    @GetMapping
    String all(Model model) {
        model.addAttribute("lines", incidents.all().stream().map(this::line).toList());
        return "admin/incidents";
    }

    private Line line(Incident one) {
        long pressing = !one.isOpen()
                ? 0
                : incidents.deadlines(one).stream()
                        .filter(LegalDeadlines.Due::isPressing)
                        .count();
        return new Line(one, pressing);
    }

    @GetMapping("/new")
    String blank(Locale language, Model model) {
        model.addAttribute("incident", IncidentForm.empty(clock.instant()));
        return form(language, model);
    }

    @PostMapping
    String record(
            @Me AccountId me,
            @ModelAttribute("incident") IncidentForm form,
            BindingResult errors,
            Locale language,
            Model model,
            RedirectAttributes flash) {
        form.check(errors, names(language).keySet(), clock.instant());
        if (errors.hasErrors()) {
            return form(language, model);
        }
        flash.addFlashAttribute("notice", "incident.recorded");
        return ONE + incidents.record(form, me);
    }

    private String form(Locale language, Model model) {
        model.addAttribute("names", names(language));
        model.addAttribute("severities", Severity.values());
        model.addAttribute("risks", Risk.values());
        return "admin/incident-new";
    }

    private Map<String, String> names(Locale language) {
        Map<String, String> names = new LinkedHashMap<>();
        policy.rules().forEach(rule -> names.put(rule.id(), rule.name().in(language)));
        return names;
    }

    @GetMapping("/{id}")
    String one(@PathVariable UUID id, @Me AccountId me, Locale language, Model model) {
        Incident incident = incidents.look(id, me).orElseThrow(IncidentPages::notThere);
        model.addAttribute("one", incident);
        model.addAttribute("notes", incidents.notes(id));
        model.addAttribute("actions", actions.of(id));
        model.addAttribute("deadlines", incidents.deadlines(incident));
        model.addAttribute("criteria", criteria);
        model.addAttribute("names", names(language));
        model.addAttribute("severities", Severity.values());
        model.addAttribute("risks", Risk.values());
        model.addAttribute("language", language);
        model.addAttribute("me", me);
        return "admin/incident";
    }

    @PostMapping("/{id}/assessments")
    String assess(
            @PathVariable UUID id,
            @Me AccountId me,
            @RequestParam(defaultValue = "") String severity,
            @RequestParam(defaultValue = "") String risk,
            @RequestParam(defaultValue = "") String words,
            RedirectAttributes flash) {
        Optional<Judgement> judged = Judgement.of(severity, risk);
        String said = IncidentForm.stripped(words);
        if (judged.isEmpty() || said.isEmpty() || said.length() > 5000) {
            flash.addFlashAttribute("words", words);
            return answered(id, false, "", "incident.assessment.wrong", flash);
        }
        boolean open = incidents.assess(id, judged.get(), said, me);
        return answered(id, open, "incident.assessed", "incident.closed-already", flash);
    }

    @PostMapping("/{id}/accounts")
    String affect(
            @PathVariable UUID id,
            @Me AccountId me,
            @RequestParam(defaultValue = "") String criterion,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to,
            RedirectAttributes flash) {
        Optional<Asked> asked = asked(criterion, from, to);
        if (asked.isEmpty()) {
            flash.addFlashAttribute("from", from);
            flash.addFlashAttribute("to", to);
            return answered(id, false, "", "incident.search.wrong", flash);
        }
        Optional<Long> added =
                incidents.affect(id, asked.get().criterion(), asked.get().search(), me);
        return answered(id, added.isPresent(), "incident.affected", "incident.not-now", flash);
    }

    private record Asked(AccountCriterion criterion, Incidents.Search search) {}

    /** @param which the key of a criterion, with its choice after a colon where it has choices */
    private Optional<Asked> asked(String which, String from, String to) {
        String[] parts = which.split(":", 2);
        String choice = parts.length == 2 ? parts[1] : "";
        Optional<AccountCriterion> criterion = criteria.stream()
                .filter(one -> one.key().equals(parts[0]))
                .filter(one -> one.choices().isEmpty()
                        ? choice.isEmpty()
                        : one.choices().contains(choice))
                .findFirst();
        return criterion.flatMap(one -> instant(from)
                .flatMap(begin -> instant(to)
                        .filter(begin::isBefore)
                        .map(end -> new Asked(one, new Incidents.Search(begin, end, choice)))));
    }

    private static Optional<Instant> instant(String typed) {
        try {
            return Optional.of(LocalDateTime.parse(typed.strip()).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    @PostMapping("/{id}/notices")
    String note(
            @PathVariable UUID id,
            @Me AccountId me,
            @RequestParam(defaultValue = "") String deadline,
            @RequestParam(defaultValue = "") String words,
            RedirectAttributes flash) {
        String said = IncidentForm.stripped(words);
        boolean right = laws.has(deadline) && !said.isEmpty() && said.length() <= 500;
        if (incidents.find(id).isEmpty()) {
            throw notThere();
        }
        if (right) {
            incidents.note(id, deadline, said, me);
        }
        return answered(id, right, "incident.noted", "incident.note.wrong", flash);
    }

    @PostMapping("/{id}/closing")
    String close(@PathVariable UUID id, @Me AccountId me, RedirectAttributes flash) {
        return answered(id, incidents.close(id, me), "incident.closed", "incident.not-closed", flash);
    }

    @GetMapping("/{id}/actions/new")
    String blankAction(
            @PathVariable UUID id, @Me AccountId me, @RequestParam(defaultValue = "NOTIFY") String kind, Model model) {
        ActionForm form = ActionForm.empty(kind);
        model.addAttribute("action", form);
        return actionForm(id, form, me, model);
    }

    private String actionForm(UUID id, ActionForm form, AccountId me, Model model) {
        model.addAttribute(
                "kind", form.asKind().orElseThrow(IncidentPages::notThere).name());
        model.addAttribute("one", incidents.look(id, me).orElseThrow(IncidentPages::notThere));
        return "admin/incident-action-new";
    }

    @PostMapping("/{id}/actions")
    String order(
            @PathVariable UUID id,
            @Me AccountId me,
            @ModelAttribute("action") ActionForm form,
            BindingResult errors,
            Model model,
            RedirectAttributes flash) {
        form.check(errors);
        if (errors.hasErrors()) {
            return actionForm(id, form, me, model);
        }
        Actions.Ordered ordered = actions.order(id, form, me);
        boolean taken = switch (ordered) {
            case GOES_ON, WAITS -> true;
            case NOBODY_AFFECTED, NOT_NOW -> false;
        };
        String words = "incident.action.ordered." + ordered;
        return answered(id, taken, words, words, flash);
    }

    @PostMapping("/{id}/actions/{action}/confirmation")
    String confirm(
            @PathVariable UUID id,
            @PathVariable UUID action,
            @Me AccountId me,
            @RequestParam(defaultValue = "-1") long accounts,
            RedirectAttributes flash) {
        boolean confirmed = actions.confirm(id, action, accounts, me);
        return answered(id, confirmed, "incident.action.confirmed", "incident.action.not-confirmed", flash);
    }

    private static String answered(UUID id, boolean done, String notice, String problem, RedirectAttributes flash) {
        flash.addFlashAttribute(done ? "notice" : "problem", done ? notice : problem);
        return ONE + id;
    }

    private static ResponseStatusException notThere() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
