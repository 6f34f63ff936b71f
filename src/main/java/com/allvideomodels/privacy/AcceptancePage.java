package com.allvideomodels.privacy;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.web.Me;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Asks for agreement to a version that needs it, and leads who declines to what they can still do (clause changes.consent). */
@Controller
class AcceptancePage {

    static final String PAGE = "/privacy/acceptance";

    private final ConsentHistory consents;
    private final PublishedTexts published;
    private final PolicyLibrary library;

    AcceptancePage(ConsentHistory consents, PublishedTexts published, PolicyLibrary library) {
        this.consents = consents;
        this.published = published;
        this.library = library;
    }

    @GetMapping(PAGE)
    String show(@Me AccountId me, Locale language, Model model) {
        if (!published.awaits(me, library.today())) {
            return "redirect:/create";
        }
        String version = library.current().id();
        model.addAttribute("version", version);
        model.addAttribute("declined", consents.declined(me, Purpose.POLICY, version));
        model.addAttribute(
                "texts",
                Stream.of(PolicyLibrary.PRIVACY, PolicyLibrary.TERMS)
                        .map(document -> library.inForce(document, language))
                        .filter(text -> !text.weight().equals("first"))
                        .toList());
        return "privacy/acceptance";
    }

    @PostMapping(PAGE)
    String accept(@Me AccountId me, @RequestParam(defaultValue = "") String version, RedirectAttributes later) {
        // Someone who read an older text has not agreed to this one: it is shown, and asked again.
        if (!library.current().id().equals(version)) {
            later.addFlashAttribute("problem", "acceptance.restated");
            return "redirect:" + PAGE;
        }
        consents.give(me, Purpose.POLICY, version, Means.ACCEPTANCE_PAGE);
        later.addFlashAttribute("notice", "acceptance.accepted");
        return "redirect:/create";
    }

    @PostMapping(PAGE + "/refusal")
    String decline(@Me AccountId me, @RequestParam(defaultValue = "") String version) {
        if (library.current().id().equals(version)) {
            consents.decline(me, Purpose.POLICY, version, Means.ACCEPTANCE_PAGE);
        }
        return "redirect:" + PAGE;
    }
}
