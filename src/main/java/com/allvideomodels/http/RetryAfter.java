package com.allvideomodels.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** The header {@code Retry-After} in its two forms (RFC 9110, 10.2.3): seconds, or a date. */
final class RetryAfter {

    /** Longer waits are not believed. */
    static final Duration MOST = Duration.ofHours(1);

    private RetryAfter() {}

    static @Nullable Duration parse(@Nullable String header, Instant now) {
        if (header == null || header.isBlank()) {
            return null;
        }
        var wait = wait(header.strip(), now);
        if (wait == null || wait.isNegative()) {
            return wait == null ? null : Duration.ZERO;
        }
        return wait.compareTo(MOST) > 0 ? MOST : wait;
    }

    private static @Nullable Duration wait(String header, Instant now) {
        try {
            if (header.chars().allMatch(c -> c >= '0' && c <= '9')) {
                return header.length() > 9 ? MOST : Duration.ofSeconds(Long.parseLong(header));
            }
            var date = ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME);
            return Duration.between(now, date.toInstant());
        } catch (DateTimeException unreadable) {
            return null;
        }
    }
}
