package com.allvideomodels.auditor;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import software.amazon.awssdk.core.exception.SdkException;

/** Looks at everything that is stored, once, and says what it saw. Changes nothing. */
@Component
class Audit {

    private static final Logger LOG = LoggerFactory.getLogger(Audit.class);

    private final ReadOnlyStore store;
    private final ReadOnlyTables tables;
    private final MediaComparison media;
    private final KeyComparison keys;
    private final RowsInspection rows;
    private final AuditorSettings settings;
    private final InstantSource clock;

    Audit(
            ReadOnlyStore store,
            ReadOnlyTables tables,
            MediaComparison media,
            KeyComparison keys,
            RowsInspection rows,
            AuditorSettings settings,
            InstantSource clock) {
        this.store = store;
        this.tables = tables;
        this.media = media;
        this.keys = keys;
        this.rows = rows;
        this.settings = settings;
        this.clock = clock;
    }

    AuditRun run() {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("The store is far away: never inside a transaction");
        }
        Instant now = clock.instant();
        try {
            return look(now);
        } catch (IOException | SQLException | DataAccessException | SdkException e) {
            LOG.error("The auditor could not look at everything", e);
            return AuditRun.failed(now, took(now), e.getClass().getSimpleName());
        }
    }

    private AuditRun look(Instant now) throws IOException, SQLException {
        var tally = new Tally(now, settings.grace());
        boolean versions = store.offersVersions();
        var compared = media.into(tally, versions, now);
        unfinished(tally);
        long keysSeen = keys.into(tally);
        rows.into(tally, now);
        return new AuditRun(
                UUID.randomUUID(),
                now,
                took(now),
                null,
                compared.objects(),
                compared.rows(),
                keysSeen,
                tally.overdue(),
                tally.oldestAge(),
                tally.count(Finding.Kind.ORPHAN),
                tally.count(Finding.Kind.MISSING),
                versions ? tally.count(Finding.Kind.VERSION) : null,
                tally.count(Finding.Kind.UPLOAD),
                tally.named(),
                oldest("OUTPUT"),
                oldest("UPLOAD"));
    }

    private void unfinished(Tally tally) {
        var begun = store.unfinished();
        while (begun.hasNext()) {
            var upload = begun.next();
            Instant due = upload.begun().plus(settings.unfinished());
            if (tally.isOver(due)) {
                tally.add(Finding.Kind.UPLOAD, upload.key(), due);
            }
        }
    }

    private @Nullable Instant oldest(String kind) {
        return tables.sql()
                .sql("select created_at from media_object where kind = :kind and state = 'kept' and shredded_at is null"
                        + " order by created_at limit 1")
                .param("kind", kind)
                .query((row, number) -> row.getObject("created_at", OffsetDateTime.class))
                .optional()
                .map(OffsetDateTime::toInstant)
                .orElse(null);
    }

    private Duration took(Instant since) {
        return Duration.between(since, clock.instant());
    }
}
