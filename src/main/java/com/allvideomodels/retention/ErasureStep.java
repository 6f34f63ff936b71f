package com.allvideomodels.retention;

import com.allvideomodels.kernel.AccountId;
import java.time.Instant;

/**
 * Erases what one module holds of a person whose account is to go. Each step is a transaction of its own, in which {@link
 * LegalHolds#guard} was called, and may be repeated after a crash: it finds less to do then. Steps of higher modules come first.
 */
public interface ErasureStep {

    /** Of the module, as in {@code com.allvideomodels.NAME}. */
    String module();

    /** Ascending: first what depends on others. */
    int place();

    /** @return whether everything is gone but what the rules keep; if not, because of a hold, it is called again later */
    boolean erase(AccountId owner, Instant now);

    /** Whether what {@link #erase} left goes by itself within hours, so that it is asked again soon and counts as held by nobody. */
    default boolean waits(AccountId owner) {
        return false;
    }
}
