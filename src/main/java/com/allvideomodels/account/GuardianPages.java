package com.allvideomodels.account;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.EmailAddress;
import com.allvideomodels.web.Me;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What somebody of 13 to 17 meets at the sign-up: the question for a parent's address, and later the parent's invitation. */
@Controller
class GuardianPages {

    private final ParentalConsents consents;
    private final AgeMarker ages;
    private final Throttle throttle;
    private final Limit network;
    private final InstantSource clock;

    GuardianPages(
            ParentalConsents consents,
            AgeMarker ages,
            Throttle throttle,
            ThrottleSettings settings,
            InstantSource clock) {
        this.consents = consents;
        this.ages = ages;
        this.throttle = throttle;
        this.network = new Limit("parents-network", settings.networkBurst(), settings.networkPace());
        this.clock = clock;
    }

    @PostMapping("/sign-up/guardian")
    String ask(
            @ModelAttribute("guardian") ParentForm form,
            BindingResult errors,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            Locale language) {
        if (ages.refused(request) != AgeScreen.TEENAGER) {
            return "redirect:/sign-up";
        }
        Optional<EmailAddress> parent = EmailAddress.parse(form.email());
        if (parent.isEmpty()) {
            errors.rejectValue("email", "account.email.wrong");
        } else {
            tooOften(request).ifPresent(until -> TooOften.tell(errors, response, until, clock.instant()));
        }
        if (errors.hasErrors() || parent.isEmpty()) {
            model.addAttribute("teenager", true);
            return "account/too-young";
        }
        consents.ask(parent.get(), language);
        return "redirect:/sign-up/guardian";
    }

    private Optional<Instant> tooOften(HttpServletRequest request) {
        return throttle.refusedUntil(network, Visitor.of(request).network().line());
    }

    @GetMapping("/sign-up/guardian")
    String asked(HttpServletRequest request) {
        return ages.refused(request) == AgeScreen.TEENAGER ? "account/guardian-asked" : "redirect:/sign-up";
    }

    @GetMapping("/sign-up/invitation")
    String show(@RequestParam(defaultValue = "") String token, Model model) {
        model.addAttribute("token", token);
        return consents.invitation(token).isPresent() ? "account/invitation" : "account/parental-stale";
    }

    /** From here on this session may fill in the form, whatever the age screen said to its browser. */
    @PostMapping("/sign-up/invitation")
    String follow(
            @Me @Nullable AccountId me, @RequestParam(defaultValue = "") String token, HttpServletRequest request) {
        if (me != null) {
            return "redirect:/create";
        }
        return consents.invitation(token)
                .map(consent -> {
                    ages.invite(consent.id(), request);
                    return "redirect:/sign-up";
                })
                .orElse("account/parental-stale");
    }
}
