package com.allvideomodels.media;

import com.allvideomodels.storage.KeyRing;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The keys of days are made before anything needs them, and die once their day is over and nothing is left under them. */
@Component
class KeyUpkeep {

    private static final Logger log = LoggerFactory.getLogger(KeyUpkeep.class);

    /** Beyond the longest lifetime of anything, today included. */
    private static final Duration BEYOND = Duration.ofDays(3);

    private static final int BATCH = 100;
    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private final KeyDeathRows rows;
    private final KeyRing keys;
    private final MediaSettings settings;

    KeyUpkeep(KeyDeathRows rows, KeyRing keys, MediaSettings settings) {
        this.rows = rows;
        this.keys = keys;
        this.settings = settings;
    }

    /** So that no write depends on what is destroyed at the same time. Making them twice makes them once. */
    void makeAhead(Instant now) {
        LocalDate last = day(now.plus(settings.uploads().lifetime()).plus(BEYOND));
        for (MediaClass kind : MediaClass.values()) {
            day(now).datesUntil(last).forEach(day -> make(Seal.dayKey(kind, day)));
        }
    }

    private void make(String name) {
        try {
            keys.toWrap(name);
        } catch (IOException | GeneralSecurityException e) {
            log.warn("A key could not be made ahead; it will be when it is needed, or with the next run: {}", name, e);
        }
    }

    /** Orders the end of days' keys that nothing needs, and carries out all ends that were ordered. */
    void endKeys(Instant now) {
        try {
            for (String name : keys.names(Seal.DAYS)) {
                day(name)
                        .filter(day -> day.day().isBefore(day(now)))
                        .ifPresent(over -> rows.orderDay(over.kind(), over.day(), now));
            }
        } catch (IOException e) {
            log.warn("The key bucket does not tell what it holds; it will be asked again", e);
        }
        for (var death : rows.claim(now, LEASE, BATCH)) {
            end(death, now);
        }
    }

    private void end(KeyDeathRows.Death death, Instant now) {
        String error;
        try {
            boolean entombed = death.name().startsWith(Seal.SUBJECTS);
            error = keys.destroy(death.name(), entombed) ? "" : "still there";
        } catch (IOException e) {
            error = "no answer";
            log.warn("A key that is to die is still stored; it will be tried again: {}", death.name(), e);
        }
        if (error.isEmpty()) {
            rows.dead(death.name(), now);
        } else {
            rows.notDead(death.name(), error, now.plus(wait(death.attempts())));
        }
    }

    private static Duration wait(int attempts) {
        Duration wait = Duration.ofSeconds(15L << Math.min(attempts, 10));
        return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
    }

    private record Day(MediaClass kind, LocalDate day) {}

    private static Optional<Day> day(String name) {
        String[] parts = name.split("/");
        try {
            return Arrays.stream(MediaClass.values())
                    .filter(kind -> parts.length == 3
                            && kind.name().toLowerCase(Locale.ROOT).equals(parts[1]))
                    .findFirst()
                    .map(kind -> new Day(kind, LocalDate.parse(parts[2])));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }
}
