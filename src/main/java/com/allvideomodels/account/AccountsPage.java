package com.allvideomodels.account;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.Keyset;
import com.allvideomodels.web.Me;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Accounts, for whoever answers people. */
@Controller
class AccountsPage {

    private static final int LONGEST_REASON = 500;

    private final AccountLooks looks;
    private final Suspensions suspensions;

    AccountsPage(AccountLooks looks, Suspensions suspensions) {
        this.looks = looks;
        this.suspensions = suspensions;
    }

    @GetMapping("/admin/accounts")
    String list(
            @Me AccountId me,
            @RequestParam(defaultValue = "newest") String sort,
            @RequestParam(defaultValue = "") String after,
            Model model) {
        boolean newest = !sort.equals("oldest");
        List<AccountLooks.Line> lines = looks.page(newest, Keyset.parse(after), me);
        boolean more = lines.size() > AccountLooks.PAGE;
        List<AccountLooks.Line> shown = more ? lines.subList(0, AccountLooks.PAGE) : lines;
        model.addAttribute("lines", shown);
        model.addAttribute("newest", newest);
        model.addAttribute("next", more ? place(shown.getLast()) : null);
        return "account/accounts";
    }

    @GetMapping("/admin/accounts/{id}")
    String show(@Me AccountId me, @PathVariable UUID id, Model model) {
        model.addAttribute("suspending", new SuspensionForm(""));
        return page(new AccountId(id), me, model);
    }

    @PostMapping("/admin/accounts/{id}/suspension")
    String suspend(
            @Me AccountId me,
            @PathVariable UUID id,
            @ModelAttribute("suspending") SuspensionForm form,
            BindingResult errors,
            Model model,
            RedirectAttributes flash) {
        if (form.reason().isEmpty() || form.reason().length() > LONGEST_REASON) {
            errors.rejectValue("reason", "suspension.reason.wrong");
            return page(new AccountId(id), me, model);
        }
        if (me.value().equals(id)) {
            errors.rejectValue("reason", "suspension.self");
            return page(new AccountId(id), me, model);
        }
        if (looks.look(new AccountId(id), me).isEmpty()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        suspensions.suspend(new AccountId(id), form.reason(), me);
        flash.addFlashAttribute("notice", "suspension.done");
        return "redirect:/admin/accounts/" + id;
    }

    @PostMapping("/admin/accounts/{id}/suspension/end")
    String lift(@Me AccountId me, @PathVariable UUID id, RedirectAttributes flash) {
        suspensions.lift(new AccountId(id), me);
        flash.addFlashAttribute("notice", "suspension.lifted");
        return "redirect:/admin/accounts/" + id;
    }

    private String page(AccountId id, AccountId me, Model model) {
        AccountLooks.Whole whole =
                looks.look(id, me).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        model.addAttribute("whole", whole);
        return "account/account";
    }

    private static String place(AccountLooks.Line last) {
        return new Keyset(last.openedAt().toInstant(), last.id()).token();
    }
}
