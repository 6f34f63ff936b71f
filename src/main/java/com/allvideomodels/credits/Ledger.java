package com.allvideomodels.credits;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.Credits;

/**
 * Credits people hold and spend: an append-only double-entry ledger. Every call joins the caller's transaction (and refuses to
 * run without one), so credits and what they pay for change together or not at all.
 *
 * <p>Every call may be repeated: the same call with the same cause answers what it answered first and adds nothing; the same
 * cause with other contents is a {@link Conflict}. An account's balance is never below zero under any interleaving.
 */
public interface Ledger {

    /** Gives credits. */
    void grant(AccountId owner, Credits amount, Cause cause);

    /** Sets credits aside until {@link #capture} or {@link #release}. */
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

    /** How a request for a hold ended. */
    sealed interface Held {
        record Set(HoldId hold) implements Held {}

        /** There is not enough; nothing changed. */
        record Short(Credits available, Credits wanted) implements Held {}
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
