package com.allvideomodels.privacy;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.privacy.Processors.Processor;
import com.allvideomodels.web.LocalPath;
import com.allvideomodels.web.Me;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Agreeing with the terms of a provider, and taking it back, which is as easy (clauses training.disclosure, right.withdraw). */
@Controller
class ConsentPages {

    private static final String PAGE = "/privacy/consents";

    private final ConsentHistory consents;
    private final ProcessorRegister processors;
    private final PurposeNames names;

    ConsentPages(ConsentHistory consents, ProcessorRegister processors, PurposeNames names) {
        this.consents = consents;
        this.processors = processors;
        this.names = names;
    }

    @GetMapping(PAGE)
    String list(@Me AccountId me, Locale language, Model model) {
        model.addAttribute("processors", processors.video());
        model.addAttribute("given", slugs(consents.holding(me)));
        model.addAttribute("restated", slugs(consents.outdated(me)));
        model.addAttribute("history", consents.all(me));
        model.addAttribute("withheld", slugs(consents.withheld(me)));
        model.addAttribute("names", names.in(language));
        return "privacy/consents";
    }

    private List<String> slugs(Set<Purpose> purposes) {
        return processors.video().stream()
                .map(Processor::slug)
                .filter(slug -> purposes.contains(Purpose.provider(slug)))
                .toList();
    }

    @PostMapping("/consents/{purpose}")
    String give(
            @Me AccountId me,
            @PathVariable String purpose,
            @RequestParam String version,
            @ModelAttribute Answer answer,
            Model model,
            RedirectAttributes later) {
        Processor processor = processor(purpose);
        // Someone who read an older statement has not agreed to this one: show it and ask again.
        boolean current = processor.stated().toString().equals(version);
        String notice = current ? give(me, Purpose.of(processor), version, answer.means()) : "consents.restated";
        return answer.show(processor, notice.equals("consents.given"), notice, model, later);
    }

    private String give(AccountId me, Purpose provider, String version, Means means) {
        try {
            consents.give(me, provider, version, means);
            return "consents.given";
        } catch (ParentMissing missing) {
            return "consents.parent-first";
        }
    }

    @PostMapping("/consents/{purpose}/withdrawal")
    String withdraw(
            @Me AccountId me,
            @PathVariable String purpose,
            @ModelAttribute Answer answer,
            Model model,
            RedirectAttributes later) {
        Processor processor = processor(purpose);
        consents.withdraw(me, Purpose.provider(processor.slug()), answer.means());
        return answer.show(processor, false, "consents.withdrawn", model, later);
    }

    @ModelAttribute
    Answer answer(
            @RequestParam(required = false) @Nullable String back,
            @RequestParam(defaultValue = "false") boolean inside,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean inPlace,
            HttpServletResponse response) {
        return new Answer(LocalPath.of(back, PAGE), inside, inPlace, response);
    }

    private Processor processor(String purpose) {
        return processors.video().stream()
                .filter(one -> Purpose.provider(one.slug()).key().equals(purpose))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    /**
     * How to answer: with htmx the card alone, changed in place; otherwise the page the person was on.
     *
     * @param inside whether the card stands inside another form
     */
    record Answer(String back, boolean inside, boolean inPlace, HttpServletResponse response) {

        /** A card inside another form stands where videos are ordered. */
        Means means() {
            return inside ? Means.COMPOSER : Means.CONSENTS_PAGE;
        }

        String show(Processor processor, boolean given, String notice, Model model, RedirectAttributes later) {
            if (!inPlace) {
                later.addFlashAttribute("notice", notice);
                return "redirect:" + back;
            }
            response.setHeader("HX-Trigger", "consent-changed");
            model.addAttribute("processor", processor);
            model.addAttribute("given", given);
            model.addAttribute("inside", inside);
            model.addAttribute("back", back);
            return "privacy/provider-consent :: changed";
        }
    }
}
