package com.allvideomodels.billing;

import com.allvideomodels.billing.PaymentBooks.Shelf;
import com.allvideomodels.billing.PaymentDesk.Whole;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.Keyset;
import com.allvideomodels.web.Answer;
import com.allvideomodels.web.Me;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** {@code /admin/payments}: what was paid, what became of it, and sending it back. */
@Controller
@RequestMapping(PaymentStaffAddresses.PAGE)
class PaymentAdminPages {

    private static final int LONGEST_NAME = 200;
    static final int LONGEST_REASON = 500;

    private final PaymentDesk desk;
    private final RefundDesk refunds;
    private final Plans plans;
    private final InstantSource clock;

    PaymentAdminPages(PaymentDesk desk, RefundDesk refunds, Plans plans, InstantSource clock) {
        this.desk = desk;
        this.refunds = refunds;
        this.plans = plans;
        this.clock = clock;
    }

    @GetMapping
    String list(
            @Me AccountId me,
            @RequestParam(defaultValue = "") String shelf,
            @RequestParam(defaultValue = "") String named,
            @RequestParam(defaultValue = "") String after,
            Model model) {
        String words = named.strip();
        Shelf which = Shelf.of(shelf);
        List<PaymentLine> lines =
                words.length() > LONGEST_NAME ? List.of() : desk.list(which, words, Keyset.parse(after), me);
        boolean more = lines.size() > PaymentBooks.PAGE;
        List<PaymentLine> shown = more ? lines.subList(0, PaymentBooks.PAGE) : lines;
        model.addAttribute("lines", shown);
        model.addAttribute("next", more ? shown.getLast().place() : null);
        model.addAttribute("shelf", which.key());
        model.addAttribute("named", words);
        model.addAttribute("shelves", Shelf.values());
        return "admin/payments";
    }

    @GetMapping("/{id}")
    String one(@Me AccountId me, @PathVariable UUID id, Model model) {
        Whole whole = desk.look(id, me).orElseThrow(PaymentAdminPages::notThere);
        model.addAttribute("whole", whole);
        model.addAttribute("one", whole.payment());
        model.addAttribute("product", plans.find(whole.payment().product()).orElse(null));
        model.addAttribute("now", clock.instant());
        return "admin/payment";
    }

    @PostMapping("/{id}/refund")
    String refund(
            @Me AccountId me,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "-1") long amount,
            @RequestParam(defaultValue = "") String reason,
            RedirectAttributes flash) {
        String why = reason.strip();
        if (!isReason(why)) {
            return again(id, "refund-reason", reason, flash);
        }
        say(refunds.order(id, amount, why, me), flash);
        return back(id);
    }

    static void say(RefundDesk.Ordered ordered, RedirectAttributes flash) {
        boolean taken = switch (ordered) {
            case TAKEN, UNKNOWN -> true;
            case REFUSED, NOT_NOW, NOT_THIS -> false;
        };
        String words = "payment.refund." + ordered;
        Answer.say(flash, taken, words, words);
    }

    @PostMapping("/{id}/refund/closing")
    String close(
            @Me AccountId me,
            @PathVariable UUID id,
            @RequestParam UUID order,
            @RequestParam(defaultValue = "") String reason,
            RedirectAttributes flash) {
        String why = reason.strip();
        if (!isReason(why)) {
            return again(id, "closing-reason", reason, flash);
        }
        Answer.say(flash, refunds.close(id, order, why, me), "payment.refund.closed", "payment.refund.not-closed");
        return back(id);
    }

    static boolean isReason(String why) {
        return !why.isEmpty() && why.length() <= LONGEST_REASON;
    }

    /** What was typed is kept, and said to be too little or too much. */
    private static String again(UUID id, String field, String reason, RedirectAttributes flash) {
        flash.addFlashAttribute("reasonOf", field);
        flash.addFlashAttribute("reason", reason);
        flash.addFlashAttribute("reasonWrong", true);
        return back(id);
    }

    private static String back(UUID id) {
        return "redirect:" + PaymentStaffAddresses.PAGE + "/" + id;
    }

    static ResponseStatusException notThere() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
