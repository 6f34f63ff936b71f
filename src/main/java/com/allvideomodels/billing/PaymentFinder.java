package com.allvideomodels.billing;

import com.allvideomodels.audit.AuditTrail;
import com.allvideomodels.billing.PaymentBooks.Shelf;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.web.StaffSearch;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Finds payments by any of their names, for those who may open them. */
@Component
class PaymentFinder implements StaffSearch {

    private static final int MOST = 10;

    private final PaymentBooks books;
    private final AuditTrail audit;

    PaymentFinder(PaymentBooks books, AuditTrail audit) {
        this.books = books;
        this.audit = audit;
    }

    @Override
    @Transactional
    public List<Hit> find(String words, AccountId by) {
        return books.page(Shelf.ALL, words, Optional.empty()).stream()
                .limit(MOST)
                .map(one -> hit(one, by))
                .toList();
    }

    private Hit hit(PaymentLine found, AccountId by) {
        audit.record(PaymentActs.about(found, by, "payment.found"));
        return new Hit("payment.title", found.transaction(), PaymentStaffAddresses.PAGE + "/" + found.id());
    }

    @Override
    public String page() {
        return PaymentStaffAddresses.PAGE + "/id";
    }
}
