package com.allvideomodels.billing;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.Credits;
import java.math.BigInteger;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody paid, as the books have it.
 *
 * @param charged {@code null} until Creem has said it
 * @param refunded minor units that have gone back by what Creem says of the transaction
 * @param settled minor units that have gone back by the refunds that were told one by one; either may be known before the other
 * @param due credits, of {@code credits}, that should have gone back
 * @param takenBack of those, what has
 * @param clawbacks in how many parts
 */
record Payment(
        UUID id,
        AccountId payer,
        String transaction,
        Credits credits,
        @Nullable Long charged,
        long refunded,
        long settled,
        boolean disputed,
        long due,
        long takenBack,
        int clawbacks) {

    /** What was charged and has not gone back, in minor units; nothing as long as Creem has not said it. */
    long kept() {
        return charged == null ? 0 : charged - Math.min(back(), charged);
    }

    private long back() {
        return Math.max(refunded, settled);
    }

    /** The credits that were given for it and not taken back. */
    long left() {
        return credits.amount() - takenBack;
    }

    /** What should have gone back and has not: it was spent before, or is held. */
    long owed() {
        return due - takenBack;
    }

    /** Whether the books say of its money what Creem says. */
    boolean agrees(Transaction one) {
        return charged != null && refunded >= one.refunded() && (disputed || !one.disputed());
    }

    /**
     * How many credits of it should have gone back by what is known now: all where its bank took the money back, and of what was refunded
     * the same part as of the money, rounded in the person's favour.
     */
    long toTakeBack() {
        if (disputed) {
            return credits.amount();
        }
        if (back() == 0 || charged == null || charged == 0) {
            return 0;
        }
        return BigInteger.valueOf(credits.amount())
                .multiply(BigInteger.valueOf(Math.min(back(), charged)))
                .divide(BigInteger.valueOf(charged))
                .longValueExact();
    }
}
