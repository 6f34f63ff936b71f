package com.allvideomodels.account;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where the links in letters to parents lead. Opening one changes nothing; its buttons do. */
@Controller
class ParentPages {

    private final ParentalConsents consents;

    ParentPages(ParentalConsents consents) {
        this.consents = consents;
    }

    @GetMapping("/parental-consent")
    String show(@RequestParam(defaultValue = "") String token, Model model) {
        return consents.peek(token)
                .map(consent -> {
                    model.addAttribute("token", token);
                    model.addAttribute("consent", consent);
                    return "account/parental-consent";
                })
                .orElse("account/parental-stale");
    }

    @PostMapping("/parental-consent")
    String agree(@RequestParam(defaultValue = "") String token, Model model) {
        boolean second = consents.peek(token)
                .filter(one -> one.step() == ParentalConsent.Step.CONFIRMING)
                .isPresent();
        return done(consents.agree(token), second ? "confirmed" : "agreed", model);
    }

    /** Before there is an account, and after. */
    @PostMapping("/parental-consent/end")
    String end(@RequestParam(defaultValue = "") String token, Model model) {
        boolean account =
                consents.peek(token).filter(one -> one.account() != null).isPresent();
        return done(consents.end(token), account ? "withdrawn" : "refused", model);
    }

    private static String done(boolean done, String what, Model model) {
        model.addAttribute("what", what);
        return done ? "account/parental-done" : "account/parental-stale";
    }
}
