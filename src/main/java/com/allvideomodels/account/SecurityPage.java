package com.allvideomodels.account;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.web.Me;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The ways in: password, Google, and where somebody is in right now. */
@Controller
class SecurityPage {

    private static final String VIEW = "account/security";
    private static final Set<String> GOOGLE_NEWS = Set.of("linked", "taken", "failed");

    private final OwnAccount own;
    private final Identities identities;
    private final OpenSessions sessions;
    private final CurrentPassword current;
    private final Passwords passwords;
    private final PasswordResets resets;
    private final Throttle throttle;
    private final GoogleSignIn google;
    private final SecondFactors factors;
    private final Passkeys passkeys;
    private final RecoveryCodes recovery;
    private final GoogleOffer offer;

    SecurityPage(
            OwnAccount own,
            Identities identities,
            OpenSessions sessions,
            CurrentPassword current,
            Passwords passwords,
            PasswordResets resets,
            Throttle throttle,
            GoogleSignIn google,
            SecondFactors factors,
            Passkeys passkeys,
            RecoveryCodes recovery,
            GoogleOffer offer) {
        this.own = own;
        this.identities = identities;
        this.sessions = sessions;
        this.current = current;
        this.passwords = passwords;
        this.resets = resets;
        this.throttle = throttle;
        this.google = google;
        this.factors = factors;
        this.passkeys = passkeys;
        this.recovery = recovery;
        this.offer = offer;
    }

    @GetMapping("/settings/security")
    String show(
            @Me AccountId me,
            @RequestParam(name = "google", defaultValue = "") String news,
            @RequestParam(defaultValue = "") String needed,
            HttpServletRequest request,
            Model model) {
        model.addAttribute("factorNeeded", needed.equals("factor"));
        model.addAttribute("googleNews", GOOGLE_NEWS.contains(news) ? "security.google." + news : null);
        return page(own.of(me), request, model);
    }

    @PostMapping("/settings/security/password")
    String changePassword(
            @Me AccountId me,
            @ModelAttribute("change") PasswordForm form,
            BindingResult errors,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            RedirectAttributes flash) {
        Account account = own.of(me);
        if (account.passwordHash() == null) {
            return "redirect:/settings/security";
        }
        current.check(account, form.current(), "current", errors, response);
        PasswordRules.objection(form.password(), account.ownWords())
                .ifPresent(why -> errors.rejectValue("password", why));
        if (errors.hasErrors()) {
            return page(account, request, model);
        }
        own.changePassword(me, passwords.hash(form.password()));
        sessions.endOthers(me, request.getSession().getId());
        flash.addFlashAttribute("notice", "security.password.done");
        return "redirect:/settings/security";
    }

    /** For who came through Google and has none yet: by letter, so that an unwatched screen is not enough. */
    @PostMapping("/settings/security/password-letter")
    String passwordLetter(@Me AccountId me, RedirectAttributes flash) {
        Account account = own.of(me);
        if (throttle.refusedUntil(Limit.RESET_LETTERS, account.email().value()).isEmpty()) {
            resets.write(me);
            flash.addFlashAttribute("notice", "security.password.letter");
        } else {
            flash.addFlashAttribute("problem", "security.password.letters");
        }
        return "redirect:/settings/security";
    }

    @PostMapping("/settings/security/google")
    String linkGoogle(
            @Me AccountId me,
            @ModelAttribute("linking") PasswordForm form,
            BindingResult errors,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        Account account = own.of(me);
        current.check(account, form.current(), "current", errors, response);
        if (errors.hasErrors() || !offer.offered()) {
            return page(account, request, model);
        }
        google.prepareLinking(me, request.getSession());
        return "account/to-google";
    }

    @PostMapping("/settings/security/google/removal")
    String unlinkGoogle(@Me AccountId me, RedirectAttributes flash) {
        if (own.unlinkGoogle(me)) {
            flash.addFlashAttribute("notice", "security.google.unlinked");
        } else {
            flash.addFlashAttribute("problem", "security.google.last-way");
        }
        return "redirect:/settings/security";
    }

    /** @param session the handle of one, or {@code others} for all but this */
    @PostMapping("/settings/security/sign-outs")
    String signOut(
            @Me AccountId me,
            @RequestParam(defaultValue = "") String session,
            HttpServletRequest request,
            RedirectAttributes flash) {
        if ("others".equals(session)) {
            sessions.endOthers(me, request.getSession().getId());
        } else {
            sessions.end(me, session);
        }
        flash.addFlashAttribute("notice", "security.sessions.ended");
        return "redirect:/settings/security";
    }

    @GetMapping({
        "/settings/security/password",
        "/settings/security/password-letter",
        "/settings/security/google",
        "/settings/security/sign-outs"
    })
    String back() {
        return "redirect:/settings/security";
    }

    private String page(Account account, HttpServletRequest request, Model model) {
        add(model, "change");
        add(model, "linking");
        model.addAttribute("hasPassword", account.passwordHash() != null);
        model.addAttribute("confirmed", account.emailConfirmed());
        model.addAttribute("googleOffered", offer.offered());
        model.addAttribute("googleLinked", identities.has(account.id()));
        model.addAttribute("hasAuthenticator", factors.hasAuthenticator(account.id()));
        model.addAttribute("passkeys", passkeys.of(account.id()));
        model.addAttribute("hasFactor", factors.has(account.id()));
        model.addAttribute("codesLeft", recovery.left(account.id()));
        model.addAttribute("username", account.username());
        model.addAttribute("sessions", sessions.of(account.id(), currentId(request)));
        return VIEW;
    }

    private static @Nullable String currentId(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session == null ? null : session.getId();
    }

    private static void add(Model model, String name) {
        if (!model.containsAttribute(name)) {
            model.addAttribute(name, new PasswordForm("", ""));
        }
    }
}
