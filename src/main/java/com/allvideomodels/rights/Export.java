package com.allvideomodels.rights;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.media.MediaId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A copy of everything about a person that the person ordered.
 *
 * @param attempts how often somebody began to make it; of two who do at the same time the later one counts
 * @param size in bytes, 0 before it is made
 * @param deadline when the copy is destroyed
 */
record Export(
        UUID id,
        AccountId person,
        Locale language,
        Instant orderedAt,
        State state,
        int attempts,
        @Nullable MediaId media,
        long size,
        @Nullable Instant deadline,
        @Nullable Instant fetchedAt) {

    enum State {
        ORDERED,
        READY,
        /** Tried several times; the person may order another. */
        FAILED
    }

    /** Whether it can be fetched at this instant. */
    boolean isThere(Instant now) {
        return state == State.READY && deadline != null && deadline.isAfter(now);
    }

    /** As pages show it. */
    View view(Instant now) {
        String phase =
                state == State.READY && !isThere(now) ? "over" : state.name().toLowerCase(Locale.ROOT);
        return new View(
                id,
                phase,
                utc(orderedAt),
                deadline == null ? null : utc(deadline),
                megabytes(),
                fetchedAt == null ? null : utc(fetchedAt));
    }

    private String megabytes() {
        return "%.1f".formatted(Math.max(size, 100_000) / 1_000_000.0);
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    /** @param phase {@code ordered}, {@code ready}, {@code failed} or {@code over} */
    record View(
            UUID id,
            String phase,
            OffsetDateTime ordered,
            @Nullable OffsetDateTime deadline,
            String megabytes,
            @Nullable OffsetDateTime fetched) {}
}
