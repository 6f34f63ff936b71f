package com.allvideomodels.request;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Under which law somebody asks, and so how long an answer may take: what was promised or what the law says, whichever is earlier, in
 * whichever zone the person lives (clauses gdpr.deadline, ccpa.deadline, contact.response-times). No clock is ever paused.
 */
public enum Regime {
    /** Thirty days, and never later than one month; sixty, and never later than three months. */
    GDPR {
        @Override
        Instant due(Instant received) {
            return earlier(received.plus(Duration.ofDays(30)), monthsLater(received, 1));
        }

        @Override
        Instant extended(Instant received) {
            return earlier(received.plus(Duration.ofDays(60)), monthsLater(received, 3));
        }
    },
    /** Ten business days to say that it came, forty-five days to answer, ninety with an extension. */
    CCPA {
        @Override
        Instant due(Instant received) {
            return daysLater(received, 45);
        }

        @Override
        Instant extended(Instant received) {
            return daysLater(received, 90);
        }

        @Override
        Optional<Instant> acknowledgedBy(Instant received, Holidays holidays) {
            LocalDate last = holidays.businessDaysAfter(LocalDate.ofInstant(received, LAST), 10);
            return Optional.of(last.plusDays(1).atStartOfDay(FIRST).toInstant());
        }
    },
    /** Any other, for which thirty days were promised. */
    OTHER {
        @Override
        Instant due(Instant received) {
            return received.plus(Duration.ofDays(30));
        }

        @Override
        Instant extended(Instant received) {
            return received.plus(Duration.ofDays(60));
        }
    };

    /** Where a day begins first and last; together with UTC they know every date that it can be anywhere. */
    private static final ZoneOffset FIRST = ZoneOffset.ofHours(14);

    private static final ZoneOffset LAST = ZoneOffset.ofHours(-12);

    /** By so much clocks may be put forward before the last day of a legal period ends. */
    private static final Duration SUMMER = Duration.ofHours(2);

    /** When an answer is due. */
    abstract Instant due(Instant received);

    /** When it is due once the time has been extended. */
    abstract Instant extended(Instant received);

    /** By when the person must be told that the request came, where the law says so. */
    Optional<Instant> acknowledgedBy(Instant received, Holidays holidays) {
        return Optional.empty();
    }

    /** As in addresses and rows. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Regime> of(String key) {
        return Arrays.stream(values()).filter(one -> one.key().equals(key)).findFirst();
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant daysLater(Instant received, int days) {
        return received.plus(Duration.ofDays(days)).minus(SUMMER);
    }

    /** A month from the last of January is shorter than one from the first of February, and it may be either day somewhere. */
    private static Instant monthsLater(Instant received, int months) {
        return Stream.of(LAST, ZoneOffset.UTC, FIRST)
                .map(zone -> received.atOffset(zone).plusMonths(months).toInstant())
                .min(Instant::compareTo)
                .orElseThrow()
                .minus(SUMMER);
    }

    /** In the order in which a form offers them. */
    static List<Regime> choices() {
        return List.of(values());
    }
}
