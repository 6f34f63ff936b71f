package com.allvideomodels.account;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.retention.Cause;
import com.allvideomodels.retention.Erasures;
import com.allvideomodels.retention.LegalHolds;
import com.allvideomodels.retention.RetentionPolicy.Rule;
import com.allvideomodels.retention.RetentionRule;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Orders the erasure of accounts whose time has come; the order then takes its own way through every module. */
class AccountEnding implements RetentionRule {

    private final JdbcClient sql;
    private final Erasures erasures;
    private final Rule rule;
    private final Cause cause;
    private final String clock;
    private final String due;

    /**
     * @param clock column that starts the time
     * @param which condition on rows of the table
     */
    AccountEnding(JdbcClient sql, Erasures erasures, Rule rule, Cause cause, String clock, String which) {
        this.sql = sql;
        this.erasures = erasures;
        this.rule = rule;
        this.cause = cause;
        this.clock = clock;
        this.due = " from account where " + which + " and erasure_ordered_at is null and " + clock + " <= :until and "
                + LegalHolds.noneOn(rule.id(), "account.id", "account.id");
    }

    @Override
    public String dataClass() {
        return rule.id();
    }

    @Override
    public long due(Instant now, long most) {
        return bound("select count(*) from (select 1" + due + " limit :most) as due", now)
                .param("most", most)
                .query(Long.class)
                .single();
    }

    @Override
    public int end(Instant now, int most) {
        List<UUID> ended = bound(
                        "update account set closed_at = coalesce(closed_at, :now), erasure_ordered_at = :now where id = any(array(select id"
                                + due + " order by " + clock + " limit :most for update skip locked)) returning id",
                        now)
                .param("most", most)
                .query(UUID.class)
                .list();
        ended.forEach(id -> erasures.order(new AccountId(id), cause, now));
        return ended.size();
    }

    @Override
    public Optional<Instant> oldestDue(Instant now) {
        return bound("select " + clock + due + " order by " + clock + " limit 1", now)
                .query(OffsetDateTime.class)
                .optional()
                .map(started -> rule.dueAt(started.toInstant()));
    }

    private JdbcClient.StatementSpec bound(String statement, Instant now) {
        return sql.sql(statement)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("until", rule.startedBy(now).atOffset(ZoneOffset.UTC));
    }
}
