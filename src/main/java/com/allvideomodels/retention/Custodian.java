package com.allvideomodels.retention;

import java.time.Instant;
import java.util.UUID;

/**
 * A module that keeps single things which can be held or ordered destroyed one by one: an output, an upload, an account. One bean
 * for each class of them. All calls are made inside a transaction and make no network call.
 */
public interface Custodian {

    /** The class of data, by its id in {@code retention.yml}. */
    String dataClass();

    /** Sees what other transactions have committed, and this one. */
    Fate fate(UUID item);

    /**
     * Destroys it and what was made of it, unless it is held; then it is destroyed once it no longer is. Nobody can read it from
     * the commit on in either case. Repeating it changes nothing.
     */
    void destroy(UUID item, Cause cause, Instant now);
}
