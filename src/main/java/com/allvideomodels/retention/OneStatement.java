package com.allvideomodels.retention;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Claims what is due, skips what others have locked, sees the holds and ends the rows in one statement. A row that cannot be ended
 * does not keep the others back.
 */
class OneStatement implements RowEnding {

    private static final Logger LOG = LoggerFactory.getLogger(OneStatement.class);

    private final JdbcClient sql;
    private final String verb;

    /** @param verb {@code delete from} or {@code update … set}, without its condition */
    OneStatement(JdbcClient sql, String verb) {
        this.sql = sql;
        this.verb = verb;
    }

    @Override
    public int end(DueRows due, Instant now, int most) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("nothing is ended outside a transaction");
        }
        sql.sql("savepoint batch").update();
        try {
            return claimed(due, "", now, most).update();
        } catch (DataAccessException e) {
            LOG.warn("Some of {} cannot be ended; it is tried one by one", due.dataClass(), e);
            sql.sql("rollback to savepoint batch").update();
            return oneByOne(due, now, most);
        }
    }

    private int oneByOne(DueRows due, Instant now, int most) {
        int ended = 0;
        for (List<Object> key : firstKeys(due, now, 2 * most)) {
            ended += ended < most ? alone(due, key, now) : 0;
        }
        return ended;
    }

    private int alone(DueRows due, List<Object> key, Instant now) {
        sql.sql("savepoint one").update();
        try {
            JdbcClient.StatementSpec statement =
                    claimed(due, " and (" + due.key() + ") = (" + places(key) + ")", now, 1);
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
        return IntStream.range(0, key.size()).mapToObj(i -> ":key" + i).collect(Collectors.joining(", "));
    }

    private static List<List<Object>> firstKeys(DueRows due, Instant now, int most) {
        return due.statement("select " + due.key() + due.inOrder("") + " limit :most", now)
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

    private JdbcClient.StatementSpec claimed(DueRows due, String narrower, Instant now, int most) {
        return due.statement(
                        "with due as materialized (select " + due.key() + due.inOrder(narrower)
                                + " limit :most for update of " + due.table() + " skip locked) " + verb + " where ("
                                + due.key() + ") in (select * from due)",
                        now)
                .param("most", most);
    }
}
