package com.allvideomodels.privacy;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * One line of a person's history of consents.
 *
 * @param means nothing for what was answered before it was noted
 */
record ConsentEvent(
        Purpose purpose,
        Kind kind,
        String version,
        @Nullable Means means,
        Instant at) {

    enum Kind {
        GIVEN,
        WITHDRAWN,
        /** Of what had not been agreed to. */
        REFUSED
    }

    /** As pages write it, whatever the zone of the machine. */
    public OffsetDateTime when() {
        return at.atOffset(ZoneOffset.UTC);
    }

    public boolean agrees() {
        return kind == Kind.GIVEN;
    }

    /** Whether this is a no to that text, or the withdrawal of a yes to any. */
    boolean declines(String text) {
        return switch (kind) {
            case GIVEN -> false;
            case WITHDRAWN -> true;
            case REFUSED -> version.equals(text);
        };
    }

    boolean agreesTo(String text) {
        return agrees() && version.equals(text);
    }
}
