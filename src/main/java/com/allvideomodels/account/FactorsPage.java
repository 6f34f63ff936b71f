package com.allvideomodels.account;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.web.LocalPath;
import com.allvideomodels.web.Me;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Second factors, for everyone. Whoever calls any of this has just shown who they are (see SignInSecurity). */
@Controller
class FactorsPage {

    private static final String SETTINGS = "redirect:/settings/security#second-factors";
    private static final String SETUP = "/settings/security/authenticator";

    private final OwnAccount own;
    private final Authenticators authenticators;
    private final RecoveryCodes recovery;
    private final SecondFactors factors;
    private final OpenSessions sessions;
    private final Entrance entrance;
    private final Throttle throttle;
    private final InstantSource clock;

    FactorsPage(
            OwnAccount own,
            Authenticators authenticators,
            RecoveryCodes recovery,
            SecondFactors factors,
            OpenSessions sessions,
            Entrance entrance,
            Throttle throttle,
            InstantSource clock) {
        this.own = own;
        this.authenticators = authenticators;
        this.recovery = recovery;
        this.factors = factors;
        this.sessions = sessions;
        this.entrance = entrance;
        this.throttle = throttle;
        this.clock = clock;
    }

    @PostMapping(SETUP)
    String begin(@Me AccountId me) {
        authenticators.begin(me);
        return "redirect:" + SETUP;
    }

    @GetMapping(SETUP)
    String setUp(@Me AccountId me, HttpServletResponse response, Model model) {
        model.addAttribute("proof", ProofForm.empty());
        return setup(own.of(me), response, model);
    }

    @PostMapping("/settings/security/authenticator/confirmation")
    String confirm(
            @Me AccountId me,
            @ModelAttribute("proof") ProofForm form,
            BindingResult errors,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        Optional<Instant> tooOften = throttle.refusedUntil(Limit.SECOND_FACTOR, me.toString());
        if (tooOften.isPresent()) {
            TooOften.tell(errors, response, tooOften.get(), clock.instant());
        } else if (!authenticators.confirm(me, form.code())) {
            errors.rejectValue("code", "proof.wrong");
        }
        if (errors.hasErrors()) {
            return setup(own.of(me), response, model);
        }
        throttle.forget(Limit.SECOND_FACTOR, me.toString());
        entrance.addProof(session(), Factor.AUTHENTICATOR, request, response);
        return recovery.left(me) > 0 ? SETTINGS : codes(recovery.make(me), request, response, model);
    }

    @PostMapping("/settings/security/authenticator/removal")
    String removeAuthenticator(@Me AccountId me, HttpServletRequest request, RedirectAttributes flash) {
        return removed(own.removeAuthenticator(me), me, request, flash);
    }

    @PostMapping("/settings/security/passkeys/removal")
    String removePasskey(
            @Me AccountId me,
            @RequestParam(defaultValue = "") String passkey,
            HttpServletRequest request,
            RedirectAttributes flash) {
        return removed(own.removePasskey(me, passkey), me, request, flash);
    }

    /** Where the browser goes once Spring Security has taken the new passkey: codes for who has none yet. */
    @PostMapping("/settings/security/passkeys/added")
    String added(
            @Me AccountId me,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            RedirectAttributes flash) {
        if (factors.hasPasskey(me) && recovery.left(me) == 0) {
            return codes(recovery.make(me), request, response, model);
        }
        flash.addFlashAttribute("notice", "factors.passkeys.added");
        return SETTINGS;
    }

    @PostMapping("/settings/security/recovery-codes")
    String newCodes(@Me AccountId me, HttpServletRequest request, HttpServletResponse response, Model model) {
        return factors.has(me) ? codes(recovery.make(me), request, response, model) : SETTINGS;
    }

    @GetMapping({
        "/settings/security/authenticator/confirmation",
        "/settings/security/authenticator/removal",
        "/settings/security/passkeys/removal",
        "/settings/security/passkeys/added",
        "/settings/security/recovery-codes"
    })
    String back() {
        return SETTINGS;
    }

    private String removed(boolean gone, AccountId me, HttpServletRequest request, RedirectAttributes flash) {
        if (gone) {
            sessions.endOthers(me, request.getSession().getId());
            flash.addFlashAttribute("notice", "factors.removed");
        }
        return SETTINGS;
    }

    private String setup(Account account, HttpServletResponse response, Model model) {
        return authenticators
                .begun(account)
                .map(begun -> {
                    unstored(response);
                    model.addAttribute("begun", begun);
                    model.addAttribute("qr", QrCode.of(begun.address()));
                    return "account/authenticator";
                })
                .orElse(SETTINGS);
    }

    /** In this one answer and nowhere else. */
    private String codes(List<String> codes, HttpServletRequest request, HttpServletResponse response, Model model) {
        unstored(response);
        Wanted wanted = Wanted.in(request.getSession(false), clock.instant());
        model.addAttribute("codes", codes);
        model.addAttribute("onward", onward(wanted));
        return "account/recovery-codes";
    }

    private static String onward(@Nullable Wanted wanted) {
        return wanted == null || wanted.isForm() || !wanted.isOfStaff()
                ? "/settings/security"
                : LocalPath.of(wanted.path(), "/settings/security");
    }

    private static void unstored(HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
    }

    private static Authentication session() {
        Authentication session = SecurityContextHolder.getContext().getAuthentication();
        if (session == null) {
            throw new IllegalStateException("nobody is signed in");
        }
        return session;
    }
}
