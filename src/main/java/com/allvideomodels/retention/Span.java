package com.allvideomodels.retention;

import java.time.Duration;
import java.time.Period;
import java.time.temporal.TemporalAmount;

/**
 * A length of time in the words of a page: the message {@code retention.span.UNIT} of the count.
 *
 * @param unit the end of the key of its message
 * @param count at least 0
 */
public record Span(String unit, long count) {

    /** @param amount a {@link Period} of years, months or days, in the largest of them, or a {@link Duration} */
    public static Span of(TemporalAmount amount) {
        if (amount instanceof Period period) {
            return period.getYears() > 0 ? new Span("years", period.getYears()) : inMonthsOrDays(period);
        }
        return of((Duration) amount);
    }

    private static Span inMonthsOrDays(Period period) {
        return period.getMonths() > 0 ? new Span("months", period.getMonths()) : new Span("days", period.getDays());
    }

    /** In the largest unit of which there are two, so that little is lost. */
    static Span of(Duration length) {
        if (length.isZero()) {
            return new Span("none", 0);
        }
        if (length.toDays() >= 2) {
            return new Span("days", length.toDays());
        }
        if (length.toHours() >= 2) {
            return new Span("hours", length.toHours());
        }
        return length.toMinutes() >= 2
                ? new Span("minutes", length.toMinutes())
                : new Span("seconds", length.toSeconds());
    }
}
