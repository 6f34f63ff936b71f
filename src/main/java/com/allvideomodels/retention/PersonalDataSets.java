package com.allvideomodels.retention;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Makes the sets of modules whose data are rows:
 *
 * <pre>
 * sets.of("sign-ins", "session-log", "select id, at, device from sign_in where account_id = :person", "sign_in").startingAt("at")
 * </pre>
 */
@Component
public class PersonalDataSets {

    private final JdbcClient sql;
    private final RetentionPolicy policy;

    PersonalDataSets(JdbcClient sql, RetentionPolicy policy) {
        this.sql = sql;
        this.policy = policy;
    }

    /**
     * @param statement a select of the rows of {@code :person}. Its first column, a number, a UUID or a text, tells every row from all
     *     others of that person: rows are read in its order
     * @throws IllegalArgumentException if {@code retention.yml} has no such class
     */
    public ToldRows of(String name, String dataClass, String statement, String... tables) {
        return new ToldRows(sql, policy.rule(dataClass), name, List.of(tables), statement, null, false);
    }
}
