package com.allvideomodels.retention;

import java.time.Instant;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What is to be said again, in the database until the log has it and for as long as the log. */
@Repository
class RepetitionRows implements Repetitions {

    private final JdbcClient sql;

    RepetitionRows(JdbcClient sql) {
        this.sql = sql;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void note(String kind, UUID item, String detail, Instant at) {
        sql.sql("""
                insert into repetition (kind, item, detail, at) values (:kind, :item, :detail, :at)
                on conflict (kind, item, detail, at) do nothing
                """)
                .param("kind", kind)
                .param("item", item)
                .param("detail", detail)
                .param("at", HoldRows.utc(at))
                .update();
    }
}
