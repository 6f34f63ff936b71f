package com.allvideomodels.mail;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param carrier {@code resend}, or {@code mailbox} where the application runs on a developer's machine
 * @param from the sender of every letter, for instance {@code AllVideoModels <hello@example.com>}
 * @param nudge whether a letter leaves as soon as its transaction commits, instead of at the next run of the timetable
 * @param lease how long one attempt may take before another node may try
 * @param mailingPerSecond how many letters of mailings to many leave in a second, over all nodes; below what the carrier takes, so that
 *     all others find room
 * @param patience how long a letter is tried; less than the 24 hours for which the carrier recognises a repeated letter
 */
@ConfigurationProperties("mail")
record MailSettings(
        @DefaultValue("resend") String carrier,
        @DefaultValue("") String from,
        @DefaultValue("true") boolean nudge,
        @DefaultValue("2m") Duration lease,
        @DefaultValue("23h") Duration patience,
        @DefaultValue("1.5") double mailingPerSecond) {

    MailSettings {
        if (!(mailingPerSecond > 0 && mailingPerSecond <= 1000)) {
            throw new IllegalArgumentException("mail.mailing-per-second must be above 0 and at most 1000");
        }
    }

    private static final Duration FIRST_WAIT = Duration.ofSeconds(5);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);
    private static final int LAST_DOUBLING = 7;

    /** How long to wait after the {@code attempts}th attempt failed: 5 s, 10 s, 20 s, up to 10 minutes. */
    Duration waitAfter(int attempts) {
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(attempts - 1, LAST_DOUBLING));
        return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
    }

    /** At least so long lies between two letters of mailings. */
    Duration mailingGap() {
        return Duration.ofNanos((long) Math.ceil(1_000_000 / mailingPerSecond) * 1000);
    }
}
