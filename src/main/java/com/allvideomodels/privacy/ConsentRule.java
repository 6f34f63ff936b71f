package com.allvideomodels.privacy;

import com.allvideomodels.retention.LegalHolds;
import com.allvideomodels.retention.RetentionPolicy;
import com.allvideomodels.retention.RetentionPolicy.Rule;
import com.allvideomodels.retention.RetentionRule;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The histories of people whose accounts ended long ago, each as a whole. What says so goes last. */
@Component
class ConsentRule implements RetentionRule {

    static final String DUE = " from consent_end where ended_at <= :until and "
            + LegalHolds.noneOn("consent", "consent_end.account_id", "null::uuid");

    private final JdbcClient sql;
    private final Rule rule;

    ConsentRule(JdbcClient sql, RetentionPolicy policy) {
        this.sql = sql;
        this.rule = policy.rule("consent");
    }

    @Override
    public String dataClass() {
        return rule.id();
    }

    @Override
    public long due(Instant now, long most) {
        return bound("select count(*) from (select 1" + DUE + " limit :most) as due", now)
                .param("most", most)
                .query(Long.class)
                .single();
    }

    /** The trigger of the history lets nothing else through, and this in this transaction alone. */
    @Override
    public int end(Instant now, int most) {
        UUID[] ended = bound(
                        "select account_id" + DUE
                                + " order by ended_at limit :most for update of consent_end skip locked",
                        now)
                .param("most", most)
                .query(UUID.class)
                .list()
                .toArray(UUID[]::new);
        if (ended.length > 0) {
            let("consent");
            sql.sql("delete from consent_event where account_id = any(:ended)")
                    .param("ended", ended)
                    .update();
            let("");
            sql.sql("delete from consent_end where account_id = any(:ended)")
                    .param("ended", ended)
                    .update();
        }
        return ended.length;
    }

    private void let(String what) {
        sql.sql("select set_config('retention.ends', :what, true)")
                .param("what", what)
                .query((row, number) -> true)
                .single();
    }

    @Override
    public Optional<Instant> oldestDue(Instant now) {
        return bound("select ended_at" + DUE + " order by ended_at limit 1", now)
                .query(OffsetDateTime.class)
                .optional()
                .map(ended -> rule.dueAt(ended.toInstant()));
    }

    private JdbcClient.StatementSpec bound(String statement, Instant now) {
        return sql.sql(statement)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("until", rule.startedBy(now).atOffset(ZoneOffset.UTC));
    }
}
