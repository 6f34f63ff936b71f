package com.allvideomodels.billing;

import com.allvideomodels.audit.Act;
import com.allvideomodels.audit.Actor;
import com.allvideomodels.audit.AuditTrail;
import com.allvideomodels.billing.ReconciliationRows.Report;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.web.Answer;
import com.allvideomodels.web.Me;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** {@code /admin/payments/reconciliation}: whether the books and Creem say the same of the money, and plans.yml and Creem of the prices. */
@Controller
@RequestMapping(PaymentStaffAddresses.REPORTS)
class ReconciliationPages {

    private static final int MOST = 100;

    private final Reconciliation reconciliation;
    private final ReconciliationRows rows;
    private final Shop shop;
    private final AuditTrail audit;
    private final TransactionTemplate transaction;
    private final InstantSource clock;

    ReconciliationPages(
            Reconciliation reconciliation,
            ReconciliationRows rows,
            Shop shop,
            AuditTrail audit,
            TransactionTemplate transaction,
            InstantSource clock) {
        this.reconciliation = reconciliation;
        this.rows = rows;
        this.shop = shop;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    @GetMapping
    String reports(Model model) {
        model.addAttribute("reports", rows.newest(MOST));
        model.addAttribute("offers", shop.offers());
        return "admin/reconciliation";
    }

    /** Asks Creem, outside any transaction. */
    @PostMapping("/runs")
    String run(@Me AccountId me, RedirectAttributes flash) {
        transaction.executeWithoutResult(status -> audit.record(Act.of(new Actor.Staff(me), "reconciliation.ordered")));
        Instant before = clock.instant();
        reconciliation.run();
        boolean compared = rows.newest(1).stream().map(Report::at).anyMatch(at -> !at.isBefore(before));
        Answer.say(flash, compared, "payments.compared", "payments.not-compared");
        return "redirect:" + PaymentStaffAddresses.REPORTS;
    }
}
