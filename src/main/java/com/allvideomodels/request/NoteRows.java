package com.allvideomodels.request;

import com.allvideomodels.kernel.AccountId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What staff wrote for one another about requests, in the database. */
@Repository
class NoteRows {

    private final JdbcClient sql;

    NoteRows(JdbcClient sql) {
        this.sql = sql;
    }

    void add(RequestId id, AccountId author, String words, Instant now) {
        sql.sql(
                        "insert into privacy_request_note (id, request_id, at, author, words) values (:id, :request, :now, :by, :words)")
                .param("id", UUID.randomUUID())
                .param("request", id.value())
                .param("now", RequestReading.utc(now))
                .param("by", author.value())
                .param("words", words)
                .update();
    }

    /** The newest first. */
    List<Note> of(RequestId id) {
        return sql.sql("select * from privacy_request_note where request_id = :id order by at desc, id")
                .param("id", id.value())
                .query((row, number) -> new Note(
                        row.getObject("at", OffsetDateTime.class),
                        row.getObject("author", UUID.class),
                        row.getString("words")))
                .list();
    }

    /** What staff wrote for one another. */
    record Note(OffsetDateTime at, UUID author, String words) {}
}
