package com.allvideomodels.request;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.mail.ReceivedFiles.ReceivedFile;
import com.allvideomodels.media.MediaId;
import com.allvideomodels.media.Stored;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Files of requests in the database. */
@Repository
class AttachmentRows {

    private static final String STILL = " where id = :id and state = 'waiting'";

    private final JdbcClient sql;

    AttachmentRows(JdbcClient sql) {
        this.sql = sql;
    }

    /** Once, however often it is told. @param refused why it will not be fetched, if it will not */
    void add(RequestId request, int place, ReceivedFile file, @Nullable String refused) {
        sql.sql("""
                insert into privacy_request_attachment (id, request_id, place, part, name, state, reason)
                values (:id, :request, :place, :part, :name, :state, :reason) on conflict do nothing
                """)
                .param("id", UUID.randomUUID())
                .param("request", request.value())
                .param("place", place)
                .param("part", file.id())
                .param("name", file.name())
                .param("state", refused == null ? "waiting" : "refused")
                .param("reason", refused)
                .update();
    }

    /** In the order of the mail. */
    List<Attached> of(RequestId request) {
        return sql.sql("select * from privacy_request_attachment where request_id = :request order by place")
                .param("request", request.value())
                .query((row, number) -> attached(row))
                .list();
    }

    Optional<Attached> find(RequestId request, int place) {
        return sql.sql("select * from privacy_request_attachment where request_id = :request and place = :place")
                .param("request", request.value())
                .param("place", place)
                .query((row, number) -> attached(row))
                .optional();
    }

    void refuse(Attached file, String reason) {
        sql.sql("update privacy_request_attachment set state = 'refused', reason = :reason" + STILL)
                .param("reason", reason)
                .param("id", file.id())
                .update();
    }

    void tried(Attached file) {
        sql.sql("update privacy_request_attachment set attempts = attempts + 1" + STILL)
                .param("id", file.id())
                .update();
    }

    /** @return whether nobody else kept or refused it meanwhile */
    boolean keep(Attached file, Stored stored, Instant now) {
        return sql.sql(
                                "update privacy_request_attachment set state = 'kept', content_type = :type, size = :size, owner = :owner,"
                                        + " media = :media, fetched_at = :now" + STILL)
                        .param("type", stored.contentType())
                        .param("size", stored.size())
                        .param("owner", stored.owner().value())
                        .param("media", stored.id().value())
                        .param("now", RequestReading.utc(now))
                        .param("id", file.id())
                        .update()
                == 1;
    }

    void forget(RequestId request) {
        sql.sql("delete from privacy_request_attachment where request_id = :request")
                .param("request", request.value())
                .update();
    }

    private static Attached attached(ResultSet row) throws SQLException {
        UUID owner = row.getObject("owner", UUID.class);
        UUID media = row.getObject("media", UUID.class);
        return new Attached(
                row.getObject("id", UUID.class),
                row.getInt("place"),
                row.getString("part"),
                row.getString("name"),
                Attached.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getString("reason"),
                row.getInt("attempts"),
                row.getString("content_type"),
                row.getLong("size"),
                owner == null ? null : new AccountId(owner),
                media == null ? null : new MediaId(media));
    }
}
