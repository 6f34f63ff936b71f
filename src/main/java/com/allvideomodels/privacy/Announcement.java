package com.allvideomodels.privacy;

import com.allvideomodels.retention.RetentionPolicy.Words;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something everyone is told.
 *
 * @param bannerUntil until when it stands on every page
 * @param letters how many were written so far
 * @param mailedAt when the last of them was; nothing while it goes on
 */
record Announcement(
        UUID id,
        Kind kind,
        Words title,
        Words text,
        Instant announcedAt,
        Instant bannerUntil,
        long letters,
        @Nullable Instant mailedAt) {

    enum Kind {
        /** The business or a part of it changes hands (clause share.transfer). */
        TRANSFER,
        NOTICE
    }

    public List<String> paragraphs(Locale language) {
        return text.in(language).lines().filter(line -> !line.isBlank()).toList();
    }

    /** As pages write it, whatever the zone of the machine. */
    public OffsetDateTime when() {
        return announcedAt.atOffset(ZoneOffset.UTC);
    }

    public OffsetDateTime until() {
        return bannerUntil.atOffset(ZoneOffset.UTC);
    }
}
