package com.allvideomodels.audit;

import com.allvideomodels.audit.AuditReader.Filter;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.web.Me;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** {@code /admin/audit}: who did what and to whom, and whether the trail is whole. */
@Controller
class AuditPage {

    private static final Logger LOG = LoggerFactory.getLogger(AuditPage.class);

    private final AuditReader reader;
    private final Verifications verifications;
    private final Checkpoints checkpoints;

    AuditPage(AuditReader reader, Verifications verifications, Checkpoints checkpoints) {
        this.reader = reader;
        this.verifications = verifications;
        this.checkpoints = checkpoints;
    }

    @GetMapping("/admin/audit")
    String show(
            @Me AccountId me,
            @RequestParam(defaultValue = "") String what,
            @RequestParam(defaultValue = "") String actor,
            @RequestParam(defaultValue = "") String person,
            @RequestParam(defaultValue = "") String before,
            Model page) {
        var asked = new Asked(what.strip(), actor.strip(), person.strip());
        Optional<Filter> filter = asked.filter();
        page.addAttribute("asked", asked);
        page.addAttribute("misread", filter.isEmpty());
        page.addAttribute("filtered", !asked.none());
        page.addAttribute("first", place(before) == Long.MAX_VALUE);
        page.addAttribute("acts", reader.acts());
        page.addAttribute("checkpoint", checkpoints.newest().orElse(null));
        page.addAttribute("verified", verifications.last().orElse(null));
        page.addAttribute(
                "page",
                filter.map(one -> reader.page(me, one, place(before)))
                        .orElseGet(() -> new AuditReader.Page(java.util.List.of(), null)));
        return "admin/audit";
    }

    private static long place(String before) {
        return before.matches("[0-9]{1,18}") ? Long.parseLong(before) : Long.MAX_VALUE;
    }

    @PostMapping("/admin/audit/verification")
    String verify(@Me AccountId me, RedirectAttributes flash) {
        try {
            Verdict verdict = verifications.run(new Actor.Staff(me));
            flash.addFlashAttribute(verdict instanceof Verdict.Whole ? "whole" : "broken", verdict);
        } catch (IOException e) {
            LOG.warn(
                    "The audit trail could not be verified, since its checkpoints could not be read: {}", e.toString());
            flash.addFlashAttribute("unreadable", true);
        }
        return "redirect:/admin/audit";
    }

    /** As it was typed. An actor is an account or the name of a job. */
    record Asked(String what, String actor, String person) {

        boolean none() {
            return what.isEmpty() && actor.isEmpty() && person.isEmpty();
        }

        /** Nothing where something typed cannot be one of those. */
        Optional<Filter> filter() {
            Optional<AccountId> who = account(actor);
            Optional<AccountId> whom = account(person);
            boolean job = who.isEmpty() && actor.matches("[a-z][a-z0-9.-]{0,59}");
            if (!what.matches("[a-z0-9.-]{0,60}")
                    || whom.isEmpty() && !person.isEmpty()
                    || who.isEmpty() && !actor.isEmpty() && !job) {
                return Optional.empty();
            }
            return Optional.of(new Filter(what, job ? actor : "", who, whom));
        }

        private static Optional<AccountId> account(String typed) {
            try {
                return typed.length() == 36 ? Optional.of(new AccountId(UUID.fromString(typed))) : Optional.empty();
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }
    }
}
