package com.allvideomodels.billing;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.Credits;
import com.allvideomodels.kernel.Keyset;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Credits that staff gave or want to give. */
@Repository
class Gifts {

    static final int PAGE = 50;

    private final JdbcClient sql;

    Gifts(JdbcClient sql) {
        this.sql = sql;
    }

    /** @param lapsesAt from when on they cannot be spent, {@code null} for never */
    record Gift(
            UUID id,
            AccountId account,
            Credits credits,
            @Nullable OffsetDateTime lapsesAt,
            String reason,
            AccountId by,
            OffsetDateTime at,
            boolean needsSecond,
            @Nullable OffsetDateTime givenAt,
            @Nullable OffsetDateTime withdrawnAt) {

        public boolean waits() {
            return givenAt == null && withdrawnAt == null;
        }

        /** Whoever ordered it and whoever gets it are not the second. */
        public boolean canBeConfirmedBy(AccountId staff) {
            return waits() && !staff.equals(by) && !staff.equals(account);
        }

        String place() {
            return new Keyset(at.toInstant(), id).token();
        }
    }

    /** Puts the orders of one member of staff in a line, until the caller's transaction ends. */
    void lock(AccountId staff) {
        sql.sql("select pg_advisory_xact_lock(55, hashtext(:staff))")
                .param("staff", staff.toString())
                .query((row, number) -> true)
                .single();
    }

    /** What one member of staff gave without a second since then. */
    long givenAlone(AccountId staff, Instant since) {
        return sql.sql("""
                select coalesce(sum(credits), 0) from credit_gift
                where ordered_by = :staff and not needs_second and ordered_at > :since
                """)
                .param("staff", staff.value())
                .param("since", utc(since))
                .query(Long.class)
                .single();
    }

    /** @return whether this form was not sent before */
    boolean add(Gift gift) {
        return sql.sql("""
                insert into credit_gift (id, account_id, credits, lapses_at, reason, ordered_by, ordered_at, needs_second)
                values (:id, :account, :credits, :lapses, :reason, :by, :at, :second) on conflict (id) do nothing
                """)
                        .param("id", gift.id())
                        .param("account", gift.account().value())
                        .param("credits", gift.credits().amount())
                        .param("lapses", gift.lapsesAt(), Types.TIMESTAMP_WITH_TIMEZONE)
                        .param("reason", gift.reason())
                        .param("by", gift.by().value())
                        .param("at", gift.at())
                        .param("second", gift.needsSecond())
                        .update()
                == 1;
    }

    /** @return whether it waits for a second, and this is one */
    boolean confirm(UUID id, AccountId by) {
        return sql.sql("""
                update credit_gift set confirmed_by = :by
                where id = :id and ordered_by <> :by and account_id <> :by and needs_second and given_at is null
                  and withdrawn_at is null
                """).param("by", by.value()).param("id", id).update() == 1;
    }

    void given(UUID id, Instant now) {
        sql.sql("update credit_gift set given_at = :now where id = :id and given_at is null")
                .param("now", utc(now))
                .param("id", id)
                .update();
    }

    /** @return whether it waited */
    boolean withdraw(UUID id, Instant now) {
        return sql.sql("""
                update credit_gift set withdrawn_at = :now where id = :id and given_at is null and withdrawn_at is null
                """).param("now", utc(now)).param("id", id).update() == 1;
    }

    Optional<Gift> find(UUID id) {
        return sql.sql("select * from credit_gift where id = :id")
                .param("id", id)
                .query(Gifts::gift)
                .optional();
    }

    /** The newest first. @return one more than a page where there are more */
    List<Gift> page(Optional<Keyset> after) {
        Keyset from = after.orElse(new Keyset(Instant.parse("9999-01-01T00:00:00Z"), new UUID(0, 0)));
        return sql.sql("""
                select * from credit_gift where (ordered_at, id) < (:at, :id) order by ordered_at desc, id desc limit :most
                """)
                .param("at", utc(from.at()))
                .param("id", from.id())
                .param("most", PAGE + 1)
                .query(Gifts::gift)
                .list();
    }

    long waiting() {
        return sql.sql("select count(*) from credit_gift where given_at is null and withdrawn_at is null")
                .query(Long.class)
                .single();
    }

    private static Gift gift(ResultSet row, int number) throws SQLException {
        return new Gift(
                row.getObject("id", UUID.class),
                new AccountId(row.getObject("account_id", UUID.class)),
                new Credits(row.getLong("credits")),
                row.getObject("lapses_at", OffsetDateTime.class),
                row.getString("reason"),
                new AccountId(row.getObject("ordered_by", UUID.class)),
                row.getObject("ordered_at", OffsetDateTime.class),
                row.getBoolean("needs_second"),
                row.getObject("given_at", OffsetDateTime.class),
                row.getObject("withdrawn_at", OffsetDateTime.class));
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
