package com.allvideomodels.retention;

import com.allvideomodels.kernel.AccountId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Erases whole accounts (clauses retain.account, right.deletion). An order is carried out step by step, each in a transaction of its
 * own, and goes on after a crash where it stood. What is held stays until it no longer is; everything else goes without it.
 */
public interface Erasures {

    /** Orders it in the caller's transaction; the steps follow soon. Ordering twice changes nothing, whatever the cause. */
    void order(AccountId account, Cause cause, Instant now);

    /** How far it is; nothing where none was ordered or all of it is done. */
    Optional<Progress> of(AccountId account);

    /**
     * @param done modules of which everything has gone
     * @param heldBack whether something is kept for now because of a hold
     */
    record Progress(Cause cause, Instant orderedAt, List<String> done, boolean heldBack) {

        public Progress {
            done = List.copyOf(done);
        }
    }
}
