package com.allvideomodels.retention;

import com.allvideomodels.retention.RetentionPolicy.Rule;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A rule that is being put together. A name of a column is meant of the table; anything else is SQL as it stands. */
public final class RowDraft {

    private static final Pattern COLUMN = Pattern.compile("[a-z_][a-z0-9_]*");
    private static final Pattern COMMA = Pattern.compile(",\\s*");

    private final JdbcClient sql;
    private final Rule rule;
    private String table = "";
    private String id = "";
    private String owner = "null::uuid";
    private String item = "null::uuid";
    private String when = "true";

    RowDraft(JdbcClient sql, Rule rule) {
        this.sql = sql;
        this.rule = rule;
    }

    /** First of all. */
    public RowDraft table(String name) {
        this.table = name;
        return this;
    }

    /** The columns of a key, separated by commas. */
    public RowDraft id(String columns) {
        this.id = COMMA.splitAsStream(columns).map(this::of).collect(Collectors.joining(", "));
        return this;
    }

    /** The account a row belongs to; without it only a hold on the class keeps rows back. */
    public RowDraft owner(String account) {
        this.owner = of(account);
        return this;
    }

    /** What a hold on a single thing names; without it there are no such holds. */
    public RowDraft item(String thing) {
        this.item = of(thing);
        return this;
    }

    /** Narrows the rule to some rows of the table. One that updates must leave them outside of this. */
    public RowDraft when(String condition) {
        this.when = condition;
        return this;
    }

    /** What starts the clock; the period is that of the class. An index on it keeps the sweep cheap. */
    public DueRows since(String start) {
        return due(start, false);
    }

    /** The deadline that was written when the row was made, which a change of the class does not move. */
    public DueRows deadline(String deadline) {
        return due(deadline, true);
    }

    private DueRows due(String column, boolean absolute) {
        if (table.isEmpty() || id.isEmpty()) {
            throw new IllegalStateException("a rule needs a table and its key");
        }
        return new DueRows(sql, rule, new DueRows.Rows(table, id, owner, item, when, of(column), absolute));
    }

    private String of(String column) {
        return COLUMN.matcher(column).matches() ? table + "." + column : column;
    }
}
