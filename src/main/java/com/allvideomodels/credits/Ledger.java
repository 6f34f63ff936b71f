package com.allvideomodels.credits;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.Credits;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Credits people hold and spend: an append-only double-entry ledger. Every call joins the caller's transaction (and refuses to
 * run without one), so credits and what they pay for change together or not at all.
 *
 * <p>Every call may be repeated: the same call with the same cause answers what it answered first and adds nothing; the same
 * cause with other contents is a {@link Conflict}. An account's balance is never below zero under any interleaving.
 */
public interface Ledger {

    /** Gives credits that never lapse. */
    void grant(AccountId owner, Credits amount, Cause cause);

    /**
     * Gives credits. What lapses first is spent first.
     *
     * @param lapsesAt from when on what is left of them cannot be spent, {@code null} for never. It is no part of the contents: a
     *     repetition with another end changes nothing. What a {@link #release} gives back after it may be spent for three more days
     */
    void grant(AccountId owner, Credits amount, Cause cause, @Nullable Instant lapsesAt);

    /**
     * Takes back what is still there of a grant.
     *
     * @param grant by which they were given
     * @param most what is owed back
     * @param cause of the taking back
     * @return how much was there and is taken; the first answer again where this cause was used before
     * @throws IllegalArgumentException if there was no such grant
     * @throws Conflict if the cause was used for somebody else
     */
    Credits takeBack(Cause grant, Credits most, Cause cause);

    /**
     * What {@link #takeBack} would find now, unless somebody else is quicker. It is no part of a transaction's promises and may be asked
     * outside one.
     *
     * @return by grant; those that were never given, or of which nothing is there, are missing
     */
    Map<Cause, Credits> leftOf(Collection<Cause> grants);

    /** Sets credits aside until {@link #capture} or {@link #release}. No interleaving sets aside more than the owner's own caps allow. */
    Held hold(AccountId owner, Credits amount, Cause cause);

    /**
     * Spends held credits; what is left of the hold goes back to the owner in the same step.
     *
     * @param amount at most what was held
     * @throws IllegalArgumentException if it is more than was held
     * @throws Conflict if the hold was released, or captured with another amount
     */
    void capture(HoldId hold, Credits amount);

    /**
     * Gives a hold back whole.
     *
     * @throws Conflict if it was captured
     */
    void release(HoldId hold);

    Balance balanceOf(AccountId owner);

    /** What a {@link #hold} of so much would be refused with at this moment; promises nothing about the next. */
    Optional<Held.Refusal> refusal(AccountId owner, Credits amount);

    /** How a request for a hold ended. */
    sealed interface Held {
        record Set(HoldId hold) implements Held {}

        /** Nothing is set aside. */
        sealed interface Refusal extends Held {}

        /** There is not enough. */
        record Short(Credits available, Credits wanted) implements Refusal {}

        /** It is more than a cap of the owner's own leaves. @param used of the cap so far */
        record Capped(SpendingPeriod period, Credits cap, Credits used, Credits wanted) implements Refusal {}

        /** The owner stopped all spending. */
        record Stopped() implements Refusal {}
    }

    /**
     * @param available what can be spent now
     * @param held what is set aside besides
     */
    record Balance(Credits available, Credits held) {}

    /** The same cause was used before for something else. */
    final class Conflict extends RuntimeException {
        public Conflict(String message) {
            super(message);
        }
    }
}
