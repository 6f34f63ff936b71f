package com.allvideomodels.credits;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;

/** What a cap is for: a calendar day or a calendar month, in UTC. */
public enum SpendingPeriod {
    DAY,
    MONTH;

    /** The first day of the one that is now. */
    LocalDate begins(Instant now) {
        LocalDate today = now.atOffset(ZoneOffset.UTC).toLocalDate();
        return this == DAY ? today : today.withDayOfMonth(1);
    }

    /** As messages call it. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT);
    }
}
