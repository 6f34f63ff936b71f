package com.allvideomodels.retention;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** What the database knows of the log outside it. */
@Repository
class LogRows {

    private final JdbcClient sql;

    LogRows(JdbcClient sql) {
        this.sql = sql;
    }

    /** The last batch; number 0 and zeros before the first. */
    record Head(long sequence, byte[] hash) {}

    Head head() {
        return sql.sql("select sequence, hash from destruction_log")
                .query((row, line) -> new Head(row.getLong(1), row.getBytes(2)))
                .single();
    }

    /** What no batch speaks of yet, up to about {@code most}. */
    List<LogEntry> notLogged(int most) {
        List<LogEntry> entries = new ArrayList<>(sql.sql("""
                select item, data_class, owner, deadline, cause, at from destruction where logged_in is null
                order by number limit :most
                """)
                .param("most", most)
                .query((row, line) -> (LogEntry) new LogEntry.Destroyed(
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        // An owner that was detached meanwhile is nobody.
                        row.getObject(3) == null ? new UUID(0, 0) : row.getObject(3, UUID.class),
                        row.getObject(4, OffsetDateTime.class).toInstant(),
                        Cause.valueOf(row.getString(5)),
                        row.getObject(6, OffsetDateTime.class).toInstant()))
                .list());
        entries.addAll(sql.sql(
                        "select account_id, at from erased_account where logged_in is null order by number limit :most")
                .param("most", most)
                .query((row, line) -> (LogEntry) new LogEntry.Erased(
                        new com.allvideomodels.kernel.AccountId(row.getObject(1, UUID.class)),
                        row.getObject(2, OffsetDateTime.class).toInstant()))
                .list());
        return entries;
    }

    boolean knows(LogEntry entry) {
        var question = switch (entry) {
            case LogEntry.Destroyed one ->
                sql.sql("select exists (select 1 from destruction where item = :item and data_class = :class)")
                        .param("item", one.item())
                        .param("class", one.dataClass());
            case LogEntry.Erased one ->
                sql.sql("select exists (select 1 from erased_account where account_id = :id)")
                        .param("id", one.account().value());
        };
        return question.query(Boolean.class).single();
    }

    /** Takes the batch as the last one, unless somebody else has moved on meanwhile. */
    @Transactional
    public void taken(LogBatch batch, byte[] hash) {
        int moved = sql.sql("update destruction_log set sequence = :next, hash = :hash where sequence = :next - 1")
                .param("next", batch.sequence())
                .param("hash", hash)
                .update();
        if (moved == 1) {
            batch.entries().forEach(entry -> mark(entry, batch.sequence()));
        }
    }

    private void mark(LogEntry entry, long sequence) {
        switch (entry) {
            case LogEntry.Destroyed one ->
                sql.sql("""
                        update destruction set logged_in = :sequence
                        where item = :item and data_class = :class and logged_in is null
                        """)
                        .param("sequence", sequence)
                        .param("item", one.item())
                        .param("class", one.dataClass())
                        .update();
            case LogEntry.Erased one ->
                sql.sql("update erased_account set logged_in = :sequence where account_id = :id and logged_in is null")
                        .param("sequence", sequence)
                        .param("id", one.account().value())
                        .update();
        }
    }
}
