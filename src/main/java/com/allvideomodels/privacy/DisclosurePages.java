package com.allvideomodels.privacy;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.mail.AddressBook;
import com.allvideomodels.web.Answer;
import com.allvideomodels.web.Me;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The register of disclosures to authorities: staff add to it, and each person reads what concerns them. */
@Controller
class DisclosurePages {

    private static final String SCREEN = "redirect:/admin/disclosures";

    private final DisclosureRows disclosures;
    private final AddressBook addresses;
    private final InstantSource clock;

    DisclosurePages(DisclosureRows disclosures, AddressBook addresses, InstantSource clock) {
        this.disclosures = disclosures;
        this.addresses = addresses;
        this.clock = clock;
    }

    @GetMapping("/privacy/disclosures")
    String mine(@Me AccountId me, Model model) {
        model.addAttribute("disclosures", disclosures.toldTo(me, clock.instant()));
        return "privacy/disclosures";
    }

    @GetMapping("/admin/disclosures")
    String all(@Me AccountId me, @RequestParam(defaultValue = "") String account, Model model) {
        model.addAttribute("disclosure", new DisclosureForm(account, "", "", "", today().toString(), ""));
        return page(me, model);
    }

    @PostMapping("/admin/disclosures")
    String record(
            @Me AccountId me,
            @ModelAttribute("disclosure") DisclosureForm form,
            BindingResult errors,
            Model model,
            RedirectAttributes flash) {
        form.check(errors, today());
        if (!errors.hasFieldErrors("account")
                && addresses.last(form.person().orElseThrow()).isEmpty()) {
            errors.rejectValue("account", "disclosure.account.nobody");
        }
        if (errors.hasErrors()) {
            return page(me, model);
        }
        disclosures.add(form, form.person().orElseThrow(), me, clock.instant());
        flash.addFlashAttribute("notice", "disclosure.recorded");
        return SCREEN;
    }

    @PostMapping("/admin/disclosures/{id}/review")
    String review(@Me AccountId me, @PathVariable UUID id, RedirectAttributes flash) {
        boolean reviewed = disclosures.review(id, me, clock.instant());
        Answer.say(flash, reviewed, "disclosure.reviewed", "disclosure.not-reviewed");
        return SCREEN;
    }

    private String page(AccountId me, Model model) {
        model.addAttribute("lines", disclosures.look(me));
        model.addAttribute("me", me.value());
        return "admin/disclosures";
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
