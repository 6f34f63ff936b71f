package com.allvideomodels.account;

import com.allvideomodels.privacy.Processors;
import com.allvideomodels.privacy.Processors.Processor;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where the links in letters to parents lead. Opening one changes nothing; its buttons do. */
@Controller
class ParentPages {

    private final ParentalConsents consents;
    private final Processors processors;

    ParentPages(ParentalConsents consents, Processors processors) {
        this.consents = consents;
        this.processors = processors;
    }

    @GetMapping("/parental-consent")
    String show(@RequestParam(defaultValue = "") String token, Model model) {
        return consents.peek(token)
                .map(consent -> {
                    model.addAttribute("token", token);
                    model.addAttribute("consent", consent);
                    model.addAttribute("providers", videoMakers());
                    model.addAttribute("allowed", consents.allowed(consent));
                    return "account/parental-consent";
                })
                .orElse("account/parental-stale");
    }

    @PostMapping("/parental-consent")
    String agree(
            @RequestParam(defaultValue = "") String token,
            @RequestParam(name = "provider", defaultValue = "") List<String> words,
            Model model) {
        boolean second = consents.peek(token)
                .filter(one -> one.step() == ParentalConsent.Step.CONFIRMING)
                .isPresent();
        return done(
                consents.agree(token, AllowedProvider.of(words, processors.all())),
                second ? "confirmed" : "agreed",
                model);
    }

    /** Which providers the child may agree to, once there is an account. */
    @PostMapping("/parental-consent/providers")
    String allow(
            @RequestParam(defaultValue = "") String token,
            @RequestParam(name = "provider", defaultValue = "") List<String> words,
            Model model) {
        return done(consents.allow(token, AllowedProvider.of(words, processors.all())), "allowed", model);
    }

    private List<Processor> videoMakers() {
        return processors.all().stream()
                .filter(one -> one.kind().equals("video"))
                .toList();
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
