package com.allvideomodels.billing;

import com.allvideomodels.billing.Gifts.Gift;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.Keyset;
import com.allvideomodels.web.Answer;
import com.allvideomodels.web.Me;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** {@code /admin/payments/gifts}: credits from staff, and those that wait for a second. */
@Controller
@RequestMapping(PaymentStaffAddresses.GIFTS)
class GiftPages {

    private static final String BACK = "redirect:" + PaymentStaffAddresses.GIFTS;

    private final GiftDesk desk;
    private final GiftSettings settings;
    private final InstantSource clock;

    GiftPages(GiftDesk desk, GiftSettings settings, InstantSource clock) {
        this.desk = desk;
        this.settings = settings;
        this.clock = clock;
    }

    @GetMapping
    String list(@Me AccountId me, @RequestParam(defaultValue = "") String after, Model model) {
        List<Gift> lines = desk.list(Keyset.parse(after), me);
        boolean more = lines.size() > Gifts.PAGE;
        List<Gift> shown = more ? lines.subList(0, Gifts.PAGE) : lines;
        model.addAttribute("lines", shown);
        model.addAttribute("next", more ? shown.getLast().place() : null);
        model.addAttribute("me", me);
        return "admin/gifts";
    }

    @GetMapping("/new")
    String blank(Model model) {
        model.addAttribute("gift", GiftForm.empty());
        return form(model);
    }

    private String form(Model model) {
        model.addAttribute("limit", settings.grantLimit());
        return "admin/gift-new";
    }

    @PostMapping
    String order(
            @Me AccountId me,
            @ModelAttribute("gift") GiftForm form,
            BindingResult errors,
            Model model,
            RedirectAttributes flash) {
        Optional<AccountId> to = desk.named(form.account());
        form.check(errors, to, clock.instant());
        if (errors.hasErrors()) {
            return form(model);
        }
        GiftDesk.Ordered ordered = desk.order(form, to.orElseThrow(), me);
        boolean taken = switch (ordered) {
            case GIVEN, WAITS, SENT_BEFORE -> true;
            case NOBODY -> false;
        };
        String words = "gift." + ordered;
        Answer.say(flash, taken, words, words);
        return BACK;
    }

    @PostMapping("/{id}/confirmation")
    String confirm(@Me AccountId me, @PathVariable UUID id, RedirectAttributes flash) {
        Answer.say(flash, desk.confirm(id, me), "gift.GIVEN", "gift.not-confirmed");
        return BACK;
    }

    @PostMapping("/{id}/withdrawal")
    String withdraw(@Me AccountId me, @PathVariable UUID id, RedirectAttributes flash) {
        Answer.say(flash, desk.withdraw(id, me), "gift.withdrawn", "gift.not-withdrawn");
        return BACK;
    }
}
