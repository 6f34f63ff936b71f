package com.allvideomodels.account;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.web.Me;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Where the links of letters lead. Opening one changes nothing: scanners of mail do that too; its button does. */
@Controller
class ConfirmationPage {

    private final Confirmations confirmations;
    private final AddressChanges changes;
    private final Entrance entrance;

    ConfirmationPage(Confirmations confirmations, AddressChanges changes, Entrance entrance) {
        this.confirmations = confirmations;
        this.changes = changes;
        this.entrance = entrance;
    }

    @GetMapping("/confirmation")
    String show(@RequestParam(defaultValue = "") String token, Model model) {
        return confirmations
                .peek(token)
                .map(account -> {
                    model.addAttribute("token", token);
                    model.addAttribute("address", account.email().value());
                    model.addAttribute("username", account.username());
                    return "account/confirmation";
                })
                .orElse("account/stale-link");
    }

    @PostMapping("/confirmation")
    String confirm(
            @Me @Nullable AccountId me,
            @RequestParam(defaultValue = "") String token,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes flash) {
        return switch (confirmations.confirm(token)) {
            case Confirmations.Outcome.Confirmed confirmed -> {
                flash.addFlashAttribute("notice", "confirmation.done");
                yield "redirect:" + next(confirmed.account(), me, request, response);
            }
            case Confirmations.Outcome.Stale stale -> "account/stale-link";
            case Confirmations.Outcome.Taken taken -> "account/address-taken";
        };
    }

    @GetMapping("/address-change")
    String showChange(@RequestParam(defaultValue = "") String token, Model model) {
        return changes.peek(token)
                .map(wanted -> {
                    model.addAttribute("token", token);
                    model.addAttribute("address", wanted.value());
                    return "account/address-change";
                })
                .orElse("account/stale-link");
    }

    @PostMapping("/address-change")
    String change(@RequestParam(defaultValue = "") String token, Model model) {
        return switch (changes.agree(token)) {
            case AddressChanges.Outcome.Moved moved -> changed(true, model);
            case AddressChanges.Outcome.HalfWay half -> changed(false, model);
            case AddressChanges.Outcome.Stale stale -> "account/stale-link";
        };
    }

    private String next(
            AccountId confirmed, @Nullable AccountId me, HttpServletRequest request, HttpServletResponse response) {
        if (confirmed.equals(me)) {
            return "/create";
        }
        return me == null && SignUpPage.signedUpHere(confirmed, request.getSession(false))
                ? Redirect.to(entrance.admit(confirmed, SignInHistory.Method.CONFIRMATION, request, response))
                : "/sign-in";
    }

    private static String changed(boolean complete, Model model) {
        model.addAttribute("complete", complete);
        return "account/address-changed";
    }
}
