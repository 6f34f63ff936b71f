package com.allvideomodels.retention;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.retention.RetentionPolicy.Rule;
import java.io.IOException;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PGobject;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A set that a select tells, read page by page in the order of its first column. Made by {@link PersonalDataSets}.
 *
 * @param clock the column by which rows end, if they end by one
 * @param fixed whether that column is the end itself, to which the period of the class is not added
 */
public record ToldRows(
        JdbcClient sql,
        Rule rule,
        String name,
        List<String> tables,
        String statement,
        @Nullable String clock,
        boolean fixed)
        implements PersonalDataSet {

    private static final int PAGE = 500;
    private static final UUID NOBODY = new UUID(0, 0);

    public ToldRows {
        tables = List.copyOf(tables);
    }

    /** Each row ends when the period of its class is over, which begins at this column. */
    public ToldRows startingAt(String column) {
        return new ToldRows(sql, rule, name, tables, statement, column, false);
    }

    /** Each row ends at the instant in this column. */
    public ToldRows endingAt(String column) {
        return new ToldRows(sql, rule, name, tables, statement, column, true);
    }

    @Override
    public String dataClass() {
        return rule.id();
    }

    @Override
    public List<String> columns() {
        return sql.sql("select * from (" + statement + ") told limit 0")
                .param("person", NOBODY)
                .query(rows -> {
                    return columns(rows.getMetaData());
                });
    }

    private static List<String> columns(ResultSetMetaData data) throws SQLException {
        List<String> names = new ArrayList<>();
        for (int column = 1; column <= data.getColumnCount(); column++) {
            names.add(data.getColumnName(column));
        }
        return List.copyOf(names);
    }

    @Override
    public long count(AccountId person) {
        return sql.sql("select count(*) from (" + statement + ") told")
                .param("person", person.value())
                .query(Long.class)
                .single();
    }

    @Override
    public Optional<Instant> nextEnd(AccountId person, Instant now) {
        if (clock == null) {
            return Optional.empty();
        }
        return sql.sql("select min(" + clock + ") from (" + statement + ") told where " + clock + " > :since")
                .param("person", person.value())
                .param("since", HoldRows.utc(fixed ? now : rule.startedBy(now)))
                .query((row, number) -> Optional.ofNullable(row.getObject(1, OffsetDateTime.class)))
                .single()
                .map(OffsetDateTime::toInstant)
                .map(first -> fixed ? first : rule.dueAt(first));
    }

    @Override
    public void read(AccountId person, Reader rows) throws IOException {
        String key = '"' + columns().getFirst() + '"';
        Object after = null;
        List<List<@Nullable Object>> page;
        do {
            page = page(person, key, after);
            for (List<@Nullable Object> row : page) {
                rows.row(row.stream().map(ToldRows::plain).toList());
            }
            after = page.isEmpty() ? null : page.getLast().getFirst();
        } while (page.size() == PAGE);
    }

    private List<List<@Nullable Object>> page(AccountId person, String key, @Nullable Object after) {
        var asked = sql.sql("select * from (" + statement + ") told"
                        + (after == null ? "" : " where " + key + " > :after") + " order by " + key + " limit " + PAGE)
                .param("person", person.value());
        return (after == null ? asked : asked.param("after", after))
                .query((row, number) -> values(row))
                .list();
    }

    private static List<@Nullable Object> values(ResultSet row) throws SQLException {
        List<@Nullable Object> values = new ArrayList<>();
        for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
            values.add(row.getObject(column));
        }
        return values;
    }

    private static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case String text -> text;
            case Boolean truth -> truth;
            case Long number -> number;
            case Integer number -> number.longValue();
            case Timestamp at -> at.toInstant();
            case Date day -> day.toLocalDate().toString();
            case UUID id -> id.toString();
            case PGobject text -> text.getValue();
            default -> throw new IllegalStateException("nobody said how to tell a " + value.getClass());
        };
    }
}
