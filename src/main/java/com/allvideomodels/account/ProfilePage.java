package com.allvideomodels.account;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.EmailAddress;
import com.allvideomodels.web.Me;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Name, user name, address. */
@Controller
class ProfilePage {

    private static final String VIEW = "account/profile";

    private final OwnAccount own;
    private final AddressChanges changes;
    private final CurrentPassword current;
    private final Throttle throttle;
    private final ParentalConsents parents;
    private final InstantSource clock;

    ProfilePage(
            OwnAccount own,
            AddressChanges changes,
            CurrentPassword current,
            Throttle throttle,
            ParentalConsents parents,
            InstantSource clock) {
        this.own = own;
        this.changes = changes;
        this.current = current;
        this.throttle = throttle;
        this.parents = parents;
        this.clock = clock;
    }

    @GetMapping("/settings")
    String first() {
        return "redirect:/settings/profile";
    }

    @GetMapping("/settings/profile")
    String show(@Me AccountId me, Model model) {
        return page(own.of(me), model);
    }

    @PostMapping("/settings/profile")
    String rename(
            @Me AccountId me,
            @ModelAttribute("person") ProfileForm form,
            BindingResult errors,
            Model model,
            RedirectAttributes flash) {
        Account account = own.of(me);
        SignUpCheck.name(form.name(), errors);
        Optional<Username> username = Username.parse(form.username());
        if (!form.username().equals(account.username())) {
            SignUpCheck.username(form.username(), errors);
        }
        if (!errors.hasErrors() && username.isPresent() && !own.rename(me, form.name(), username.get())) {
            errors.rejectValue("username", "account.username.taken");
        }
        if (errors.hasErrors()) {
            return page(account, model);
        }
        flash.addFlashAttribute("notice", "settings.saved");
        return "redirect:/settings/profile";
    }

    @PostMapping("/settings/profile/address")
    String move(
            @Me AccountId me,
            @ModelAttribute("move") AddressForm form,
            BindingResult errors,
            HttpServletResponse response,
            Model model,
            RedirectAttributes flash) {
        Account account = own.of(me);
        Optional<EmailAddress> wanted = EmailAddress.parse(form.email());
        if (wanted.isEmpty()) {
            errors.rejectValue("email", "account.email.wrong");
        } else if (wanted.get().equals(account.email())) {
            errors.rejectValue("email", "profile.address.same");
        }
        if (!errors.hasErrors()) {
            current.check(account, form.password(), "password", errors, response);
        }
        if (!errors.hasErrors() && wanted.isPresent()) {
            tooOften(me, wanted.get()).ifPresent(until -> TooOften.tell(errors, response, until, clock.instant()));
        }
        if (errors.hasErrors() || wanted.isEmpty()) {
            return page(account, model);
        }
        changes.ask(me, wanted.get());
        flash.addFlashAttribute("notice", account.emailConfirmed() ? "profile.address.asked" : "letter-sent.again");
        return "redirect:/settings/profile";
    }

    private Optional<Instant> tooOften(AccountId me, EmailAddress wanted) {
        return throttle.refusedUntil(Limit.MOVES, me.toString())
                .or(() -> throttle.refusedUntil(Limit.MOVE_LETTERS, wanted.value()));
    }

    @GetMapping("/settings/profile/address")
    String back() {
        return "redirect:/settings/profile";
    }

    private String page(Account account, Model model) {
        add(model, "person", new ProfileForm(account.name(), account.username()));
        add(model, "move", new AddressForm("", ""));
        model.addAttribute("address", account.email().value());
        model.addAttribute("confirmed", account.emailConfirmed());
        model.addAttribute("hasPassword", account.passwordHash() != null);
        model.addAttribute("accountType", account.accountType());
        model.addAttribute("subscription", account.subscriptionStatus());
        model.addAttribute("openedAt", account.openedAt().atOffset(ZoneOffset.UTC));
        model.addAttribute("parental", parents.parentOf(account.id()).isPresent());
        model.addAttribute(
                "waitingFor",
                changes.wanted(account.id()).map(EmailAddress::value).orElse(null));
        return VIEW;
    }

    private static void add(Model model, String name, Object form) {
        if (!model.containsAttribute(name)) {
            model.addAttribute(name, form);
        }
    }
}
