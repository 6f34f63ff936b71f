package com.allvideomodels.media;

import com.allvideomodels.kernel.AccountId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * What an object's bytes and its data key are bound to. Bytes of one object under the row of another do not open, nor those whose
 * deadline was moved.
 */
record Seal(int version, MediaId id, AccountId owner, MediaClass kind, Instant deadline) {

    /** The format written today: AES-256-GCM-HKDF in segments of 64 KiB. */
    static final int VERSION = 1;

    /** Where the keys of days, of people and of held objects lie in the key bucket. */
    static final String DAYS = "day/";

    static final String SUBJECTS = "subject/";
    static final String HOLDS = "hold/";

    byte[] associatedData() {
        return "%d|%s|%s|%s".formatted(version, id, kind, deadline).getBytes(StandardCharsets.UTF_8);
    }

    String dayKey() {
        return dayKey(kind, day());
    }

    static String dayKey(MediaClass kind, LocalDate day) {
        return DAYS + kind.prefix() + day;
    }

    String subjectKey() {
        return subjectKey(owner);
    }

    static String subjectKey(AccountId owner) {
        return SUBJECTS + owner.value();
    }

    /** Of a held object that is to outlive its day. */
    String holdKey() {
        return HOLDS + id.value();
    }

    LocalDate day() {
        return LocalDate.ofInstant(deadline, ZoneOffset.UTC);
    }
}
