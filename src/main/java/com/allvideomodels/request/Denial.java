package com.allvideomodels.request;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Why a request was denied, in the words of the Data Rights Protocol. */
public enum Denial {
    SUSPECTED_FRAUD,
    INSUF_VERIFICATION,
    /** Nothing is held about whoever it names. */
    NO_MATCH,
    /** The law gives no such right here, or an exception holds. */
    CLAIM_NOT_COVERED,
    OUTSIDE_JURISDICTION,
    TOO_MANY_REQUESTS,
    OTHER;

    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Denial> of(String key) {
        return Arrays.stream(values()).filter(one -> one.key().equals(key)).findFirst();
    }
}
