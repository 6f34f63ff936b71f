package com.allvideomodels.billing;

import com.allvideomodels.billing.Flags.Flag;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.Keyset;
import com.allvideomodels.web.Answer;
import com.allvideomodels.web.Me;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** {@code /admin/payments/flags}: payments that somebody should look at, and why. */
@Controller
@RequestMapping(PaymentStaffAddresses.FLAGS)
class FlagPages {

    private final FlagDesk desk;

    FlagPages(FlagDesk desk) {
        this.desk = desk;
    }

    @GetMapping
    String list(
            @Me AccountId me,
            @RequestParam(defaultValue = "") String shelf,
            @RequestParam(defaultValue = "") String after,
            Model model) {
        boolean all = shelf.equals("all");
        List<Flag> lines = desk.list(all, Keyset.parse(after), me);
        boolean more = lines.size() > Flags.PAGE;
        List<Flag> shown = more ? lines.subList(0, Flags.PAGE) : lines;
        model.addAttribute("lines", shown);
        model.addAttribute("next", more ? shown.getLast().place() : null);
        model.addAttribute("all", all);
        return "admin/payment-flags";
    }

    @PostMapping("/{id}/clearing")
    String clear(
            @Me AccountId me,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String reason,
            RedirectAttributes flash) {
        String why = reason.strip();
        if (PaymentAdminPages.isReason(why)) {
            Answer.say(flash, desk.clear(id, why, me), "flag.cleared", "flag.not-cleared");
        } else {
            flash.addFlashAttribute("wrong", id);
            flash.addFlashAttribute("reason", reason);
        }
        return "redirect:" + PaymentStaffAddresses.FLAGS;
    }
}
