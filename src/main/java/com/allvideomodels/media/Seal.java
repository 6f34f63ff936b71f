package com.allvideomodels.media;

import com.allvideomodels.kernel.AccountId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;

/**
 * What an object's bytes and its data key are bound to. Bytes of one object under the row of another do not open, nor those whose
 * deadline was moved.
 */
record Seal(int version, MediaId id, AccountId owner, MediaClass kind, Instant deadline) {

    /** The format written today: AES-256-GCM-HKDF in segments of 64 KiB. */
    static final int VERSION = 1;

    byte[] associatedData() {
        return "%d|%s|%s|%s".formatted(version, id, kind, deadline).getBytes(StandardCharsets.UTF_8);
    }

    String dayKey() {
        return "day/" + kind.name().toLowerCase(Locale.ROOT) + "/" + day();
    }

    String subjectKey() {
        return "subject/" + owner.value();
    }

    LocalDate day() {
        return LocalDate.ofInstant(deadline, ZoneOffset.UTC);
    }
}
