package com.allvideomodels.rights;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.media.MediaId;
import com.allvideomodels.media.Stored;
import com.allvideomodels.web.Languages;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of copies that people ordered. */
@Repository
class ExportRows {

    private static final String STILL_MINE = " where id = :id and state = 'ORDERED' and attempts = :attempts";

    private final JdbcClient sql;

    ExportRows(JdbcClient sql) {
        this.sql = sql;
    }

    /** @return nothing where one is being made already */
    Optional<UUID> add(AccountId person, Locale language, Instant now) {
        return sql.sql("""
                insert into privacy_export (id, account_id, language, ordered_at, state, due_at)
                values (:id, :person, :language, :now, 'ORDERED', :now)
                on conflict (account_id) where state = 'ORDERED' do nothing returning id
                """)
                .param("id", UUID.randomUUID())
                .param("person", person.value())
                .param("language", Languages.nearest(language.toLanguageTag()).toLanguageTag())
                .param("now", utc(now))
                .query(UUID.class)
                .optional();
    }

    /** Takes the one that waited longest for as long as {@code lease}. */
    Optional<Export> claim(Instant now, Duration lease) {
        return sql.sql("""
                update privacy_export set attempts = attempts + 1, due_at = :until
                where id = (select id from privacy_export where state = 'ORDERED' and due_at <= :now
                            order by due_at limit 1 for update skip locked)
                returning *
                """)
                .param("now", utc(now))
                .param("until", utc(now.plus(lease)))
                .query((row, number) -> export(row))
                .optional();
    }

    /** @return whether whoever claimed it may go on */
    boolean goOn(Export export, Instant until) {
        return sql.sql("update privacy_export set due_at = :until" + STILL_MINE)
                        .param("until", utc(until))
                        .param("id", export.id())
                        .param("attempts", export.attempts())
                        .update()
                == 1;
    }

    /** @return whether it was still wanted */
    boolean ready(Export export, Stored copy, Instant now) {
        return sql.sql(
                                "update privacy_export set state = 'READY', due_at = null, media = :media, size = :size, ready_at = :now,"
                                        + " deadline = :deadline" + STILL_MINE)
                        .param("media", copy.id().value())
                        .param("size", copy.size())
                        .param("now", utc(now))
                        .param("deadline", utc(copy.deadline()))
                        .param("id", export.id())
                        .param("attempts", export.attempts())
                        .update()
                == 1;
    }

    void failed(Export export) {
        sql.sql("update privacy_export set state = 'FAILED', due_at = null" + STILL_MINE)
                .param("id", export.id())
                .param("attempts", export.attempts())
                .update();
    }

    void fetched(Export export, Instant now) {
        sql.sql("update privacy_export set fetched_at = :now where id = :id and state = 'READY' and fetched_at is null")
                .param("now", utc(now))
                .param("id", export.id())
                .update();
    }

    Optional<Export> find(AccountId person, UUID id) {
        return sql.sql("select * from privacy_export where id = :id and account_id = :person")
                .param("id", id)
                .param("person", person.value())
                .query((row, number) -> export(row))
                .optional();
    }

    /** The newest first. */
    List<Export> recent(AccountId person, int most) {
        return sql.sql("select * from privacy_export where account_id = :person order by ordered_at desc limit :most")
                .param("person", person.value())
                .param("most", most)
                .query((row, number) -> export(row))
                .list();
    }

    private static Export export(ResultSet row) throws SQLException {
        UUID media = row.getObject("media", UUID.class);
        return new Export(
                row.getObject("id", UUID.class),
                new AccountId(row.getObject("account_id", UUID.class)),
                Languages.nearest(row.getString("language")),
                row.getObject("ordered_at", OffsetDateTime.class).toInstant(),
                Export.State.valueOf(row.getString("state")),
                row.getInt("attempts"),
                media == null ? null : new MediaId(media),
                row.getLong("size"),
                instant(row, "deadline"),
                instant(row, "fetched_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
