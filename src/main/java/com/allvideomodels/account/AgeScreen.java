package com.allvideomodels.account;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Optional;

/** What follows from a date of birth. The date itself is never kept (clause children.age). */
enum AgeScreen {
    CHILD,
    TEENAGER,
    ADULT;

    private static final int OLDEST = 130;

    /** Counts by the place on Earth where the day begins last, so that nobody is let in a day too early. */
    static AgeScreen of(LocalDate born, Instant now) {
        int years = Period.between(born, LocalDate.ofInstant(now, ZoneOffset.ofHours(-12)))
                .getYears();
        if (years < 13) {
            return CHILD;
        }
        return years < 18 ? TEENAGER : ADULT;
    }

    /** A day that somebody alive can have been born on. */
    static Optional<LocalDate> date(int year, int month, int day, Instant now) {
        try {
            LocalDate born = LocalDate.of(year, month, day);
            LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
            return born.isAfter(today) || born.isBefore(today.minusYears(OLDEST))
                    ? Optional.empty()
                    : Optional.of(born);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
