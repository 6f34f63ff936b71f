package com.allvideomodels.retention;

import java.time.Instant;
import java.util.Optional;

/**
 * Carries out one rule of {@code retention.yml}; one bean for each class of data, in the module that owns the rows. The sweep
 * calls it inside a transaction in which {@link LegalHolds#guard} was called; it makes no network call. Its claim has the check
 * for holds in the same statement ({@link LegalHolds#noneOn}) and skips rows that are locked.
 */
public interface RetentionRule {

    /** The class of data, by its id in {@code retention.yml}. */
    String dataClass();

    /** How many are due and not held, counted no further than {@code most}. For the safety bound. */
    long due(Instant now, long most);

    /**
     * Ends up to {@code most} of what is due and not held, as the rule says: destroys, anonymises, aggregates or detaches.
     *
     * @return how many; fewer than {@code most} where nothing is left
     */
    int end(Instant now, int most);

    /** Since when the oldest of what is due and not held is due; nothing where nothing is, or where the rule cannot tell. */
    default Optional<Instant> oldestDue(Instant now) {
        return Optional.empty();
    }
}
