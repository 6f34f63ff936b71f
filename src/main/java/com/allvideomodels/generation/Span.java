package com.allvideomodels.generation;

import java.time.Duration;

/**
 * A length of time as people say it: one number, one unit.
 *
 * @param code of the message that says it
 */
record Span(String code, long number) {

    /** What is left of a time; "7 days" a minute after it began, and not "6". */
    static Span left(Duration time) {
        return of(time.toHours() >= 48 ? time.plusHours(12) : time);
    }

    static Span of(Duration time) {
        Duration positive = time.isNegative() ? Duration.ZERO : time;
        if (positive.toHours() >= 48) {
            return new Span("generation.span.days", positive.toDays());
        }
        if (positive.toMinutes() >= 120) {
            return new Span("generation.span.hours", positive.toHours());
        }
        if (positive.toSeconds() >= 120) {
            return new Span("generation.span.minutes", positive.toMinutes());
        }
        return new Span("generation.span.seconds", positive.toSeconds());
    }
}
