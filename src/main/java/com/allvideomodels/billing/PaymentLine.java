package com.allvideomodels.billing;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.Credits;
import com.allvideomodels.kernel.Keyset;
import com.allvideomodels.kernel.Money;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A payment as staff read it, with what became of it.
 *
 * @param payer whose account it was for; a random number that is nobody's once that account is erased
 * @param ended whether it is
 * @param charged {@code null} until Creem has said it
 * @param back minor units that were sent back
 * @param gone minor units that were sent back or that a bank took
 * @param owed credits
 */
record PaymentLine(
        UUID id,
        AccountId payer,
        boolean ended,
        String transaction,
        @Nullable String order,
        @Nullable String checkout,
        @Nullable String subscription,
        @Nullable String customer,
        String product,
        Credits credits,
        @Nullable Money net,
        @Nullable Money tax,
        @Nullable Money charged,
        @Nullable String country,
        long back,
        long gone,
        boolean disputed,
        Credits takenBack,
        Credits owed,
        int clawbacks,
        boolean flagged,
        OffsetDateTime paidAt) {

    /** What went back, by us or by a bank; nothing as long as nobody knows in which currency it was paid. */
    public @Nullable Money returned() {
        return charged == null ? null : new Money(Math.min(gone, charged.minor()), charged.currency());
    }

    /** What can still go back; nothing where a bank took it, or where nobody knows what was charged. */
    public @Nullable Money left() {
        return charged == null || disputed ? null : new Money(charged.minor() - back, charged.currency());
    }

    public boolean refundable() {
        Money left = left();
        return left != null && left.minor() > 0;
    }

    String place() {
        return new Keyset(paidAt.toInstant(), id).token();
    }
}
