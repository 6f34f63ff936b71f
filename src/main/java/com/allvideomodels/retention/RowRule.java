package com.allvideomodels.retention;

import com.allvideomodels.retention.RetentionPolicy.Rule;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The rule of a class of data whose things are rows of one table. It claims what is due, skips what others have locked, sees the
 * holds and ends the rows in one statement. A row that cannot be ended does not keep the others back.
 */
public final class RowRule implements RetentionRule {

    private static final Logger LOG = LoggerFactory.getLogger(RowRule.class);

    private final JdbcClient sql;
    private final Rule rule;
    private final Draft table;
    private final boolean absolute;
    private final @Nullable String assignments;

    private RowRule(Draft table, boolean absolute, @Nullable String assignments) {
        this.sql = table.sql;
        this.rule = table.rule;
        this.table = table;
        this.absolute = absolute;
        this.assignments = assignments;
    }

    @Override
    public String dataClass() {
        return rule.id();
    }

    @Override
    public long due(Instant now, long most) {
        return bound("select count(*) from (select 1 " + fromDue() + " limit :most) as due", now)
                .param("most", most)
                .query(Long.class)
                .single();
    }

    @Override
    public Optional<Instant> oldestDue(Instant now) {
        return bound("select " + table.clock + " as clock " + fromDue() + " order by " + table.clock + " limit 1", now)
                .query((row, number) -> row.getObject("clock", OffsetDateTime.class))
                .optional()
                .map(OffsetDateTime::toInstant)
                .map(clock -> absolute ? clock : rule.dueAt(clock));
    }

    @Override
    public int end(Instant now, int most) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("nothing is ended outside a transaction");
        }
        sql.sql("savepoint batch").update();
        try {
            return claimed("", now, most).update();
        } catch (DataAccessException e) {
            LOG.warn("Some of {} cannot be ended; it is tried one by one", rule.id(), e);
            sql.sql("rollback to savepoint batch").update();
            return oneByOne(now, most);
        }
    }

    private int oneByOne(Instant now, int most) {
        int ended = 0;
        for (List<Object> key : firstKeys(now, 2 * most)) {
            ended += ended < most ? alone(key, now) : 0;
        }
        return ended;
    }

    private int alone(List<Object> key, Instant now) {
        sql.sql("savepoint one").update();
        try {
            JdbcClient.StatementSpec statement = claimed(" and (" + table.id + ") = (" + places(key) + ")", now, 1);
            for (int i = 0; i < key.size(); i++) {
                statement = statement.param("key" + i, key.get(i));
            }
            return statement.update();
        } catch (DataAccessException e) {
            sql.sql("rollback to savepoint one").update();
            return 0;
        }
    }

    private static String places(List<Object> key) {
        var places = new ArrayList<String>();
        for (int i = 0; i < key.size(); i++) {
            places.add(":key" + i);
        }
        return String.join(", ", places);
    }

    private List<List<Object>> firstKeys(Instant now, int most) {
        return bound("select " + table.id + " " + fromDue() + " order by " + table.clock + " limit :most", now)
                .param("most", most)
                .query((row, number) -> key(row))
                .list();
    }

    private static List<Object> key(ResultSet row) throws SQLException {
        var key = new ArrayList<Object>();
        for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
            key.add(row.getObject(column));
        }
        return key;
    }

    private JdbcClient.StatementSpec claimed(String narrower, Instant now, int most) {
        String claim = "with due as materialized (select " + table.id + " " + fromDue() + narrower + " order by "
                + table.clock + " limit :most for update of " + table.name + " skip locked) ";
        String verb =
                assignments == null ? "delete from " + table.name : "update " + table.name + " set " + assignments;
        return bound(claim + verb + " where (" + table.id + ") in (select * from due)", now)
                .param("most", most);
    }

    private String fromDue() {
        return "from " + table.name + " where (" + table.when + ") and " + table.clock + " <= :until and "
                + LegalHolds.noneOn(rule.id(), table.owner, table.item);
    }

    private JdbcClient.StatementSpec bound(String statement, Instant now) {
        return sql.sql(statement)
                .param("until", HoldRows.utc(absolute ? now : rule.startedBy(now)))
                .param("now", HoldRows.utc(now));
    }

    /** A rule that is being put together. A name of a column is meant of the table; anything else is SQL as it stands. */
    public static final class Draft {

        private static final Pattern COLUMN = Pattern.compile("[a-z_][a-z0-9_]*");

        private final JdbcClient sql;
        private final Rule rule;
        private String name = "";
        private String id = "";
        private String owner = "null::uuid";
        private String item = "null::uuid";
        private String when = "true";
        private String clock = "";

        Draft(JdbcClient sql, Rule rule) {
            this.sql = sql;
            this.rule = rule;
        }

        /** First of all. */
        public Draft table(String table) {
            this.name = table;
            return this;
        }

        /** The columns of a key, separated by commas. */
        public Draft id(String columns) {
            this.id = String.join(
                    ", ",
                    Pattern.compile(",\\s*")
                            .splitAsStream(columns)
                            .map(this::of)
                            .toList());
            return this;
        }

        /** The account a row belongs to; without it only a hold on the class keeps rows back. */
        public Draft owner(String account) {
            this.owner = of(account);
            return this;
        }

        /** What a hold on a single thing names; without it there are no such holds. */
        public Draft item(String thing) {
            this.item = of(thing);
            return this;
        }

        /** Narrows the rule to some rows of the table. One that updates must leave them outside of this. */
        public Draft when(String condition) {
            this.when = condition;
            return this;
        }

        /** What starts the clock; the period is that of the class. An index on it keeps the sweep cheap. */
        public Due since(String start) {
            this.clock = of(start);
            return new Due(this, false);
        }

        /** The deadline that was written when the row was made, which a change of the class does not move. */
        public Due deadline(String deadline) {
            this.clock = of(deadline);
            return new Due(this, true);
        }

        private String of(String column) {
            return COLUMN.matcher(column).matches() ? name + "." + column : column;
        }
    }

    /** A rule that knows what is due and must still be told how it ends. */
    public static final class Due {

        private final Draft draft;
        private final boolean absolute;

        private Due(Draft draft, boolean absolute) {
            if (draft.name.isEmpty() || draft.id.isEmpty()) {
                throw new IllegalStateException("a rule needs a table and its key");
            }
            this.draft = draft;
            this.absolute = absolute;
        }

        public RetentionRule delete() {
            return new RowRule(draft, absolute, null);
        }

        /** @param assignments of an {@code update}, after which the row is no longer due */
        public RetentionRule set(String assignments) {
            return new RowRule(draft, absolute, assignments);
        }
    }
}
