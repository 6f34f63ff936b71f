package com.allvideomodels.billing;

import com.allvideomodels.kernel.AccountId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What Creem told, as staff see it: when, of what kind and what came of it. What it said is in {@link CreemEvents#body}. */
@Repository
class EventBooks {

    private static final int MOST = 100;

    private final JdbcClient sql;

    EventBooks(JdbcClient sql) {
        this.sql = sql;
    }

    /** @param outcome in a word; {@code null} as long as it waits */
    record Line(
            String id,
            String type,
            OffsetDateTime receivedAt,
            String state,
            @Nullable String outcome,
            int attempts,
            boolean readable) {

        public boolean unclear() {
            return state.equals("unclear");
        }
    }

    /** What staff must look at; the newest first, and no more than a hundred. */
    List<Line> unclear() {
        return sql.sql("select * from creem_event where state = 'unclear' order by received_at desc, id limit " + MOST)
                .query(EventBooks::line)
                .list();
    }

    /** The newest hundred of all. */
    List<Line> newest() {
        return sql.sql("select * from creem_event order by received_at desc, id limit " + MOST)
                .query(EventBooks::line)
                .list();
    }

    /** Those that told of a payment, the oldest first. */
    List<Line> of(String transaction) {
        return sql.sql("""
                select e.* from creem_event e join creem_event_payment p on p.event_id = e.id
                where p.transaction_id = :transaction order by e.received_at, e.id
                """)
                .param("transaction", transaction)
                .query(EventBooks::line)
                .list();
    }

    Optional<Line> find(String id) {
        return sql.sql("select * from creem_event where id = :id")
                .param("id", id)
                .query(EventBooks::line)
                .optional();
    }

    /** Whom it concerns, while that is somebody. */
    Optional<AccountId> concerned(String id) {
        return sql.sql("select account_id from creem_event where id = :id and account_id is not null")
                .param("id", id)
                .query(UUID.class)
                .optional()
                .map(AccountId::new);
    }

    long countUnclear() {
        return sql.sql("select count(*) from creem_event where state = 'unclear'")
                .query(Long.class)
                .single();
    }

    private static Line line(ResultSet row, int number) throws SQLException {
        return new Line(
                row.getString("id"),
                row.getString("type"),
                row.getObject("received_at", OffsetDateTime.class),
                row.getString("state"),
                row.getString("outcome"),
                row.getInt("attempts"),
                row.getBytes("body") != null);
    }
}
