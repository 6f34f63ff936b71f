package com.allvideomodels.retention;

import com.allvideomodels.retention.RetentionPolicy.Rule;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which rows of one table are due under a rule and held by nobody. */
public final class DueRows {

    private final JdbcClient sql;
    private final Rule rule;
    private final Rows rows;

    DueRows(JdbcClient sql, Rule rule, Rows rows) {
        this.sql = sql;
        this.rule = rule;
        this.rows = rows;
    }

    /**
     * @param key its columns, separated by commas
     * @param clock what starts the time of the class or, where {@code absolute}, the deadline itself
     */
    record Rows(String table, String key, String owner, String item, String when, String clock, boolean absolute) {}

    /** Deletes them. */
    public RetentionRule delete() {
        return by(new OneStatement(sql, "delete from " + table()));
    }

    /** @param assignments of an {@code update}, after which the row is no longer due */
    public RetentionRule set(String assignments) {
        return by(new OneStatement(sql, "update " + table() + " set " + assignments));
    }

    /** Where more than one statement is needed. */
    public RetentionRule by(RowEnding ending) {
        return new RowRule(this, ending);
    }

    String dataClass() {
        return rule.id();
    }

    String table() {
        return rows.table();
    }

    /** The columns of the key, separated by commas. */
    String key() {
        return rows.key();
    }

    /** {@code from … where …}, for a {@link #statement}. */
    public String from() {
        return " from " + table() + " where (" + rows.when() + ") and " + rows.clock() + " <= :until and "
                + LegalHolds.noneOn(rule.id(), rows.owner(), rows.item());
    }

    /** The same, narrowed by {@code and …} or by nothing, and the oldest first. */
    public String inOrder(String narrower) {
        return from() + narrower + " order by " + rows.clock();
    }

    /** A statement that says which rows are due by {@link #from}. */
    public JdbcClient.StatementSpec statement(String text, Instant now) {
        return sql.sql(text)
                .param("until", HoldRows.utc(rows.absolute() ? now : rule.startedBy(now)))
                .param("now", HoldRows.utc(now));
    }

    /** Locks the oldest, without those that others have locked. @return their keys, which are one column */
    public List<UUID> claim(Instant now, int most) {
        return statement(
                        "select " + key() + inOrder("") + " limit :most for update of " + table() + " skip locked", now)
                .param("most", most)
                .query(UUID.class)
                .list();
    }

    long count(Instant now, long most) {
        return statement("select count(*) from (select 1" + from() + " limit :most) as due", now)
                .param("most", most)
                .query(Long.class)
                .single();
    }

    Optional<Instant> oldest(Instant now) {
        return statement("select " + rows.clock() + inOrder("") + " limit 1", now)
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant)
                .map(clock -> rows.absolute() ? clock : rule.dueAt(clock));
    }
}
