package com.allvideomodels.retention;

import java.time.Duration;
import java.time.Period;
import java.time.temporal.TemporalAmount;

/**
 * A length of time in the words of a page.
 *
 * @param unit the end of the key of its message: {@code retention.span.UNIT}
 */
public record Span(String unit, long count) {

    /** @param amount a period of whole years, months or days, or a duration */
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
