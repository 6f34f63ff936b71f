package com.allvideomodels.mail;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the carrier told us, in the database. */
@Repository
class MailEvents {

    /** Of the others it is enough that they were told. */
    static final Set<String> READ = Set.of("email.received", "email.bounced", "email.complained");

    private final JdbcClient sql;

    MailEvents(JdbcClient sql) {
        this.sql = sql;
    }

    /** Once, however often it is told. */
    void add(String id, String kind, String body, Instant now) {
        boolean read = READ.contains(kind);
        sql.sql("""
                insert into mail_event (id, kind, body, state, due_at, received_at)
                values (:id, :kind, :body, :state, :due, :now) on conflict (id) do nothing
                """)
                .param("id", id)
                .param("kind", kind.length() > 100 ? "" : kind)
                .param("body", read ? body : null)
                .param("state", read ? "waiting" : "done")
                .param("due", read ? utc(now) : null, java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
                .param("now", utc(now))
                .update();
    }

    /** The one that has waited longest; nobody else gets it until {@code until}. */
    Optional<Told> claim(Instant now, Instant until) {
        return sql.sql("""
                update mail_event set attempts = attempts + 1, due_at = :until
                where id = (
                  select id from mail_event where state = 'waiting' and due_at <= :now
                  order by due_at limit 1 for update skip locked)
                returning id, kind, body, attempts
                """)
                .param("now", utc(now))
                .param("until", utc(until))
                .query((row, number) -> new Told(row.getString(1), row.getString(2), row.getString(3), row.getInt(4)))
                .optional();
    }

    void later(String id, Instant due) {
        sql.sql("update mail_event set due_at = :due where id = :id and state = 'waiting'")
                .param("due", utc(due))
                .param("id", id)
                .update();
    }

    void end(String id, String state) {
        sql.sql("update mail_event set state = :state, body = null, due_at = null where id = :id")
                .param("state", state)
                .param("id", id)
                .update();
    }

    /** A letter that was sent did not arrive, or was not wanted. */
    void mark(String carrierId, String reason) {
        sql.sql("update letter set reason = :reason where carrier_id = :carrier")
                .param("reason", reason)
                .param("carrier", carrierId)
                .update();
    }

    record Told(String id, String kind, String body, int attempts) {}

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
