package com.allvideomodels.account;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.EmailAddress;
import com.allvideomodels.kernel.StaffRole;
import com.allvideomodels.web.Answer;
import com.allvideomodels.web.Me;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Who works here in which role. */
@Controller
class StaffPage {

    private static final String VIEW = "account/staff";

    private final StaffGrants grants;
    private final AccountRepository accounts;

    StaffPage(StaffGrants grants, AccountRepository accounts) {
        this.grants = grants;
        this.accounts = accounts;
    }

    @GetMapping("/admin/staff")
    String show(@Me AccountId me, Model model) {
        model.addAttribute("grant", new StaffForm("", ""));
        return page(me, model);
    }

    @PostMapping("/admin/staff")
    String grant(
            @Me AccountId me,
            @ModelAttribute("grant") StaffForm form,
            BindingResult errors,
            Model model,
            RedirectAttributes flash) {
        Optional<Account> account = find(form.name()).filter(Account::emailConfirmed);
        Optional<StaffRole> role = role(form.role());
        if (account.isEmpty()) {
            errors.rejectValue("name", "staff.nobody");
        }
        if (role.isEmpty()) {
            errors.rejectValue("role", "staff.no-role");
        }
        if (account.isEmpty() || role.isEmpty()) {
            return page(me, model);
        }
        grants.grant(account.get().id(), role.get(), me);
        flash.addFlashAttribute("notice", "staff.granted");
        return "redirect:/admin/staff";
    }

    @PostMapping("/admin/staff/withdrawals")
    String withdraw(
            @Me AccountId me, @RequestParam UUID account, @RequestParam StaffRole role, RedirectAttributes flash) {
        boolean gone = grants.withdraw(new AccountId(account), role, me);
        Answer.say(flash, gone, "staff.withdrawn", "staff.last");
        return "redirect:/admin/staff";
    }

    private String page(AccountId me, Model model) {
        model.addAttribute("grants", grants.look(me));
        model.addAttribute("roles", StaffRole.values());
        return VIEW;
    }

    private Optional<Account> find(String name) {
        return name.contains("@")
                ? EmailAddress.parse(name).flatMap(email -> accounts.findByConfirmedEmail(email.value()))
                : accounts.findByUsername(name);
    }

    private static Optional<StaffRole> role(String typed) {
        return Arrays.stream(StaffRole.values())
                .filter(role -> role.name().equals(typed))
                .findFirst();
    }
}
