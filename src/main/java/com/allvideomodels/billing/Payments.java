package com.allvideomodels.billing;

import com.allvideomodels.billing.OwedRows.Owing;
import com.allvideomodels.billing.Told.Amounts;
import com.allvideomodels.billing.Told.Charged;
import com.allvideomodels.billing.Told.Disputed;
import com.allvideomodels.billing.Told.Paid;
import com.allvideomodels.billing.Told.Refunded;
import com.allvideomodels.credits.Cause;
import com.allvideomodels.credits.Ledger;
import com.allvideomodels.kernel.Credits;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
    private final ReturnedRows returned;
    private final OwedRows owed;
    private final Ledger ledger;
    private final ApplicationEventPublisher events;
    private final InstantSource clock;

    Payments(
            PaymentRows rows,
            ReturnedRows returned,
            OwedRows owed,
            Ledger ledger,
            ApplicationEventPublisher events,
            InstantSource clock) {
        this.rows = rows;
        this.returned = returned;
        this.owed = owed;
        this.ledger = ledger;
        this.events = events;
        this.clock = clock;
    }

    /** @return whether it was news */
    boolean paid(Paid paid) {
        rows.alone(paid.transaction());
        boolean fresh = rows.add(paid);
        boolean said = paid.amounts() != null && rows.amounts(paid.transaction(), paid.amounts());
        if (fresh) {
            Payment payment = rows.lock(paid.transaction()).orElseThrow();
            ledger.grant(payment.payer(), payment.credits(), grant(payment), lapsesAt(paid));
            events.publishEvent(new PaymentReceived(payment.payer(), payment.id()));
            settle(payment);
        } else if (said) {
            settleAgain(paid.transaction());
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
        rows.alone(refunded.transaction());
        boolean fresh = returned.add(refunded, clock.instant());
        settleAgain(refunded.transaction());
        return fresh;
    }

    /** @return whether it was news */
    boolean disputed(Disputed disputed) {
        rows.alone(disputed.transaction());
        boolean fresh = returned.add(disputed, clock.instant());
        settleAgain(disputed.transaction());
        return fresh;
    }

    /** What was charged for a payment that is known here; of one that is not it will be told again. */
    void charged(Charged charged) {
        rows.alone(charged.transaction());
        if (rows.amounts(charged.transaction(), charged.amounts())) {
            settleAgain(charged.transaction());
        }
    }

    /** What Creem says of a transaction when it is asked: the whole truth about its money. */
    public void seen(String transaction, Amounts amounts, long refunded) {
        rows.alone(transaction);
        rows.amounts(transaction, amounts);
        rows.refunded(transaction, refunded);
        settleAgain(transaction);
    }

    /** Tries again to take back what was held or owed. */
    void settleAgain(String transaction) {
        rows.lock(transaction).ifPresent(this::settle);
    }

    /** Takes back what is there of what should go back. What was spent before is owed, and no balance falls below zero. */
    private void settle(Payment payment) {
        long due = payment.toTakeBack();
        if (due > payment.due()) {
            owed.due(payment.id(), due);
        }
        Cause grant = grant(payment);
        // Where nothing is left nothing is booked: the same may be told as often as it likes.
        if (due > payment.takenBack() && ledger.leftOf(List.of(grant)).containsKey(grant)) {
            takeBack(payment, due - payment.takenBack());
        }
        if (due > payment.due()) {
            events.publishEvent(new PaymentReturned(payment.payer(), payment.id()));
        }
    }

    private void takeBack(Payment payment, long missing) {
        Cause why = clawback(payment.id(), payment.clawbacks() + 1);
        Credits taken = ledger.takeBack(grant(payment), new Credits(missing), why);
        owed.takenBack(payment.id(), taken.amount());
    }

    /** What should have gone back and was spent before, or is held. */
    Credits owed(Payment payment) {
        return new Credits(payment.owed());
    }

    /** Of which something is owed, in the order of their ids, from after this one on. */
    @Transactional(propagation = Propagation.SUPPORTS)
    List<Owing> owing(UUID after, int most) {
        return owed.owing(after, most);
    }

    /** Those of which something could be taken back now. */
    @Transactional(propagation = Propagation.SUPPORTS)
    List<Owing> free(List<Owing> some) {
        var left = ledger.leftOf(some.stream().map(one -> grant(one.id())).toList());
        return some.stream().filter(one -> left.containsKey(grant(one.id()))).toList();
    }

    @Transactional(propagation = Propagation.SUPPORTS)
    Optional<Payment> find(String transaction) {
        return rows.find(transaction);
    }

    /** Those of these transactions that are known here. */
    @Transactional(propagation = Propagation.SUPPORTS)
    Map<String, Payment> find(Collection<String> transactions) {
        return rows.find(transactions);
    }

    /** Paid from then until then, both included: the transactions. */
    @Transactional(propagation = Propagation.SUPPORTS)
    List<String> between(Instant first, Instant last) {
        return rows.between(first, last);
    }

    private static Cause grant(Payment payment) {
        return grant(payment.id());
    }

    /** All there are in the ledger of a payment. @param clawbacks how often something of it was taken back */
    static List<Cause> causes(UUID payment, int clawbacks) {
        return Stream.concat(
                        Stream.of(grant(payment)),
                        IntStream.rangeClosed(1, clawbacks).mapToObj(nth -> clawback(payment, nth)))
                .toList();
    }

    static Cause grant(UUID payment) {
        return new Cause("payment", payment.toString());
    }

    /** Of the nth try to take something of it back, from 1 on. */
    static Cause clawback(UUID payment, int nth) {
        return new Cause("clawback", payment + "/" + nth);
    }
}
