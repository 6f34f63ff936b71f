package com.allvideomodels.retention;

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

    /** Outside a transaction this says nothing to anyone. What fails in between takes the transaction with it. */
    private void let(String what) {
        sql.sql("select set_config('retention.ends', :what, true)")
                .param("what", what)
                .query((row, number) -> true)
                .single();
    }
}
