package com.allvideomodels.billing;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.web.Answer;
import com.allvideomodels.web.Me;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriUtils;

/** {@code /admin/payments/events}: what Creem told and nobody here understood, and the rest of it. */
@Controller
@RequestMapping(PaymentStaffAddresses.EVENTS)
class EventPages {

    private final EventDesk desk;
    private final PayerDesk payers;
    private final RefundDesk refunds;
    private final GiftDesk people;

    EventPages(EventDesk desk, PayerDesk payers, RefundDesk refunds, GiftDesk people) {
        this.desk = desk;
        this.payers = payers;
        this.refunds = refunds;
        this.people = people;
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
        model.addAttribute("whole", desk.look(id, me).orElseThrow(PaymentAdminPages::notThere));
        model.addAttribute("me", me);
        return "admin/creem-event";
    }

    @PostMapping("/{id}/replay")
    String again(@Me AccountId me, @PathVariable String id, RedirectAttributes flash) {
        Answer.say(flash, desk.again(id, me), "payment.event.waits", "payment.event.not-again");
        return "redirect:" + PaymentStaffAddresses.EVENTS;
    }

    @PostMapping("/{id}/payer")
    String propose(
            @Me AccountId me,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String account,
            @RequestParam(defaultValue = "") String reason,
            RedirectAttributes flash) {
        String why = reason.strip();
        Optional<AccountId> named = people.named(account.strip());
        if (named.isEmpty() || !PaymentAdminPages.isReason(why)) {
            flash.addFlashAttribute("account", account);
            flash.addFlashAttribute("accountWrong", named.isEmpty() ? true : null);
            return again(id, "payer-reason", reason, PaymentAdminPages.isReason(why), flash);
        }
        Answer.say(flash, payers.propose(id, named.get(), why, me), "payer.proposed", "payer.not-proposed");
        return back(id);
    }

    @PostMapping("/{id}/payer/confirmation")
    String confirm(@Me AccountId me, @PathVariable String id, @RequestParam UUID account, RedirectAttributes flash) {
        Answer.say(flash, payers.confirm(id, new AccountId(account), me), "payer.confirmed", "payer.not-confirmed");
        return back(id);
    }

    @PostMapping("/{id}/refund")
    String refund(
            @Me AccountId me,
            @PathVariable String id,
            @RequestParam(defaultValue = "-1") long amount,
            @RequestParam(defaultValue = "") String reason,
            RedirectAttributes flash) {
        String why = reason.strip();
        if (!PaymentAdminPages.isReason(why)) {
            return again(id, "refund-reason", reason, false, flash);
        }
        RefundDesk.Ordered ordered = desk.ofNobody(id)
                .map(one -> refunds.order(one, amount, why, me))
                .orElse(RefundDesk.Ordered.NOT_THIS);
        PaymentAdminPages.say(ordered, flash);
        return back(id);
    }

    private static String again(String id, String field, String reason, boolean said, RedirectAttributes flash) {
        flash.addFlashAttribute("reasonOf", field);
        flash.addFlashAttribute("reason", reason);
        flash.addFlashAttribute("reasonWrong", said ? null : true);
        return back(id);
    }

    /** An id of Creem's may hold any sign. */
    private static String back(String id) {
        return "redirect:" + PaymentStaffAddresses.EVENTS + "/"
                + UriUtils.encodePathSegment(id, StandardCharsets.UTF_8);
    }
}
