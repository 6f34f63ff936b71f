package com.allvideomodels.auditor;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Asks of every class of data what its oldest row is that should be gone. */
@Component
class RowsInspection {

    private final ReadOnlyTables tables;
    private final Map<String, String> periods;
    private final AuditorSettings settings;

    RowsInspection(ReadOnlyTables tables, Periods periods, AuditorSettings settings) {
        this.tables = tables;
        this.periods = periods.byClass();
        this.settings = settings;
    }

    void into(Tally tally, Instant now) {
        for (Watch watch : Watch.ALL) {
            oldest(watch, now).ifPresent(due -> tally.add(Finding.Kind.ROWS, watch.dataClass(), due));
        }
    }

    Optional<Instant> oldest(Watch watch, Instant now) {
        Instant limit = now.minus(settings.grace());
        var question = tables.sql()
                .sql(watch.question())
                .param("limit", limit.atOffset(ZoneOffset.UTC))
                .param("now", now.atOffset(ZoneOffset.UTC));
        if (!watch.fixed()) {
            question = question.param("keeps", periods.getOrDefault(watch.dataClass(), Duration.ZERO.toString()));
        }
        List<OffsetDateTime> due = question.query((row, number) -> row.getObject("due", OffsetDateTime.class))
                .list();
        return due.stream().filter(java.util.Objects::nonNull).findFirst().map(OffsetDateTime::toInstant);
    }
}
