package com.allvideomodels.request;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.request.PrivacyRequest.Channel;
import com.allvideomodels.web.Languages;
import com.allvideomodels.web.Me;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** {@code /admin/requests/new}: what came by post or telephone. */
@Controller
@RequestMapping("/admin/requests/new")
class EntryPages {

    private final Intake intake;
    private final InstantSource clock;

    EntryPages(Intake intake, InstantSource clock) {
        this.intake = intake;
        this.clock = clock;
    }

    @GetMapping
    String blank(Model model) {
        model.addAttribute("asking", EntryForm.blank(clock.instant()));
        return page(model);
    }

    @PostMapping
    String enter(
            @Me AccountId me,
            @ModelAttribute("asking") EntryForm form,
            BindingResult errors,
            Model model,
            RedirectAttributes flash) {
        Instant now = clock.instant();
        form.check(errors, now);
        if (errors.hasErrors()) {
            return page(model);
        }
        Channel channel = Channel.of(form.channel()).orElseThrow();
        PrivacyRequest request = intake.enter(form.filing(), channel, form.received(now), me);
        flash.addFlashAttribute("notice", "request.entered");
        return "redirect:/admin/requests/" + request.id();
    }

    private static String page(Model model) {
        model.addAttribute("channels", Channel.ENTERED);
        model.addAttribute("rights", Right.values());
        model.addAttribute("regimes", Regime.choices());
        model.addAttribute("requesters", Requester.values());
        model.addAttribute("languages", Languages.ALL);
        return "request/entry";
    }
}
