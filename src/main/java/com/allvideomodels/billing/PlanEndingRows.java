package com.allvideomodels.billing;

import com.allvideomodels.kernel.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Whose plans must end: one row for each closed account. */
@Repository
class PlanEndingRows {

    private final JdbcClient sql;

    PlanEndingRows(JdbcClient sql) {
        this.sql = sql;
    }

    /** @param tries how often Creem was asked, this one included */
    record Ending(AccountId account, int tries) {}

    /** Told twice, or closed a second time, it begins anew. */
    void add(AccountId account, Instant now) {
        sql.sql("""
                insert into plan_ending (account_id, closed_at, due_at) values (:account, :now, :now)
                on conflict (account_id) do update set closed_at = :now, due_at = :now, tries = 0
                """).param("account", account.value()).param("now", utc(now)).update();
    }

    /** The one that is due longest and has a plan that goes on; nobody else gets it for {@code lease}. */
    Optional<Ending> claim(Instant now, Duration lease) {
        return sql.sql("""
                update plan_ending set due_at = :until, tries = tries + 1
                where account_id = (
                  select e.account_id from plan_ending e
                  where e.due_at <= :now and exists (
                    select 1 from subscription s where s.account_id = e.account_id and %s)
                  order by e.due_at limit 1 for update of e skip locked)
                returning account_id, tries
                """.formatted(Subscriptions.RENEWING))
                .param("until", utc(now.plus(lease)))
                .param("now", utc(now))
                .query((row, number) ->
                        new Ending(new AccountId(row.getObject("account_id", UUID.class)), row.getInt("tries")))
                .optional();
    }

    void later(AccountId account, Instant due) {
        sql.sql("update plan_ending set due_at = :due where account_id = :account")
                .param("due", utc(due))
                .param("account", account.value())
                .update();
    }

    void remove(AccountId account) {
        sql.sql("delete from plan_ending where account_id = :account")
                .param("account", account.value())
                .update();
    }

    /** Nothing where its plans need not end. */
    Optional<Integer> tries(AccountId account) {
        return sql.sql("select tries from plan_ending where account_id = :account")
                .param("account", account.value())
                .query(Integer.class)
                .optional();
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
