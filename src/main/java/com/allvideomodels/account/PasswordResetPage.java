package com.allvideomodels.account;

import com.allvideomodels.kernel.EmailAddress;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A new password for who forgot the old one. What is answered does not depend on who has an account. */
@Controller
class PasswordResetPage {

    private final PasswordResets resets;
    private final Passwords passwords;
    private final Throttle throttle;
    private final Limit network;
    private final InstantSource clock;

    PasswordResetPage(
            PasswordResets resets,
            Passwords passwords,
            Throttle throttle,
            ThrottleSettings settings,
            InstantSource clock) {
        this.resets = resets;
        this.passwords = passwords;
        this.throttle = throttle;
        this.network = new Limit("password-reset-network", settings.networkBurst(), settings.networkPace());
        this.clock = clock;
    }

    @GetMapping("/password-reset")
    String show(Model model) {
        model.addAttribute("forgetful", new EmailForm(""));
        return "account/password-reset";
    }

    @PostMapping("/password-reset")
    String ask(
            @ModelAttribute("forgetful") EmailForm form,
            BindingResult errors,
            HttpServletRequest request,
            HttpServletResponse response) {
        Optional<Instant> tooOften =
                throttle.refusedUntil(network, Visitor.of(request).network().line());
        tooOften.ifPresent(until -> TooOften.tell(errors, response, until, clock.instant()));
        Optional<EmailAddress> email = EmailAddress.parse(form.email());
        if (email.isEmpty()) {
            errors.rejectValue("email", "account.email.wrong");
        }
        if (errors.hasErrors() || email.isEmpty()) {
            return "account/password-reset";
        }
        if (throttle.refusedUntil(Limit.RESET_LETTERS, email.get().value()).isEmpty()) {
            resets.ask(email.get());
        }
        return "redirect:/password-reset/letter";
    }

    @GetMapping("/password-reset/letter")
    String sent() {
        return "account/reset-sent";
    }

    @GetMapping("/password-reset/new")
    String choose(@RequestParam(defaultValue = "") String token, Model model) {
        model.addAttribute("choice", new NewPasswordForm(token, ""));
        return resets.peek(token).isPresent() ? "account/new-password" : "account/stale-link";
    }

    @PostMapping("/password-reset/new")
    String reset(@ModelAttribute("choice") NewPasswordForm form, BindingResult errors, RedirectAttributes flash) {
        Optional<Account> account = resets.peek(form.token());
        if (account.isEmpty()) {
            return "account/stale-link";
        }
        PasswordRules.objection(form.password(), account.get().ownWords())
                .ifPresent(why -> errors.rejectValue("password", why));
        if (errors.hasErrors()) {
            return "account/new-password";
        }
        if (!resets.reset(form.token(), passwords.hash(form.password()))) {
            return "account/stale-link";
        }
        flash.addFlashAttribute("notice", "new-password.done");
        return "redirect:/sign-in";
    }
}
