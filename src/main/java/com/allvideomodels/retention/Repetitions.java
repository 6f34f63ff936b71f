package com.allvideomodels.retention;

import java.time.Instant;
import java.util.UUID;

/**
 * What people and staff did that must hold in a restored database too, and of which nobody gets a receipt: a prompt deleted, an account
 * closed, a consent withdrawn. It is copied out of the database with the list of destructions; {@link Repetition} does it again.
 */
public interface Repetitions {

    /**
     * In the transaction that does it.
     *
     * @param kind of a {@link Repetition}
     * @param detail one word of up to a hundred characters, no data in it; may be empty
     */
    void note(String kind, UUID item, String detail, Instant at);
}
