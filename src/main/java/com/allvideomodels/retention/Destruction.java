package com.allvideomodels.retention;

import com.allvideomodels.kernel.AccountId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * One thing that was destroyed, of a class for which people get receipts.
 *
 * @param item its id in the module that kept it
 * @param dataClass by its id in {@code retention.yml}
 * @param deadline it had
 * @param objectKeys where its bytes lie in the media bucket until they are deleted; in one database row for good, so that a
 *     retry finds all of them
 */
public record Destruction(
        UUID item, String dataClass, AccountId owner, Instant deadline, Cause cause, List<String> objectKeys) {

    public Destruction {
        objectKeys = List.copyOf(objectKeys);
    }
}
