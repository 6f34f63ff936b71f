package com.allvideomodels.retention;

import java.time.Instant;
import java.util.Optional;

/** The rule of a class of data whose things are rows of one table. */
record RowRule(DueRows rows, RowEnding ending) implements RetentionRule {

    @Override
    public String dataClass() {
        return rows.dataClass();
    }

    @Override
    public long due(Instant now, long most) {
        return rows.count(now, most);
    }

    @Override
    public Optional<Instant> oldestDue(Instant now) {
        return rows.oldest(now);
    }

    @Override
    public int end(Instant now, int most) {
        return ending.end(rows, now, most);
    }
}
