package com.allvideomodels.request;

import com.allvideomodels.kernel.Keyset;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Requests in the order in which they must be answered, in pages cut by places and not by offsets. */
@Component
class Queue {

    static final int PAGE = 50;

    private final JdbcClient sql;

    Queue(JdbcClient sql) {
        this.sql = sql;
    }

    /** What is open comes first due first; what is closed, last closed first. */
    enum Shelf {
        OPEN("closed_at is null"),
        OVERDUE("closed_at is null and due_at <= :now"),
        /** Nobody has shown yet that it is theirs. */
        UNCONFIRMED("closed_at is null and not identity_shown"),
        /** Somebody asks for another, and staff have not looked yet by what right. */
        MANDATE("closed_at is null and requester <> 'self' and not mandate_checked"),
        CLOSED("closed_at is not null");

        private final String which;

        Shelf(String which) {
            this.which = which;
        }

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Shelf of(String key) {
            return Arrays.stream(values())
                    .filter(one -> one.key().equals(key))
                    .findFirst()
                    .orElse(OPEN);
        }

        boolean isClosed() {
            return this == CLOSED;
        }
    }

    /** @param regime any where there is none, and so the right */
    record Filter(Shelf shelf, Optional<Regime> regime, Optional<Right> right) {}

    /** One line, without a name, an address or a word of anyone. */
    record Line(
            UUID id,
            String number,
            Right right,
            Regime regime,
            Requester requester,
            Status status,
            boolean confirmed,
            boolean flagged,
            OffsetDateTime receivedAt,
            OffsetDateTime dueAt,
            OffsetDateTime sortedBy) {}

    /** One more than a page where there are more. */
    List<Line> page(Filter filter, Optional<Keyset> after, Instant now) {
        String time = filter.shelf().isClosed() ? "closed_at" : "due_at";
        String order = filter.shelf().isClosed() ? "desc" : "asc";
        var query = sql.sql(text(filter, after.isPresent(), time, order));
        if (filter.shelf() == Shelf.OVERDUE) {
            query = query.param("now", RequestReading.utc(now));
        }
        if (after.isPresent()) {
            query = query.param("at", RequestReading.utc(after.get().at()))
                    .param("id", after.get().id());
        }
        if (filter.regime().isPresent()) {
            query = query.param("regime", filter.regime().get().key());
        }
        if (filter.right().isPresent()) {
            query = query.param("asked", filter.right().get().key());
        }
        return query.query((row, number) -> new Line(
                        row.getObject("id", UUID.class),
                        row.getString("number"),
                        Right.of(row.getString("asked")).orElseThrow(),
                        Regime.of(row.getString("regime")).orElseThrow(),
                        Requester.of(row.getString("requester")).orElseThrow(),
                        Status.of(row.getString("status")),
                        row.getBoolean("identity_shown"),
                        row.getInt("nth_to_know") >= PrivacyRequest.OFTEN,
                        row.getObject("received_at", OffsetDateTime.class),
                        row.getObject("due_at", OffsetDateTime.class),
                        row.getObject(time, OffsetDateTime.class)))
                .list();
    }

    static String text(Filter filter, boolean after, String time, String order) {
        List<String> conditions = new ArrayList<>(List.of(filter.shelf().which));
        if (after) {
            conditions.add("(" + time + ", id) " + (order.equals("asc") ? ">" : "<") + " (:at, :id)");
        }
        filter.regime().ifPresent(one -> conditions.add("regime = :regime"));
        filter.right().ifPresent(one -> conditions.add("asked = :asked"));
        return "select * from privacy_request where " + String.join(" and ", conditions) + " order by " + time + " "
                + order + ", id " + order + " limit " + (PAGE + 1);
    }

    static String place(Line last) {
        return new Keyset(last.sortedBy().toInstant(), last.id()).token();
    }

    /** How many should be answered by then. */
    long dueBy(Instant until) {
        return sql.sql("select count(*) from privacy_request where closed_at is null and due_at <= :until")
                .param("until", RequestReading.utc(until))
                .query(Long.class)
                .single();
    }

    long open() {
        return sql.sql("select count(*) from privacy_request where closed_at is null")
                .query(Long.class)
                .single();
    }
}
