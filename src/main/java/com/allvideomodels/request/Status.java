package com.allvideomodels.request;

import java.util.Locale;

/** Where a request stands, in the words of the Data Rights Protocol. */
public enum Status {
    OPEN,
    IN_PROGRESS,
    FULFILLED,
    /** Taken back by whoever made it, or ended with the account. */
    REVOKED,
    DENIED,
    /** Nobody showed in time that it was theirs. */
    EXPIRED;

    /** Whether nothing follows it. */
    public boolean isFinal() {
        return this != OPEN && this != IN_PROGRESS;
    }

    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Status of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
