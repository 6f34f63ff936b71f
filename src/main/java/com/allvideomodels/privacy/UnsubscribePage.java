package com.allvideomodels.privacy;

import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * The end of advertising from within a mail program (RFC 8058): a POST with what is in the address and nothing else ends it and is
 * answered at once, as often as it comes. Looking changes nothing, since scanners of mail look. Both answer the same whether or not
 * the address means anybody.
 */
@Controller
class UnsubscribePage {

    private static final String PAGE = "/unsubscribe/{token}";

    private final MailPermissions permissions;
    private final ConsentHistory consents;
    private final ChoiceList choices;

    UnsubscribePage(MailPermissions permissions, ConsentHistory consents, ChoiceList choices) {
        this.permissions = permissions;
        this.consents = consents;
        this.choices = choices;
    }

    @GetMapping(PAGE)
    String ask(@PathVariable String token, Model model) {
        model.addAttribute("token", token);
        model.addAttribute("done", false);
        return "privacy/unsubscribe";
    }

    /** As mail programs do it: nothing is shown and no cookie is set. */
    @PostMapping(path = PAGE, params = "List-Unsubscribe=One-Click")
    ResponseEntity<Void> endInOneClick(@PathVariable String token) {
        end(token);
        return ResponseEntity.ok().build();
    }

    @PostMapping(PAGE)
    String end(@PathVariable String token, Model model) {
        end(token);
        model.addAttribute("token", token);
        model.addAttribute("done", true);
        return "privacy/unsubscribe";
    }

    private void end(String token) {
        Choice marketing = choices.find(Purpose.MARKETING).orElseThrow();
        permissions
                .ownerOf(token)
                .ifPresent(who ->
                        consents.answer(who, marketing.purpose(), marketing.version(), false, Means.UNSUBSCRIBE_LINK));
    }
}
