package com.allvideomodels.auditor;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one audit has found so far: counts of all, and the first of them by name. */
final class Tally {

    private static final int NAMED = 100;

    private final Instant now;
    private final Duration grace;
    private final Map<Finding.Kind, Long> counts = new EnumMap<>(Finding.Kind.class);
    private final List<Finding> named = new ArrayList<>();
    private @Nullable Instant oldestDue;

    Tally(Instant now, Duration grace) {
        this.now = now;
        this.grace = grace;
    }

    /** Whether something due then should be gone by now, with all patience. */
    boolean isOver(Instant due) {
        return due.plus(grace).isBefore(now);
    }

    void add(Finding.Kind kind, String what, @Nullable Instant due) {
        counts.merge(kind, 1L, Long::sum);
        if (named.size() < NAMED) {
            named.add(new Finding(kind, what, due));
        }
        if (due != null && (oldestDue == null || due.isBefore(oldestDue))) {
            oldestDue = due;
        }
    }

    long count(Finding.Kind kind) {
        return counts.getOrDefault(kind, 0L);
    }

    /** How many should be gone, of whatever kind; rows count as one for each class. */
    long overdue() {
        return count(Finding.Kind.OVERDUE)
                + count(Finding.Kind.UPLOAD)
                + count(Finding.Kind.KEY)
                + count(Finding.Kind.ROWS);
    }

    Duration oldestAge() {
        return oldestDue == null ? Duration.ZERO : Duration.between(oldestDue, now);
    }

    List<Finding> named() {
        return List.copyOf(named);
    }
}
