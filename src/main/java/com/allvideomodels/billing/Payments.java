package com.allvideomodels.billing;

import com.allvideomodels.billing.PaymentRows.Payment;
import com.allvideomodels.billing.Told.Amounts;
import com.allvideomodels.billing.Told.Disputed;
import com.allvideomodels.billing.Told.Paid;
import com.allvideomodels.billing.Told.Refunded;
import com.allvideomodels.credits.Cause;
import com.allvideomodels.credits.Ledger;
import com.allvideomodels.kernel.Credits;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Turns what Creem tells of money into credits, each payment once: a payment is known by its transaction, a refund and a dispute by their
 * own ids, and what goes back is worked out anew from all that is known, so that neither order nor repetition matters.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class Payments {

    private final PaymentRows rows;
    private final Ledger ledger;
    private final ApplicationEventPublisher events;
    private final InstantSource clock;

    Payments(PaymentRows rows, Ledger ledger, ApplicationEventPublisher events, InstantSource clock) {
        this.rows = rows;
        this.ledger = ledger;
        this.events = events;
        this.clock = clock;
    }

    /** @return whether it was news */
    boolean paid(Paid paid) {
        boolean fresh = rows.add(paid);
        if (paid.amounts() != null) {
            rows.amounts(paid.transaction(), paid.amounts());
        }
        if (fresh) {
            Payment payment = rows.lock(paid.transaction()).orElseThrow();
            ledger.grant(payment.payer(), payment.credits(), grant(payment), lapsesAt(paid));
            events.publishEvent(new PaymentReceived(payment.payer(), payment.id()));
            settle(payment);
        }
        return fresh;
    }

    private static @Nullable Instant lapsesAt(Paid paid) {
        return switch (paid.product()) {
            case Product.Pack pack -> null;
            case Product.Plan plan -> plan.lapsesAt(paid.at());
        };
    }

    /** @return whether it was news */
    boolean refunded(Refunded refunded) {
        boolean fresh = rows.add(refunded, clock.instant());
        rows.lock(refunded.transaction()).ifPresent(this::settle);
        return fresh;
    }

    /** @return whether it was news */
    boolean disputed(Disputed disputed) {
        boolean fresh = rows.add(disputed, clock.instant());
        rows.lock(disputed.transaction()).ifPresent(this::settle);
        return fresh;
    }

    /** What Creem says of a transaction when it is asked: the whole truth about its money. */
    public void seen(String transaction, Amounts amounts, long refunded) {
        rows.amounts(transaction, amounts);
        rows.refunded(transaction, refunded);
        rows.lock(transaction).ifPresent(this::settle);
    }

    /** Tries again to take back what was held or owed. */
    void settleAgain(String transaction) {
        rows.lock(transaction).ifPresent(this::settle);
    }

    /** Takes back what is there of what should go back. What was spent before is owed, and no balance falls below zero. */
    private void settle(Payment payment) {
        long due = rows.toTakeBack(payment);
        long missing = due - payment.takenBack();
        if (missing <= 0) {
            return;
        }
        Cause why = clawback(payment.id(), rows.nextTry(payment.id()));
        Credits taken = ledger.takeBack(grant(payment), new Credits(missing), why);
        rows.takenBack(payment.id(), payment.takenBack() + taken.amount());
        if (payment.takenBack() == 0 && payment.tries() == 0) {
            events.publishEvent(new PaymentReturned(payment.payer(), payment.id()));
        }
    }

    /** What should have gone back and was spent before, or is held. */
    Credits owed(Payment payment) {
        return new Credits(rows.toTakeBack(payment) - payment.takenBack());
    }

    @Transactional(propagation = Propagation.SUPPORTS)
    Optional<Payment> find(String transaction) {
        return rows.find(transaction);
    }

    private static Cause grant(Payment payment) {
        return grant(payment.id());
    }

    static Cause grant(UUID payment) {
        return new Cause("payment", payment.toString());
    }

    /** Of the nth try to take something of it back, from 1 on. */
    static Cause clawback(UUID payment, int nth) {
        return new Cause("clawback", payment + "/" + nth);
    }
}
