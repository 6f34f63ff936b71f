package com.allvideomodels.incident;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.web.Me;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What is done to contain an incident: ordered by one of staff, and confirmed by another where it is much. */
@Controller
@RequestMapping(IncidentStaffAddresses.PAGE + "/{id}/actions")
class ActionPages {

    private final Incidents incidents;
    private final Actions actions;
    private final KeyChange keys;

    ActionPages(Incidents incidents, Actions actions, KeyChange keys) {
        this.incidents = incidents;
        this.actions = actions;
        this.keys = keys;
    }

    @GetMapping("/new")
    String blank(
            @PathVariable UUID id, @Me AccountId me, @RequestParam(defaultValue = "NOTIFY") String kind, Model model) {
        ActionForm form = ActionForm.empty(kind);
        model.addAttribute("action", form);
        return form(id, form, me, model);
    }

    private String form(UUID id, ActionForm form, AccountId me, Model model) {
        model.addAttribute("kind", form.asKind().orElseThrow(IncidentPages::notThere));
        model.addAttribute("one", incidents.look(id, me).orElseThrow(IncidentPages::notThere));
        return "admin/incident-action-new";
    }

    @PostMapping
    String order(
            @PathVariable UUID id,
            @Me AccountId me,
            @ModelAttribute("action") ActionForm form,
            BindingResult errors,
            Model model,
            RedirectAttributes flash) {
        form.check(errors);
        if (errors.hasErrors()) {
            return form(id, form, me, model);
        }
        if (form.asKind().orElseThrow() == Action.Kind.WRAP_KEYS && !keys.isSafe()) {
            return IncidentPages.answered(id, false, "", "incident.keys.unfit", flash);
        }
        Actions.Ordered ordered = actions.order(id, form, me);
        boolean taken = switch (ordered) {
            case GOES_ON, WAITS -> true;
            case NOBODY_AFFECTED, NOT_NOW -> false;
        };
        String words = "incident.action.ordered." + ordered;
        return IncidentPages.answered(id, taken, words, words, flash);
    }

    @PostMapping("/{action}/confirmation")
    String confirm(
            @PathVariable UUID id,
            @PathVariable UUID action,
            @Me AccountId me,
            @RequestParam(defaultValue = "-1") long accounts,
            RedirectAttributes flash) {
        boolean confirmed = actions.confirm(id, action, accounts, me);
        return IncidentPages.answered(
                id, confirmed, "incident.action.confirmed", "incident.action.not-confirmed", flash);
    }
}
