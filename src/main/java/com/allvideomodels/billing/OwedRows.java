package com.allvideomodels.billing;

import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How many credits of payments should go back, and how many have. */
@Repository
class OwedRows {

    static final String OWING = """
            select id, transaction_id from payment where due > taken_back and id > :after order by id limit :most
            """;

    private final JdbcClient sql;

    OwedRows(JdbcClient sql) {
        this.sql = sql;
    }

    /** One of which more should have gone back than has. */
    record Owing(UUID id, String transaction) {}

    /** Those of which something is owed, in the order of their ids. */
    List<Owing> owing(UUID after, int most) {
        return sql.sql(OWING)
                .param("after", after)
                .param("most", most)
                .query((row, number) -> new Owing(row.getObject("id", UUID.class), row.getString("transaction_id")))
                .list();
    }

    void due(UUID payment, long credits) {
        sql.sql("update payment set due = :credits where id = :id")
                .param("credits", credits)
                .param("id", payment)
                .update();
    }

    /** One more part of what is due has gone back. */
    void takenBack(UUID payment, long credits) {
        sql.sql("update payment set taken_back = taken_back + :credits, clawbacks = clawbacks + 1 where id = :id")
                .param("credits", credits)
                .param("id", payment)
                .update();
    }
}
