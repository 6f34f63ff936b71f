package com.allvideomodels.billing;

import com.allvideomodels.billing.CreemApi.Outcome;
import com.allvideomodels.billing.Facts.Made;
import com.allvideomodels.billing.Told.Disputed;
import com.allvideomodels.kernel.Money;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Makes true in the books what Creem has of a payment and they have not, or have otherwise. */
@Component
class MissedPayments {

    private final CreemApi creem;
    private final UntoldPayments untold;
    private final Facts facts;
    private final Payments payments;
    private final Checkouts checkouts;
    private final CheckoutWatch watch;
    private final TransactionTemplate transaction;
    private final InstantSource clock;

    MissedPayments(
            CreemApi creem,
            UntoldPayments untold,
            Facts facts,
            Payments payments,
            Checkouts checkouts,
            CheckoutWatch watch,
            TransactionTemplate transaction,
            InstantSource clock) {
        this.creem = creem;
        this.untold = untold;
        this.facts = facts;
        this.payments = payments;
        this.checkouts = checkouts;
        this.watch = watch;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Outside any transaction: Creem may be asked about it.
     *
     * @param ours what the books have, by transaction
     * @return whether the books did not know of it and do now
     */
    boolean mend(Transaction one, Map<String, Payment> ours, Tally tally) {
        boolean fresh = !ours.containsKey(one.id()) && missed(one, tally);
        transaction.executeWithoutResult(status -> {
            payments.seen(one.id(), one.amounts(), one.refunded());
            if (one.disputed()) {
                facts.make(List.of(new Disputed(
                        "dispute-of-" + one.id(), one.id(), one.amounts().charged())));
            }
        });
        return fresh;
    }

    private boolean missed(Transaction one, Tally tally) {
        return one.subscription() == null ? missedPack(one, tally) : missedPlan(one, one.subscription());
    }

    /** A pack is found by its own checkout, for which there is a watch; somebody may have paid when that had given up. */
    private boolean missedPack(Transaction one, Tally tally) {
        Money price = one.amounts().net();
        if (tally.isFirstAt(price) && checkouts.lookAtEnded(price, clock.instant()) > 0) {
            watch.look();
        }
        return payments.find(one.id()).isPresent();
    }

    /** Of a plan the plan itself says whose it is. */
    private boolean missedPlan(Transaction one, String plan) {
        if (!(creem.subscription(plan) instanceof Outcome.Done(JsonNode subscription))) {
            return false;
        }
        return untold.stands(subscription)
                .map(now -> untold.paid(one, now))
                .filter(paid -> transaction.execute(status -> facts.make(List.of(paid))) == Made.NEWS)
                .isPresent();
    }
}
