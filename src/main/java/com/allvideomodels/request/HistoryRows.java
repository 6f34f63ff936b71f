package com.allvideomodels.request;

import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What happened to requests, in the database. Lines are only ever added. */
@Repository
class HistoryRows {

    private final JdbcClient sql;

    HistoryRows(JdbcClient sql) {
        this.sql = sql;
    }

    void append(RequestId id, Happening event) {
        sql.sql("""
                insert into privacy_request_event (request_id, at, kind, actor, staff, detail)
                values (:id, :at, :kind, :actor, :staff, :detail)
                """)
                .param("id", id.value())
                .param("at", RequestReading.utc(event.at()))
                .param("kind", event.kind())
                .param("actor", event.actor())
                .param("staff", event.staff(), java.sql.Types.OTHER)
                .param("detail", event.detail())
                .update();
    }

    /** The oldest first. */
    List<Happening> of(RequestId id) {
        return sql.sql("select * from privacy_request_event where request_id = :id order by id")
                .param("id", id.value())
                .query((row, number) -> new Happening(
                        RequestReading.instant(row, "at"),
                        row.getString("kind"),
                        row.getString("actor"),
                        row.getObject("staff", UUID.class),
                        row.getString("detail")))
                .list();
    }
}
