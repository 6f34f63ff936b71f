package com.allvideomodels.retention;

import com.allvideomodels.kernel.AccountId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** What the database knows of the log outside it. */
@Repository
class LogRows {

    /** Of an owner that was detached meanwhile. */
    private static final UUID NOBODY = new UUID(0, 0);

    private final JdbcClient sql;

    LogRows(JdbcClient sql) {
        this.sql = sql;
    }

    /**
     * @param sequence of the last batch it has taken; 0 before the first, with zeros for a hash
     * @param floor the first batch that is kept
     * @param beat counts up while this database is served
     * @param seenAt when it last was; nothing before the first time
     */
    record State(
            long sequence,
            byte[] hash,
            long floor,
            long beat,
            @Nullable Instant seenAt) {}

    State state() {
        return sql.sql("select * from destruction_log")
                .query((row, line) -> state(row))
                .single();
    }

    private static State state(ResultSet row) throws SQLException {
        OffsetDateTime seen = row.getObject("seen_at", OffsetDateTime.class);
        return new State(
                row.getLong("sequence"),
                row.getBytes("hash"),
                row.getLong("floor"),
                row.getLong("beat"),
                seen == null ? null : seen.toInstant());
    }

    private static Instant at(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /** Counts on: this is the database that is served. What to say of it outside comes back. */
    LogEnd beat(Instant now) {
        return sql.sql("""
                with beating as (
                  update destruction_log set beat = beat + 1, seen_at = :now returning *)
                select beating.*, receipt_head.number as receipts, receipt_head.hash as receipts_hash
                from beating cross join receipt_head
                """)
                .param("now", HoldRows.utc(now))
                .query((row, line) -> new LogEnd(
                        row.getLong("sequence"),
                        row.getBytes("hash"),
                        row.getLong("floor"),
                        row.getLong("beat"),
                        row.getLong("receipts"),
                        row.getString("receipts_hash"),
                        now))
                .single();
    }

    /** Makes whoever else settles a restore wait. @return whether this database has counted less far than that */
    boolean lockBefore(long beat) {
        return sql.sql("select beat < :beat from destruction_log for update")
                .param("beat", beat)
                .query(Boolean.class)
                .single();
    }

    /** Counts on from there, and gives no number of a receipt again. */
    void settled(LogEnd end) {
        sql.sql("update destruction_log set beat = greatest(beat, :beat), floor = greatest(floor, :floor)")
                .param("beat", end.beat())
                .param("floor", end.floor())
                .update();
        sql.sql("update receipt_head set number = :number, hash = :hash where number < :number")
                .param("number", end.receipts())
                .param("hash", end.receiptsHash())
                .update();
    }

    /** A database that knows nothing of the log begins behind what is no longer kept of it. */
    void beginBehind(long sequence, byte[] hash) {
        sql.sql("update destruction_log set sequence = :sequence, hash = :hash where sequence = 0")
                .param("sequence", sequence)
                .param("hash", hash)
                .update();
    }

    /** @param at when that batch was written */
    void floor(long sequence, Instant at) {
        sql.sql("update destruction_log set floor = :sequence, oldest_at = :at where floor <= :sequence")
                .param("sequence", sequence)
                .param("at", HoldRows.utc(at))
                .update();
    }

    /** What no batch speaks of yet, up to about {@code most} of each kind. */
    List<LogEntry> notLogged(int most) {
        List<LogEntry> entries = new ArrayList<>(destructionsNotLogged(most));
        entries.addAll(sql.sql(
                        "select account_id, at from erased_account where logged_in is null order by number limit :most")
                .param("most", most)
                .query((row, line) -> new LogEntry.Erased(new AccountId(row.getObject(1, UUID.class)), at(row, "at")))
                .list());
        entries.addAll(sql.sql(
                        "select kind, item, detail, at from repetition where logged_in is null order by number limit :most")
                .param("most", most)
                .query((row, line) -> new LogEntry.Repeated(
                        row.getString(1), row.getObject(2, UUID.class), row.getString(3), at(row, "at")))
                .list());
        return entries;
    }

    private List<LogEntry.Destroyed> destructionsNotLogged(int most) {
        return sql.sql("""
                select item, data_class, owner, deadline, cause, at from destruction where logged_in is null
                order by number limit :most
                """)
                .param("most", most)
                .query((row, line) -> new LogEntry.Destroyed(
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        row.getObject(3) == null ? NOBODY : row.getObject(3, UUID.class),
                        at(row, "deadline"),
                        Cause.valueOf(row.getString(5)),
                        at(row, "at")))
                .list();
    }

    /** Whether nothing is left to do of it here. An account counts as erased early in its erasure, which may have stopped there. */
    boolean knows(LogEntry entry) {
        var question = switch (entry) {
            case LogEntry.Destroyed one ->
                sql.sql("select exists (select 1 from destruction where item = :item and data_class = :class)")
                        .param("item", one.item())
                        .param("class", one.dataClass());
            case LogEntry.Erased one -> sql.sql("""
                        select exists (select 1 from erased_account where account_id = :id)
                           and not exists (select 1 from erasure where account_id = :id and held_back_at is null)
                        """).param("id", one.account().value());
            case LogEntry.Repeated one ->
                sql.sql("""
                        select exists (select 1 from repetition where kind = :kind and item = :item and detail = :detail and at = :at)
                            or exists (select 1 from erased_account where account_id = :item)
                           and not exists (select 1 from erasure where account_id = :item and held_back_at is null)
                        """)
                        .param("kind", one.kind())
                        .param("item", one.item())
                        .param("detail", one.detail())
                        .param("at", HoldRows.utc(one.at()));
        };
        return question.query(Boolean.class).single();
    }

    /** Takes the batch as the last one, unless somebody else has moved on meanwhile. */
    @Transactional
    public void taken(LogBatch batch, byte[] hash) {
        int moved = sql.sql("""
                update destruction_log set sequence = :next, hash = :hash, oldest_at = coalesce(oldest_at, :at)
                where sequence = :next - 1
                """)
                .param("next", batch.sequence())
                .param("hash", hash)
                .param("at", HoldRows.utc(batch.at()))
                .update();
        if (moved == 1) {
            batch.entries().forEach(entry -> mark(entry, batch.sequence()));
            batch.entries().forEach(this::forgetWhatIsSaidByThat);
        }
    }

    /** That somebody was erased says all there is to say of them; their number goes from here. */
    private void forgetWhatIsSaidByThat(LogEntry entry) {
        if (entry instanceof LogEntry.Erased one) {
            sql.sql("delete from repetition where item = :id")
                    .param("id", one.account().value())
                    .update();
        }
    }

    private void mark(LogEntry entry, long sequence) {
        var marking = switch (entry) {
            case LogEntry.Destroyed one ->
                sql.sql("""
                        update destruction set logged_in = :sequence
                        where item = :item and data_class = :class and logged_in is null
                        """).param("item", one.item()).param("class", one.dataClass());
            case LogEntry.Erased one ->
                sql.sql("update erased_account set logged_in = :sequence where account_id = :id and logged_in is null")
                        .param("id", one.account().value());
            case LogEntry.Repeated one ->
                sql.sql("""
                        update repetition set logged_in = :sequence
                        where kind = :kind and item = :item and detail = :detail and at = :at and logged_in is null
                        """)
                        .param("kind", one.kind())
                        .param("item", one.item())
                        .param("detail", one.detail())
                        .param("at", HoldRows.utc(one.at()));
        };
        marking.param("sequence", sequence).update();
    }
}
