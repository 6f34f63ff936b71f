package com.allvideomodels.billing;

import com.allvideomodels.account.Accounts;
import com.allvideomodels.account.Profile;
import com.allvideomodels.audit.Act;
import com.allvideomodels.audit.Actor;
import com.allvideomodels.audit.AuditTrail;
import com.allvideomodels.billing.PaymentBooks.Shelf;
import com.allvideomodels.credits.Bookings;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.Keyset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What staff see of payments. Every look is in the audit trail, in the same transaction. */
@Component
@Transactional
class PaymentDesk {

    private final PaymentBooks books;
    private final RefundOrders orders;
    private final EventBooks events;
    private final Bookings bookings;
    private final Flags flags;
    private final Accounts accounts;
    private final AuditTrail audit;

    PaymentDesk(
            PaymentBooks books,
            RefundOrders orders,
            EventBooks events,
            Bookings bookings,
            Flags flags,
            Accounts accounts,
            AuditTrail audit) {
        this.books = books;
        this.orders = orders;
        this.events = events;
        this.bookings = bookings;
        this.flags = flags;
        this.accounts = accounts;
        this.audit = audit;
    }

    /** @param username of the payer; {@code null} where the account is closed or gone */
    record Whole(
            PaymentLine payment,
            @Nullable String username,
            List<PaymentBooks.Returned> returned,
            List<RefundOrders.Order> orders,
            List<EventBooks.Line> events,
            List<Bookings.Booking> bookings,
            List<Flags.Flag> flags) {

        /** Whether money of it may be sent back now. */
        public boolean refundable() {
            return payment.refundable() && orders.stream().allMatch(one -> one.state() == RefundOrders.State.FAILED);
        }
    }

    /** As {@link PaymentBooks#page}. */
    List<PaymentLine> list(Shelf shelf, String words, Optional<Keyset> after, AccountId by) {
        audit.record(Act.of(new Actor.Staff(by), "payments.listed")
                .with("which", shelf.key())
                .with("words", words));
        return books.page(shelf, words, after);
    }

    Optional<Whole> look(UUID id, AccountId by) {
        Optional<PaymentLine> found = books.find(id);
        found.ifPresent(one -> audit.record(PaymentActs.about(one, by, "payment.viewed")));
        return found.map(this::whole);
    }

    private Whole whole(PaymentLine payment) {
        return new Whole(
                payment,
                accounts.find(payment.payer()).map(Profile::username).orElse(null),
                books.returned(payment.transaction()),
                orders.of(payment.transaction()),
                events.of(payment.transaction()),
                bookings.of(Payments.causes(payment.id(), payment.clawbacks())),
                flags.of(payment.id()));
    }
}
