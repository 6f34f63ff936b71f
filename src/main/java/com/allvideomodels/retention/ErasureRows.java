package com.allvideomodels.retention;

import com.allvideomodels.kernel.AccountId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The orders in the database. */
@Repository
class ErasureRows implements Erasures {

    /** The kind of {@link Repetition} under which an order is told to a restored database. */
    static final String ORDERED = "erasure-ordered";

    private final JdbcClient sql;

    ErasureRows(JdbcClient sql) {
        this.sql = sql;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void order(AccountId account, Cause cause, Instant now) {
        sql.sql("""
                with ordered as (
                  insert into erasure (account_id, cause, ordered_at, due_at) values (:id, :cause, :now, :now)
                  on conflict (account_id) do nothing returning account_id)
                insert into repetition (kind, item, detail, at) select :kind, account_id, '', :now from ordered
                on conflict (kind, item, detail, at) do nothing
                """)
                .param("kind", ORDERED)
                .param("id", account.value())
                .param("cause", cause.name())
                .param("now", HoldRows.utc(now))
                .update();
    }

    @Override
    public Optional<Progress> of(AccountId account) {
        return sql.sql("select * from erasure where account_id = :id")
                .param("id", account.value())
                .query((row, number) -> new Progress(
                        Cause.valueOf(row.getString("cause")),
                        row.getObject("ordered_at", OffsetDateTime.class).toInstant(),
                        steps(row),
                        row.getObject("held_back_at") != null))
                .optional();
    }

    /** Takes the order that has been due longest; nobody else gets it until {@code until}, however often it is taken. */
    Optional<AccountId> claim(Instant now, Instant until) {
        return sql.sql("""
                update erasure set due_at = :until, attempts = attempts + 1
                where account_id = (
                  select account_id from erasure where due_at <= :now order by due_at limit 1 for update skip locked)
                returning account_id
                """)
                .param("now", HoldRows.utc(now))
                .param("until", HoldRows.utc(until))
                .query(UUID.class)
                .optional()
                .map(AccountId::new);
    }

    /** Makes whoever else carries out this order wait; nothing where it has ended. */
    @Transactional(propagation = Propagation.MANDATORY)
    Optional<Standing> lock(AccountId account) {
        return sql.sql("select * from erasure where account_id = :id for update")
                .param("id", account.value())
                .query((row, number) -> new Standing(
                        Cause.valueOf(row.getString("cause")),
                        steps(row),
                        row.getInt("attempts"),
                        row.getObject("erased_at") != null))
                .optional();
    }

    Optional<Standing> find(AccountId account) {
        return sql.sql("select * from erasure where account_id = :id")
                .param("id", account.value())
                .query((row, number) -> new Standing(
                        Cause.valueOf(row.getString("cause")),
                        steps(row),
                        row.getInt("attempts"),
                        row.getObject("erased_at") != null))
                .optional();
    }

    void done(AccountId account, String step) {
        sql.sql("update erasure set steps_done = steps_done || cast(:step as text) where account_id = :id")
                .param("id", account.value())
                .param("step", step)
                .update();
    }

    /** From here on the account counts as erased, and every step looks once more for what came meanwhile. */
    void secondRound(AccountId account, Instant now) {
        sql.sql("update erasure set steps_done = '{}', erased_at = :now, held_back_at = null where account_id = :id")
                .param("id", account.value())
                .param("now", HoldRows.utc(now))
                .update();
    }

    void heldBack(AccountId account, Instant now, Instant again) {
        sql.sql("""
                update erasure set due_at = :again, attempts = 0, held_back_at = coalesce(held_back_at, :now)
                where account_id = :id
                """)
                .param("id", account.value())
                .param("now", HoldRows.utc(now))
                .param("again", HoldRows.utc(again))
                .update();
    }

    /** Nothing holds it. */
    void waiting(AccountId account, Instant again) {
        sql.sql("update erasure set due_at = :again, attempts = 0, held_back_at = null where account_id = :id")
                .param("id", account.value())
                .param("again", HoldRows.utc(again))
                .update();
    }

    void later(AccountId account, Instant again) {
        sql.sql("update erasure set due_at = :again where account_id = :id")
                .param("id", account.value())
                .param("again", HoldRows.utc(again))
                .update();
    }

    void end(AccountId account) {
        sql.sql("delete from erasure where account_id = :id")
                .param("id", account.value())
                .update();
    }

    private static List<String> steps(ResultSet row) throws SQLException {
        return List.of((String[]) row.getArray("steps_done").getArray());
    }

    /**
     * Where an order stands.
     *
     * @param done the steps of this round that found nothing left
     * @param erased whether this is the second round
     */
    record Standing(Cause cause, List<String> done, int attempts, boolean erased) {}
}
