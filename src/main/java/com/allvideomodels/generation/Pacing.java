package com.allvideomodels.generation;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** How long to wait before asking again. */
final class Pacing {

    private static final Duration LONGEST = Duration.ofMinutes(2);

    private Pacing() {}

    /** Never sooner than allowed, and up to a quarter later, so that tasks begun together are not asked after together. */
    static Duration jittered(Duration pace) {
        return pace.plusMillis(ThreadLocalRandom.current().nextLong(pace.toMillis() / 4 + 1));
    }

    /** Twice as long with each time in vain, within reason, and not before the provider said. */
    static Duration backoff(Duration first, int failures, @Nullable Duration atLeast) {
        Duration wait = first.multipliedBy(1L << Math.min(failures, 10));
        Duration bounded = wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
        return jittered(atLeast != null && atLeast.compareTo(bounded) > 0 ? atLeast : bounded);
    }
}
