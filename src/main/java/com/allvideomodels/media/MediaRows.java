package com.allvideomodels.media;

import com.allvideomodels.kernel.AccountId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
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

/** The rows of stored objects and of bytes to delete. */
@Repository
class MediaRows {

    private static final String READABLE =
            " from media_object where id = :id and owner = :owner and state = 'kept' and shredded_at is null and deadline > :now";

    private final JdbcClient sql;

    MediaRows(JdbcClient sql) {
        this.sql = sql;
    }

    /** Written before the first byte goes to the store, so that a crash leaves a trace. */
    void arriving(Seal seal, String contentType, String objectKey, @Nullable MediaId madeOf, Instant now) {
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
    }

    void inParts(MediaId id, String uploadId) {
        sql.sql("update media_object set upload_id = :uploadId where id = :id")
                .param("uploadId", uploadId)
                .param("id", id.value())
                .update();
    }

    /** @return whether it may be kept: nobody gave it up meanwhile, and what it was made of is still there */
    @Transactional
    boolean kept(SealedObject object, String sha256) {
        return sql.sql("""
                with source as (
                    select parent.id from media_object child join media_object parent on parent.id = child.made_of
                    where child.id = :id and parent.shredded_at is null for share of parent)
                update media_object set state = 'kept', size = :size, sha256 = :sha256, header = :header, wrapped_key = :wrapped
                where id = :id and state = 'arriving' and (made_of is null or made_of in (select id from source))
                """)
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
        return sql.sql("select *" + READABLE)
                .param("id", id.value())
                .param("owner", owner.value())
                .param("now", at(now))
                .query((row, number) -> new SealedObject(
                        seal(row),
                        row.getString("object_key"),
                        row.getLong("size"),
                        row.getBytes("header"),
                        row.getBytes("wrapped_key")))
                .optional();
    }

    boolean take(AccountId owner, MediaId id, Instant now) {
        return sql.sql("""
                update media_object set taken_at = coalesce(taken_at, :now)
                where id = :id and owner = :owner and kind = 'OUTPUT' and state = 'kept' and shredded_at is null
                """)
                        .param("id", id.value())
                        .param("owner", owner.value())
                        .param("now", at(now))
                        .update()
                == 1;
    }

    /** Destroys an object and all that was made of it, and asks for their bytes to be deleted, in one statement. */
    int shred(AccountId owner, MediaId id, Instant now) {
        return sql.sql("""
                with recursive doomed as (
                    select id from media_object where id = :id and owner = :owner
                    union
                    select made.id from media_object made join doomed on made.made_of = doomed.id),
                shredded as (
                    update media_object set shredded_at = :now, wrapped_key = null, header = null, sha256 = null
                    where id in (select id from doomed) and state = 'kept' and shredded_at is null
                    returning id, object_key)
                insert into media_deletion (object_key, media_id, asked_at, due_at)
                select object_key, id, :now, :now from shredded
                """)
                .param("id", id.value())
                .param("owner", owner.value())
                .param("now", at(now))
                .update();
    }

    /** Takes bytes to delete for as long as {@code lease}; who takes none of them back in time loses them to another. */
    @Transactional
    List<Deletion> claimDeletions(Instant now, Duration lease, int most) {
        return sql.sql("""
                update media_deletion set due_at = :lease, attempts = attempts + 1
                where object_key in (
                    select object_key from media_deletion where due_at <= :now order by due_at limit :most for update skip locked)
                returning object_key, media_id, attempts
                """)
                .param("now", at(now))
                .param("lease", at(now.plus(lease)))
                .param("most", most)
                .query((row, number) -> new Deletion(
                        row.getString("object_key"),
                        new MediaId(row.getObject("media_id", UUID.class)),
                        row.getInt("attempts")))
                .list();
    }

    /** Bytes to delete, claimed for the {@code attempts}th time. */
    record Deletion(String objectKey, MediaId media, int attempts) {}

    @Transactional
    void deleted(Deletion deletion, Instant now) {
        sql.sql("update media_object set bytes_deleted_at = :now where id = :id")
                .param("now", at(now))
                .param("id", deletion.media().value())
                .update();
        sql.sql("delete from media_deletion where object_key = :key")
                .param("key", deletion.objectKey())
                .update();
    }

    void notDeleted(Deletion deletion, String error, Instant again) {
        sql.sql("update media_deletion set due_at = :again, last_error = :error where object_key = :key")
                .param("again", at(again))
                .param("error", error)
                .param("key", deletion.objectKey())
                .update();
    }

    /** Objects that began before {@code since} and never came. From here on nobody can keep them. */
    @Transactional
    List<Unfinished> giveUp(Instant since, int most) {
        return sql.sql("""
                update media_object set state = 'abandoned'
                where id in (select id from media_object where state <> 'kept' and created_at < :since
                             order by created_at limit :most for update skip locked)
                returning id, object_key, upload_id
                """)
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
                where kind = 'UPLOAD' and state = 'kept' and shredded_at is null and created_at < :since
                  and not exists (select 1 from upload where original = object.id)
                order by created_at limit 100
                """)
                .param("since", at(since))
                .query((row, number) -> stored(row))
                .list();
    }

    /**
     * Destroys outputs that were stored before {@code since} and that nobody took. Each is locked first: who takes it at this
     * moment keeps it, and who comes later finds it gone.
     */
    @Transactional
    void shredUntaken(Instant since, Instant now, int most) {
        sql.sql("""
                select * from media_object
                where kind = 'OUTPUT' and state = 'kept' and taken_at is null and shredded_at is null and created_at < :since
                order by created_at limit :most for update skip locked
                """)
                .param("since", at(since))
                .param("most", most)
                .query((row, number) -> stored(row))
                .list()
                .forEach(untaken -> shred(untaken.owner(), untaken.id(), now));
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
                seal.deadline());
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
