package com.allvideomodels.incident;

import com.allvideomodels.kernel.AccountId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that is done to everyone an incident concerns.
 *
 * @param words why, where accounts are suspended
 * @param textEn of the letter, where one is written
 * @param needsSecond whether somebody else of staff must confirm it first
 * @param reached the last account it was done to, in the order of their numbers
 * @param done to how many
 */
record Action(
        UUID id,
        UUID incident,
        Kind kind,
        @Nullable String words,
        @Nullable String textEn,
        @Nullable String textZh,
        AccountId orderedBy,
        Instant orderedAt,
        boolean needsSecond,
        @Nullable AccountId confirmedBy,
        @Nullable AccountId reached,
        long done,
        @Nullable Instant finishedAt) {

    enum Kind {
        END_SESSIONS,
        SUSPEND,
        NOTIFY
    }

    public OffsetDateTime when() {
        return orderedAt.atOffset(ZoneOffset.UTC);
    }

    public boolean isWaiting() {
        return needsSecond && confirmedBy == null;
    }

    /** Whoever asked for it, or agreed to it, does not shut themselves out. */
    boolean spares(AccountId account) {
        return kind == Kind.SUSPEND && (account.equals(orderedBy) || account.equals(confirmedBy));
    }
}
