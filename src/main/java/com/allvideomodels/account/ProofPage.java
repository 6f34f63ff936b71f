package com.allvideomodels.account;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.web.LocalPath;
import com.allvideomodels.web.Me;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;

/** Asks who is signed in to show once more that it is them, and goes on to what they wanted. */
@Controller
class ProofPage {

    static final String ONWARD = "/settings/security/proof/onward";

    private static final String SETTINGS = "/settings/security";

    private final OwnAccount own;
    private final SecondFactors factors;
    private final TypedCodes codes;
    private final CurrentPassword current;
    private final Entrance entrance;
    private final GoogleOffer google;
    private final InstantSource clock;

    ProofPage(
            OwnAccount own,
            SecondFactors factors,
            TypedCodes codes,
            CurrentPassword current,
            Entrance entrance,
            GoogleOffer google,
            InstantSource clock) {
        this.own = own;
        this.factors = factors;
        this.codes = codes;
        this.current = current;
        this.entrance = entrance;
        this.google = google;
        this.clock = clock;
    }

    @GetMapping("/settings/security/proof")
    String ask(@Me AccountId me, HttpServletRequest request, Model model) {
        model.addAttribute("proof", ProofForm.empty());
        return page(own.of(me), request, model);
    }

    @PostMapping("/settings/security/proof")
    String check(
            @Me AccountId me,
            @ModelAttribute("proof") ProofForm form,
            BindingResult errors,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        Account account = own.of(me);
        Factor shown = form.code().isEmpty() && passwordWillDo(account, wanted(request))
                ? password(account, form, errors, response)
                : code(me, form, errors, response);
        if (shown == null) {
            return page(account, request, model);
        }
        entrance.addProof(session(), shown, request, response);
        return "redirect:" + ONWARD;
    }

    /** Back to the page that was wanted; a form that was sent is shown to be sent again. */
    @GetMapping(ONWARD)
    String onward(HttpServletRequest request, Model model) {
        Wanted wanted = wanted(request);
        if (wanted == null) {
            return "redirect:" + SETTINGS;
        }
        Wanted.forget(request.getSession());
        if (!wanted.isForm()) {
            return "redirect:" + Redirect.to(LocalPath.of(wanted.path(), SETTINGS));
        }
        model.addAttribute("wanted", wanted);
        return "account/again";
    }

    private @Nullable Factor password(
            Account account, ProofForm form, BindingResult errors, HttpServletResponse response) {
        current.check(account, form.password(), "password", errors, response);
        return errors.hasErrors() ? null : Factor.PASSWORD;
    }

    private @Nullable Factor code(AccountId me, ProofForm form, BindingResult errors, HttpServletResponse response) {
        return switch (codes.check(me, form.code())) {
            case TypedCodes.Outcome.Right right -> right.factor();
            case TypedCodes.Outcome.Wrong wrong -> {
                errors.rejectValue("code", "proof.wrong");
                yield null;
            }
            case TypedCodes.Outcome.TooOften often -> {
                TooOften.tell(errors, response, often.until(), clock.instant());
                yield null;
            }
        };
    }

    private String page(Account account, HttpServletRequest request, Model model) {
        model.addAttribute("passwordWillDo", passwordWillDo(account, wanted(request)));
        model.addAttribute("hasFactor", factors.has(account.id()));
        model.addAttribute("hasPasskey", factors.hasPasskey(account.id()));
        model.addAttribute("googleOffered", account.passwordHash() == null && google.offered());
        return "account/proof";
    }

    /** Staff show a second factor; for one's own settings the password is enough. */
    private static boolean passwordWillDo(Account account, @Nullable Wanted wanted) {
        return account.passwordHash() != null && (wanted == null || !wanted.isOfStaff());
    }

    private @Nullable Wanted wanted(HttpServletRequest request) {
        return Wanted.in(request.getSession(false), clock.instant());
    }

    private static Authentication session() {
        Authentication session = SecurityContextHolder.getContext().getAuthentication();
        if (session == null) {
            throw new IllegalStateException("nobody is signed in");
        }
        return session;
    }
}
