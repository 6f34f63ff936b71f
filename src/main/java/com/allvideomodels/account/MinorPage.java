package com.allvideomodels.account;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.EmailAddress;
import com.allvideomodels.web.Me;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The one action for an account that turns out to be a minor's. */
@Controller
class MinorPage {

    private static final int LONGEST_REASON = 500;

    private final Minors minors;
    private final AccountLooks looks;

    MinorPage(Minors minors, AccountLooks looks) {
        this.minors = minors;
        this.looks = looks;
    }

    @GetMapping("/admin/accounts/{id}/minor")
    String form(@Me AccountId me, @PathVariable UUID id, Model model) {
        model.addAttribute("minor", new MinorForm(null, "", ""));
        return page(id, me, model);
    }

    @PostMapping("/admin/accounts/{id}/minor")
    String stop(
            @Me AccountId me,
            @PathVariable UUID id,
            @ModelAttribute("minor") MinorForm form,
            BindingResult errors,
            Model model,
            RedirectAttributes flash) {
        Optional<EmailAddress> guardian = EmailAddress.parse(form.guardian());
        Minors.Age age = form.age();
        check(form, guardian, me.value().equals(id), errors);
        if (errors.hasErrors() || age == null) {
            return page(id, me, model);
        }
        try {
            if (!minors.stop(new AccountId(id), age, guardian.orElse(null), form.reason(), me)) {
                throw new ResponseStatusException(HttpStatus.NOT_FOUND);
            }
        } catch (LastAdministrator last) {
            errors.reject("administrator.last.other");
            return page(id, me, model);
        }
        flash.addFlashAttribute("notice", "minor.done." + age);
        return "redirect:/admin/accounts";
    }

    private static void check(MinorForm form, Optional<EmailAddress> guardian, boolean myself, BindingResult errors) {
        if (form.age() == null && !errors.hasFieldErrors("age")) {
            errors.rejectValue("age", "minor.age.choose");
        }
        if (!form.guardian().isEmpty() && guardian.isEmpty()) {
            errors.rejectValue("guardian", "account.email.wrong");
        }
        if (form.reason().isEmpty() || form.reason().length() > LONGEST_REASON) {
            errors.rejectValue("reason", "suspension.reason.wrong");
        }
        if (myself) {
            errors.reject("minor.self");
        }
    }

    private String page(UUID id, AccountId me, Model model) {
        AccountLooks.Whole whole =
                looks.look(new AccountId(id), me).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        model.addAttribute("id", id);
        model.addAttribute("username", whole.account().username());
        return "account/minor";
    }
}
