package com.allvideomodels.billing;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.web.Answer;
import com.allvideomodels.web.Me;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** {@code /admin/payments/events}: what Creem told and nobody here understood, and the rest of it. */
@Controller
@RequestMapping(PaymentStaffAddresses.EVENTS)
class EventPages {

    private final EventDesk desk;

    EventPages(EventDesk desk) {
        this.desk = desk;
    }

    @GetMapping
    String list(@Me AccountId me, @RequestParam(defaultValue = "") String shelf, Model model) {
        boolean all = shelf.equals("all");
        model.addAttribute("lines", desk.list(all, me));
        model.addAttribute("all", all);
        return "admin/creem-events";
    }

    @GetMapping("/{id}")
    String one(@Me AccountId me, @PathVariable String id, Model model) {
        model.addAttribute("whole", desk.look(id, me).orElseThrow(PaymentPages::notThere));
        return "admin/creem-event";
    }

    @PostMapping("/{id}/replay")
    String again(@Me AccountId me, @PathVariable String id, RedirectAttributes flash) {
        Answer.say(flash, desk.again(id, me), "payment.event.waits", "payment.event.not-again");
        return "redirect:" + PaymentStaffAddresses.EVENTS;
    }
}
