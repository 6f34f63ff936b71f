package com.allvideomodels.billing;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.Money;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something that Creem has told, by a webhook or when it was asked. Each may be told twice, late, and before what it follows from; what
 * is made of it is the same in any order.
 */
sealed interface Told {

    /** The payment it is about, if it is about one. */
    default Optional<String> ofTransaction() {
        return switch (this) {
            case Paid paid -> Optional.of(paid.transaction());
            case Refunded refunded -> Optional.of(refunded.transaction());
            case Disputed disputed -> Optional.of(disputed.transaction());
            case Charged charged -> Optional.of(charged.transaction());
            case Completed completed -> Optional.empty();
            case Stands stands -> Optional.empty();
        };
    }

    /**
     * Somebody paid for a product.
     *
     * @param transaction by which the payment is known for ever
     * @param payer whose account it is for
     * @param units how many of it, at least 1
     * @param amounts {@code null} where the news does not say
     */
    record Paid(
            String transaction,
            Product product,
            AccountId payer,
            int units,
            @Nullable Amounts amounts,
            References references,
            Instant at)
            implements Told {}

    /** @param charged before tax and the tax */
    record Amounts(
            Money net, Money tax, Money charged, @Nullable String country) {}

    /** What Creem calls the things around a payment; each may be missing. */
    record References(
            @Nullable String order,
            @Nullable String checkout,
            @Nullable String subscription,
            @Nullable String customer) {}

    /** What was charged, where it is told with something else. */
    record Charged(String transaction, Amounts amounts) implements Told {}

    /** Somebody is through with a page to pay on. Of a plan the payment itself is told by the plan. */
    record Completed(String checkout) implements Told {}

    /**
     * Money went back, or is about to.
     *
     * @param settled whether it has really gone back; until then nothing follows
     */
    record Refunded(String refund, String transaction, Money amount, String status, boolean settled) implements Told {}

    /** A bank took the money back. */
    record Disputed(String dispute, String transaction, Money amount) implements Told {}

    /**
     * How a plan stands.
     *
     * @param asOf when it stood so; the latest counts
     */
    record Stands(
            String subscription,
            AccountId owner,
            Product.Plan plan,
            Standing standing,
            String word,
            @Nullable String customer,
            @Nullable Instant periodStart,
            @Nullable Instant periodEnd,
            Instant asOf)
            implements Told {}

    /** What a plan's state means for its owner, in the order in which plans come to their end. */
    enum Standing {
        /** A word that is not known here: staff look at it. */
        UNCLEAR,
        /** Paid, and goes on. */
        ACTIVE,
        /** Paid until the end of its period, and ends then. */
        ENDING,
        /** A payment failed; Creem tries again, and the owner can put it right. */
        FAILING,
        /** Rests; can be taken up again. */
        PAUSED,
        /** Over. */
        ENDED;

        /** By Creem's word for it (contract, Subscriptions). */
        static Standing of(String word) {
            return switch (word) {
                case "active", "trialing" -> ACTIVE;
                case "scheduled_cancel" -> ENDING;
                case "past_due", "unpaid", "incomplete", "expired" -> FAILING;
                case "paused" -> PAUSED;
                case "canceled" -> ENDED;
                default -> UNCLEAR;
            };
        }
    }
}
