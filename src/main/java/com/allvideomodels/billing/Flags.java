package com.allvideomodels.billing;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.Keyset;
import java.sql.ResultSet;
import java.sql.SQLException;
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

/** Signs that staff look at, each once for a payment, and what in the tables of money raises them. */
@Repository
class Flags {

    static final int PAGE = 50;

    private final JdbcClient sql;

    Flags(JdbcClient sql) {
        this.sql = sql;
    }

    /** @param reason for which it was cleared; {@code null} as long as it was not */
    record Flag(
            UUID id,
            AccountId account,
            UUID payment,
            Signal signal,
            OffsetDateTime at,
            @Nullable OffsetDateTime clearedAt,
            @Nullable String reason) {

        String place() {
            return new Keyset(at.toInstant(), id).token();
        }
    }

    void raise(AccountId account, UUID payment, Signal signal, Instant now) {
        sql.sql("""
                insert into payment_flag (id, account_id, payment_id, signal, raised_at)
                values (:id, :account, :payment, :signal, :now) on conflict (payment_id, signal) do nothing
                """)
                .param("id", UUID.randomUUID())
                .param("account", account.value())
                .param("payment", payment)
                .param("signal", signal.key())
                .param("now", utc(now))
                .update();
    }

    /** How many of one account were paid by then, and since {@code before} that. */
    long payments(AccountId payer, Instant until, Duration before) {
        return sql.sql("select count(*) from payment where payer = :payer and paid_at > :since and paid_at <= :until")
                .param("payer", payer.value())
                .param("since", utc(until.minus(before)))
                .param("until", utc(until))
                .query(Long.class)
                .single();
    }

    /** As how many customers of Creem one account has paid. */
    long payers(AccountId payer) {
        return sql.sql("select count(distinct customer_id) from payment where payer = :payer")
                .param("payer", payer.value())
                .query(Long.class)
                .single();
    }

    /** Whether one customer of Creem has paid for somebody else too. */
    boolean paysForOthers(AccountId payer, String customer) {
        return sql.sql("""
                select exists (select 1 from payment where customer_id = :customer and payer <> :payer)
                """)
                .param("customer", customer)
                .param("payer", payer.value())
                .query(Boolean.class)
                .single();
    }

    /** Whether an earlier payment of that account was taxed elsewhere. */
    boolean taxedElsewhere(AccountId payer, String country, Instant before) {
        return sql.sql("""
                select exists (select 1 from payment where payer = :payer and country <> :country and paid_at < :before)
                """)
                .param("payer", payer.value())
                .param("country", country)
                .param("before", utc(before))
                .query(Boolean.class)
                .single();
    }

    boolean hasAnotherPlan(AccountId payer, String subscription) {
        return sql.sql("""
                select exists (select 1 from subscription where account_id = :payer and id <> :subscription and ended_at is null)
                """)
                .param("payer", payer.value())
                .param("subscription", subscription)
                .query(Boolean.class)
                .single();
    }

    /** @param all those that were cleared too @return the newest first, one more than a page where there are more */
    List<Flag> page(boolean all, Optional<Keyset> after) {
        Keyset from = after.orElse(new Keyset(Instant.parse("9999-01-01T00:00:00Z"), new UUID(0, 0)));
        return sql.sql("select * from payment_flag where (raised_at, id) < (:at, :id)"
                        + (all ? "" : " and cleared_at is null")
                        + " order by raised_at desc, id desc limit " + (PAGE + 1))
                .param("at", utc(from.at()))
                .param("id", from.id())
                .query(Flags::flag)
                .list();
    }

    List<Flag> of(UUID payment) {
        return sql.sql("select * from payment_flag where payment_id = :payment order by signal")
                .param("payment", payment)
                .query(Flags::flag)
                .list();
    }

    /** @return the flag, where it was not cleared before */
    Optional<Flag> clear(UUID id, String reason, AccountId by, Instant now) {
        return sql.sql("""
                update payment_flag set cleared_at = :now, cleared_by = :by, reason = :reason
                where id = :id and cleared_at is null returning *
                """)
                .param("now", utc(now))
                .param("by", by.value())
                .param("reason", reason)
                .param("id", id)
                .query(Flags::flag)
                .optional();
    }

    long open() {
        return sql.sql("select count(*) from payment_flag where cleared_at is null")
                .query(Long.class)
                .single();
    }

    private static Flag flag(ResultSet row, int number) throws SQLException {
        return new Flag(
                row.getObject("id", UUID.class),
                new AccountId(row.getObject("account_id", UUID.class)),
                row.getObject("payment_id", UUID.class),
                Signal.of(row.getString("signal")),
                row.getObject("raised_at", OffsetDateTime.class),
                row.getObject("cleared_at", OffsetDateTime.class),
                row.getString("reason"));
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
