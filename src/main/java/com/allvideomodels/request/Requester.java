package com.allvideomodels.request;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Who asks. */
public enum Requester {
    /** The person the data are about. */
    SELF,
    /** Somebody the person has authorised (clause ccpa.agents). */
    AGENT,
    /** A parent or guardian of a child. */
    PARENT;

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether staff must check by what right somebody asks for another. */
    boolean needsMandate() {
        return this != SELF;
    }

    static Optional<Requester> of(String key) {
        return Arrays.stream(values()).filter(one -> one.key().equals(key)).findFirst();
    }
}
