package com.allvideomodels.retention;

import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The triggers that keep histories from being changed, for those few who may. */
@Component
public class HistoryGuard {

    private final JdbcClient sql;

    HistoryGuard(JdbcClient sql) {
        this.sql = sql;
    }

    /**
     * Does something that a trigger lets through under this name alone, and in this transaction alone.
     *
     * @param what as the trigger calls it
     */
    public void lift(String what, Runnable work) {
        let(what);
        work.run();
        let("");
    }

    /**
     * How such a history ends when it is due: as a whole, with what says that it is due going last.
     *
     * @param what as the trigger calls it
     * @param histories tables that have the key of the due rows under the same name
     */
    public RowEnding ending(String what, String... histories) {
        return (due, now, most) -> {
            UUID[] ended = due.claim(now, most).toArray(UUID[]::new);
            lift(
                    what,
                    () -> Stream.concat(Stream.of(histories), Stream.of(due.table()))
                            .forEach(table -> delete(table, due.key(), ended)));
            return ended.length;
        };
    }

    private void delete(String table, String key, UUID[] ended) {
        sql.sql("delete from " + table + " where " + key.substring(key.indexOf('.') + 1) + " = any(:ended)")
                .param("ended", ended)
                .update();
    }

    /** Outside a transaction this says nothing to anyone. What fails in between takes the transaction with it. */
    private void let(String what) {
        sql.sql("select set_config('retention.ends', :what, true)")
                .param("what", what)
                .query((row, number) -> true)
                .single();
    }
}
