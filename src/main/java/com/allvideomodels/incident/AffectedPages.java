package com.allvideomodels.incident;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.privacy.AccountCriterion;
import com.allvideomodels.web.Me;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Whom an incident concerns, and whom the laws say to tell. */
@Controller
@RequestMapping(IncidentStaffAddresses.PAGE + "/{id}")
class AffectedPages {

    private final Incidents incidents;
    private final AffectedAccounts affected;
    private final Notices notices;
    private final LegalDeadlines laws;
    private final List<AccountCriterion> criteria;

    AffectedPages(
            Incidents incidents,
            AffectedAccounts affected,
            Notices notices,
            LegalDeadlines laws,
            List<AccountCriterion> criteria) {
        this.incidents = incidents;
        this.affected = affected;
        this.notices = notices;
        this.laws = laws;
        this.criteria = criteria;
    }

    @PostMapping("/accounts")
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
            return IncidentPages.answered(id, false, "", "incident.search.wrong", flash);
        }
        Optional<Long> added =
                affected.add(id, asked.get().criterion(), asked.get().search(), me);
        return IncidentPages.answered(id, added.isPresent(), "incident.affected", "incident.not-now", flash);
    }

    private record Asked(AccountCriterion criterion, AffectedAccounts.Search search) {}

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
                        .map(end -> new Asked(one, new AffectedAccounts.Search(begin, end, choice)))));
    }

    private static Optional<Instant> instant(String typed) {
        try {
            return Optional.of(LocalDateTime.parse(typed.strip()).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    @PostMapping("/notices")
    String note(
            @PathVariable UUID id,
            @Me AccountId me,
            @RequestParam(defaultValue = "") String deadline,
            @RequestParam(defaultValue = "") String words,
            RedirectAttributes flash) {
        String said = IncidentForm.stripped(words);
        boolean right = laws.has(deadline) && !said.isEmpty() && said.length() <= 500;
        if (incidents.find(id).isEmpty()) {
            throw IncidentPages.notThere();
        }
        if (right) {
            notices.note(id, deadline, said, me);
        }
        return IncidentPages.answered(id, right, "incident.noted", "incident.note.wrong", flash);
    }
}
