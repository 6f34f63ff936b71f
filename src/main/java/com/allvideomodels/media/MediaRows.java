package com.allvideomodels.media;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.retention.Destructions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The rows of stored objects. */
@Repository
class MediaRows {

    private static final String READABLE =
            " from media_object where id = :id and owner = :owner and state = 'kept' and shredded_at is null and due_at > :now";

    // At once effective on every node, whatever it remembers of keys.
    private static final String KEYS_LIVE = """
             and not exists (select 1 from key_death where name in ('subject/' || owner,
               coalesce(day_key, 'day/' || lower(kind) || '/' || to_char(deadline at time zone 'UTC', 'YYYY-MM-DD'))))
            """;

    private final JdbcClient sql;
    private final KeyDeathRows keys;
    private final Destructions destructions;

    MediaRows(JdbcClient sql, KeyDeathRows keys, Destructions destructions) {
        this.sql = sql;
        this.keys = keys;
        this.destructions = destructions;
    }

    /**
     * Written before the first byte goes to the store, so that a crash leaves a trace.
     *
     * @return whether anything may come for this person at all
     */
    boolean arriving(Seal seal, String contentType, String objectKey, @Nullable MediaId madeOf, Instant now) {
        if (destructions.isErased(seal.owner())) {
            return false;
        }
        sql.sql("""
                insert into media_object (id, owner, kind, made_of, content_type, state, object_key, version, created_at, deadline)
                values (:id, :owner, :kind, :madeOf, :contentType, 'arriving', :objectKey, :version, :now, :deadline)
                """)
                .param("id", seal.id().value())
                .param("owner", seal.owner().value())
                .param("kind", seal.kind().name())
                .param("madeOf", madeOf == null ? null : madeOf.value(), java.sql.Types.OTHER)
                .param("contentType", contentType)
                .param("objectKey", objectKey)
                .param("version", seal.version())
                .param("now", at(now))
                .param("deadline", at(seal.deadline()))
                .update();
        return true;
    }

    void inParts(MediaId id, String uploadId) {
        sql.sql("update media_object set upload_id = :uploadId where id = :id")
                .param("uploadId", uploadId)
                .param("id", id.value())
                .update();
    }

    /**
     * @return whether it may be kept: nobody gave it up meanwhile, what it was made of is still there, its keys live, and its
     *     owner was not erased
     */
    @Transactional
    boolean kept(SealedObject object, String sha256, Instant now) {
        keys.writing(object.seal().owner());
        return !destructions.isErased(object.seal().owner()) && keep(object, sha256, now);
    }

    private boolean keep(SealedObject object, String sha256, Instant now) {
        return sql.sql("""
                with source as (
                    select parent.id from media_object child join media_object parent on parent.id = child.made_of
                    where child.id = :id and parent.shredded_at is null and parent.due_at > :now for share of parent)
                update media_object set state = 'kept', size = :size, sha256 = :sha256, header = :header, wrapped_key = :wrapped
                where id = :id and state = 'arriving' and (made_of is null or made_of in (select id from source))
                  and not exists (select 1 from key_death where name in (:subjectKey, :dayKey))
                """)
                        .param("subjectKey", object.seal().subjectKey())
                        .param("dayKey", object.dayKey())
                        .param("now", at(now))
                        .param("id", object.seal().id().value())
                        .param("size", object.size())
                        .param("sha256", sha256)
                        .param("header", object.header())
                        .param("wrapped", object.wrappedKey())
                        .update()
                == 1;
    }

    void neverCame(MediaId id) {
        sql.sql("delete from media_object where id = :id and state <> 'kept'")
                .param("id", id.value())
                .update();
    }

    Optional<Stored> find(AccountId owner, MediaId id, Instant now) {
        return sql.sql("select *" + READABLE)
                .param("id", id.value())
                .param("owner", owner.value())
                .param("now", at(now))
                .query((row, number) -> stored(row))
                .optional();
    }

    Optional<SealedObject> sealed(AccountId owner, MediaId id, Instant now) {
        return sql.sql("select *" + READABLE + KEYS_LIVE)
                .param("id", id.value())
                .param("owner", owner.value())
                .param("now", at(now))
                .query((row, number) -> sealed(row))
                .optional();
    }

    static SealedObject sealed(ResultSet row) throws SQLException {
        Seal seal = seal(row);
        String dayKey = row.getString("day_key");
        return new SealedObject(
                seal,
                row.getString("object_key"),
                row.getLong("size"),
                row.getBytes("header"),
                row.getBytes("wrapped_key"),
                dayKey == null ? seal.dayKey() : dayKey,
                instant(row, "due_at"));
    }

    boolean take(AccountId owner, MediaId id, Instant now) {
        return sql.sql("""
                update media_object set taken_at = coalesce(taken_at, :now)
                where id = :id and owner = :owner and kind in ('OUTPUT', 'EXPORT', 'ATTACHMENT') and state = 'kept' and shredded_at is null and due_at > :now
                """)
                        .param("id", id.value())
                        .param("owner", owner.value())
                        .param("now", at(now))
                        .update()
                == 1;
    }

    /** Objects that began before {@code since}, or are past their deadline, and never came. From here on nobody can keep them. */
    @Transactional
    List<Unfinished> giveUp(Instant since, Instant now, int most) {
        return sql.sql("""
                update media_object set state = 'abandoned'
                where id = any(array(select id from media_object where state <> 'kept' and (created_at < :since or deadline <= :now)
                                     order by created_at limit :most for update skip locked))
                returning id, object_key, upload_id
                """)
                .param("now", at(now))
                .param("since", at(since))
                .param("most", most)
                .query((row, number) -> new Unfinished(
                        new MediaId(row.getObject("id", UUID.class)),
                        row.getString("object_key"),
                        row.getString("upload_id")))
                .list();
    }

    /** An object that a crash left on its way. */
    record Unfinished(
            MediaId id, String objectKey, @Nullable String uploadId) {}

    /** Objects that were kept for an upload which then never came to be. */
    List<Stored> withoutUpload(Instant since) {
        return sql.sql("""
                select * from media_object object
                where kind = 'UPLOAD' and state = 'kept' and shredded_at is null and ordered_at is null and created_at < :since
                  and not exists (select 1 from upload where original = object.id)
                order by created_at limit 100
                """)
                .param("since", at(since))
                .query((row, number) -> stored(row))
                .list();
    }

    /** Outputs, copies and files of mails that were stored before {@code since} and that nobody took, locked: who takes one at this moment keeps it. */
    List<Stored> untaken(Instant since, int most) {
        return sql.sql("""
                select * from media_object
                where kind in ('OUTPUT', 'EXPORT', 'ATTACHMENT') and state = 'kept' and taken_at is null and shredded_at is null and ordered_at is null
                  and created_at < :since
                order by created_at limit :most for update skip locked
                """)
                .param("since", at(since))
                .param("most", most)
                .query((row, number) -> stored(row))
                .list();
    }

    private static Stored stored(ResultSet row) throws SQLException {
        Seal seal = seal(row);
        return new Stored(
                seal.id(),
                seal.owner(),
                seal.kind(),
                row.getString("content_type"),
                row.getLong("size"),
                row.getString("sha256"),
                instant(row, "created_at"),
                instant(row, "due_at"));
    }

    private static Seal seal(ResultSet row) throws SQLException {
        return new Seal(
                row.getInt("version"),
                new MediaId(row.getObject("id", UUID.class)),
                new AccountId(row.getObject("owner", UUID.class)),
                MediaClass.valueOf(row.getString("kind")),
                instant(row, "deadline"));
    }

    static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
