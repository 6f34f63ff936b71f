package com.allvideomodels.incident;

import com.allvideomodels.incident.IncidentForm.Judgement;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.privacy.AccountCriterion;
import com.allvideomodels.retention.RetentionPolicy;
import com.allvideomodels.storage.MasterKeyChange;
import com.allvideomodels.web.Answer;
import com.allvideomodels.web.Me;
import java.time.InstantSource;
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

/** {@code /admin/incidents}: what went wrong, and how it is judged. */
@Controller
@RequestMapping(IncidentStaffAddresses.PAGE)
class IncidentPages {

    private static final String ONE = "redirect:" + IncidentStaffAddresses.PAGE + "/";

    private final Incidents incidents;
    private final Actions actions;
    private final Notices notices;
    private final MasterKeyChange keys;
    private final List<AccountCriterion> criteria;
    private final RetentionPolicy policy;
    private final InstantSource clock;

    IncidentPages(
            Incidents incidents,
            Actions actions,
            Notices notices,
            MasterKeyChange keys,
            List<AccountCriterion> criteria,
            RetentionPolicy policy,
            InstantSource clock) {
        this.incidents = incidents;
        this.actions = actions;
        this.notices = notices;
        this.keys = keys;
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
        return new Line(one, notices.pressing(one).size());
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
        model.addAttribute("deadlines", notices.of(incident));
        model.addAttribute("criteria", criteria);
        model.addAttribute("kinds", Action.Kind.values());
        model.addAttribute("masterKey", keys.current());
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

    @PostMapping("/{id}/closing")
    String close(@PathVariable UUID id, @Me AccountId me, RedirectAttributes flash) {
        return answered(id, incidents.close(id, me), "incident.closed", "incident.not-closed", flash);
    }

    static ResponseStatusException notThere() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }

    /** Back to the page of one incident, which says what came of it. */
    static String answered(UUID id, boolean done, String notice, String problem, RedirectAttributes flash) {
        Answer.say(flash, done, notice, problem);
        return ONE + id;
    }
}
