package com.allvideomodels.request;

import com.allvideomodels.kernel.AccountId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One line of a request's history, which is only ever added to.
 *
 * @param kind each has a message {@code request.event.KIND}
 * @param actor {@code person}, {@code staff} or {@code service}; of people no more is written down, of staff which one
 * @param detail a code, never words of anyone
 */
record Happening(
        Instant at,
        String kind,
        String actor,
        @Nullable UUID staff,
        @Nullable String detail) {

    static Happening byPerson(Instant at, String kind) {
        return new Happening(at, kind, "person", null, null);
    }

    static Happening byService(Instant at, String kind) {
        return new Happening(at, kind, "service", null, null);
    }

    static Happening byStaff(Instant at, String kind, AccountId staff) {
        return new Happening(at, kind, "staff", staff.value(), null);
    }

    Happening with(String code) {
        return new Happening(at, kind, actor, staff, code);
    }

    /** As pages write it. */
    public OffsetDateTime when() {
        return at.atOffset(ZoneOffset.UTC);
    }
}
