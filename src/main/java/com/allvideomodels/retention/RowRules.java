package com.allvideomodels.retention;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Makes the rules of modules whose data are rows. What comes out claims and checks the holds in one statement, which
 * therefore cannot be forgotten:
 *
 * <pre>
 * rows.of("session-log").table("sign_in").id("id").owner("account_id").since("at").delete()
 * </pre>
 */
@Component
public class RowRules {

    private final JdbcClient sql;
    private final RetentionPolicy policy;

    RowRules(JdbcClient sql, RetentionPolicy policy) {
        this.sql = sql;
        this.policy = policy;
    }

    /** @throws IllegalArgumentException if {@code retention.yml} has no such class */
    public RowDraft of(String dataClass) {
        return new RowDraft(sql, policy.rule(dataClass));
    }

    /** One rule out of several of the same class, for data that lies in several tables; in that order. */
    public static RetentionRule together(RetentionRule... rules) {
        return new SeveralRules(List.of(rules));
    }
}
