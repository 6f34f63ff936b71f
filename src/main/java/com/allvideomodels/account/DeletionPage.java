package com.allvideomodels.account;

import com.allvideomodels.audit.Actor;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.retention.RetentionPolicy;
import com.allvideomodels.retention.Span;
import com.allvideomodels.web.Me;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Deleting one's own account: first what goes and what stays; after, for whoever comes back within the time of grace, until when and the
 * way back (clauses right.deletion, retain.account).
 */
@Controller
class DeletionPage {

    private final OwnAccount own;
    private final AccountClosure closure;
    private final KeptAfterwards kept;
    private final RetentionPolicy policy;
    private final StaffGrants grants;
    private final Entrance entrance;

    DeletionPage(
            OwnAccount own,
            AccountClosure closure,
            KeptAfterwards kept,
            RetentionPolicy policy,
            StaffGrants grants,
            Entrance entrance) {
        this.own = own;
        this.closure = closure;
        this.kept = kept;
        this.policy = policy;
        this.grants = grants;
        this.entrance = entrance;
    }

    @GetMapping(EndingSession.PAGE)
    String show(@Me AccountId me, Model model, Locale language) {
        Account account = own.of(me);
        model.addAttribute("kept", kept.lines(language));
        model.addAttribute("held", kept.held(me, language));
        model.addAttribute("subscription", account.subscriptionStatus());
        Optional<Instant> ends = closure.erasedFrom(me);
        if (ends.isPresent()) {
            model.addAttribute("ends", ends.get().atOffset(ZoneOffset.UTC));
            return "account/ending";
        }
        model.addAttribute("grace", Span.of(policy.rule("account").period()));
        model.addAttribute("lastAdministrator", grants.isLastAdministrator(me));
        return "account/deletion";
    }

    /** Only for who has just shown who they are. */
    @PostMapping(EndingSession.PAGE)
    String close(@Me AccountId me, HttpServletRequest request) {
        try {
            closure.close(me, new Actor.Person(me));
        } catch (LastAdministrator last) {
            // The page says so, and how it can be changed.
            return "redirect:" + EndingSession.PAGE;
        }
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
        SecurityContextHolder.clearContext();
        return "redirect:/sign-in?closed=now";
    }

    @PostMapping(EndingSession.PAGE + "/end")
    String comeBack(
            @Me AccountId me, HttpServletRequest request, HttpServletResponse response, RedirectAttributes flash) {
        return switch (closure.reopen(me, new Actor.Person(me))) {
            case OPEN -> {
                Authentication session = SecurityContextHolder.getContext().getAuthentication();
                if (session != null) {
                    entrance.comeBack(session, me, request, response);
                }
                flash.addFlashAttribute("notice", "deletion.undone");
                yield "redirect:/settings/profile";
            }
            case TOO_LATE -> {
                entrance.nobody(request, response);
                yield "redirect:" + Entrance.CLOSED;
            }
        };
    }
}
