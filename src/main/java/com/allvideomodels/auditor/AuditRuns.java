package com.allvideomodels.auditor;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What the auditor saw, kept by the application: the auditor itself can write nowhere. */
@Repository
class AuditRuns {

    private static final TypeReference<List<Finding>> FINDINGS = new TypeReference<>() {};

    private final JdbcClient sql;
    private final JsonMapper json;

    AuditRuns(JdbcClient sql, JsonMapper json) {
        this.sql = sql;
        this.json = json;
    }

    void add(AuditRun run) {
        sql.sql("""
                insert into audit_run (id, at, took_ms, failed, objects, media_rows, keys, overdue, overdue_seconds, orphans,
                  missing, versions, uploads, findings, oldest_output, oldest_upload)
                values (:id, :at, :took, :failed, :objects, :rows, :keys, :overdue, :age, :orphans,
                  :missing, :versions, :uploads, cast(:findings as jsonb), :output, :upload)
                """)
                .param("id", run.id())
                .param("at", utc(run.at()))
                .param("took", Math.max(0, run.took().toMillis()))
                .param("failed", run.failed(), Types.VARCHAR)
                .param("objects", run.objects())
                .param("rows", run.rows())
                .param("keys", run.keys())
                .param("overdue", run.overdue())
                .param("age", run.oldestOverdue().toSeconds())
                .param("orphans", run.orphans())
                .param("missing", run.missing())
                .param("versions", run.versions(), Types.BIGINT)
                .param("uploads", run.uploads())
                .param("findings", json.writeValueAsString(run.findings()))
                .param("output", utc(run.oldestOutput()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("upload", utc(run.oldestUpload()), Types.TIMESTAMP_WITH_TIMEZONE)
                .update();
    }

    /** Newest first. */
    List<AuditRun> last(int most) {
        return sql.sql("select * from audit_run order by at desc limit :most")
                .param("most", most)
                .query(this::run)
                .list();
    }

    Optional<AuditRun> last() {
        return last(1).stream().findFirst();
    }

    /** The last one that could look. */
    Optional<AuditRun> lastDone() {
        return sql.sql("select * from audit_run where failed is null order by at desc limit 1")
                .query(this::run)
                .optional();
    }

    void observed(UUID id, Instant at, int looked, int absent) {
        sql.sql("insert into audit_observation (id, at, looked, absent) values (:id, :at, :looked, :absent)")
                .param("id", id)
                .param("at", utc(at))
                .param("looked", looked)
                .param("absent", absent)
                .update();
    }

    private AuditRun run(ResultSet row, int number) throws SQLException {
        return new AuditRun(
                row.getObject("id", UUID.class),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                Duration.ofMillis(row.getLong("took_ms")),
                row.getString("failed"),
                row.getLong("objects"),
                row.getLong("media_rows"),
                row.getLong("keys"),
                row.getLong("overdue"),
                Duration.ofSeconds(row.getLong("overdue_seconds")),
                row.getLong("orphans"),
                row.getLong("missing"),
                row.getObject("versions", Long.class),
                row.getLong("uploads"),
                json.readValue(row.getString("findings"), FINDINGS),
                instant(row, "oldest_output"),
                instant(row, "oldest_upload"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }
}
