package com.allvideomodels.incident;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One incident as it is judged now.
 *
 * @param noticedAt from when the laws count
 * @param categories ids of classes in {@code retention.yml}
 * @param affected how many accounts were found
 * @param told how many of them a letter was written to
 */
record Incident(
        UUID id,
        String title,
        String happened,
        Instant noticedAt,
        List<String> categories,
        Severity severity,
        Risk risk,
        Instant recordedAt,
        @Nullable Instant closedAt,
        long affected,
        long told) {

    Incident {
        categories = List.copyOf(categories);
    }

    public boolean isOpen() {
        return closedAt == null;
    }

    /** As pages write it, whatever the zone of the machine. */
    public OffsetDateTime noticed() {
        return noticedAt.atOffset(ZoneOffset.UTC);
    }

    /** How it was judged at some time, and what was found out. */
    record Note(Instant at, Severity severity, Risk risk, String words) {

        public OffsetDateTime when() {
            return at.atOffset(ZoneOffset.UTC);
        }
    }
}
