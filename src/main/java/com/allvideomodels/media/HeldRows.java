package com.allvideomodels.media;

import com.allvideomodels.retention.LegalHolds;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The rows of held objects that are to outlive their day. */
@Repository
class HeldRows {

    /** Bytes of a copy that nobody names after so long are deleted. */
    private static final Duration UNNAMED = Duration.ofHours(2);

    private final JdbcClient sql;

    HeldRows(JdbcClient sql) {
        this.sql = sql;
    }

    boolean anythingIsHeld(Instant now) {
        return sql.sql("""
                select exists (select 1 from legal_hold
                               where released_at is null and (expires_at is null or expires_at > :now))
                """).param("now", MediaRows.at(now)).query(Boolean.class).single();
    }

    /** Held objects, and what was made of them, that still depend on the key of a day that ends before {@code soon}. */
    List<SealedObject> dependent(Root root, Instant now, Instant soon, int most) {
        String held = "not " + LegalHolds.noneOn(root.dataClass(), "media_object.owner", "media_object.id");
        return sql.sql("""
                with recursive held as (
                    select id from media_object
                    where %s and made_of is null and state = 'kept' and shredded_at is null and due_at <= :soon and %s
                    union
                    select made.id from media_object made join held on made.made_of = held.id)
                select * from media_object
                where id in (select id from held) and state = 'kept' and shredded_at is null and day_key is null limit :most
                """.formatted(root.condition(), held))
                .param("now", MediaRows.at(now))
                .param("soon", MediaRows.at(soon))
                .param("most", most)
                .query((row, number) -> MediaRows.sealed(row))
                .list();
    }

    /** Before a copy is made: if nobody ever names it, it is deleted. */
    void copying(MediaId id, String objectKey, Instant now) {
        sql.sql("""
                insert into media_deletion (object_key, media_id, asked_at, due_at) values (:key, :id, :now, :due)
                """)
                .param("key", objectKey)
                .param("id", id.value())
                .param("now", MediaRows.at(now))
                .param("due", MediaRows.at(now.plus(UNNAMED)))
                .update();
    }

    /** The object is its copy from now on, under a key of its own; unless it was destroyed meanwhile. @return whether it is */
    @Transactional
    boolean moved(SealedObject object, String objectKey, byte[] wrappedKey, Instant now) {
        UUID id = object.seal().id().value();
        int moved = sql.sql("""
                update media_object set object_key = :copy, day_key = :dayKey, wrapped_key = :wrapped
                where id = :id and shredded_at is null and object_key = :original
                """)
                .param("copy", objectKey)
                .param("dayKey", object.seal().holdKey())
                .param("wrapped", wrappedKey)
                .param("id", id)
                .param("original", object.objectKey())
                .update();
        String superfluous = moved == 1 ? object.objectKey() : objectKey;
        if (moved == 1) {
            sql.sql("delete from media_deletion where object_key = :copy")
                    .param("copy", objectKey)
                    .update();
        }
        sql.sql("""
                insert into media_deletion (object_key, media_id, asked_at, due_at) values (:key, :id, :now, :now)
                on conflict (object_key) do update set due_at = :now
                """)
                .param("key", superfluous)
                .param("id", id)
                .param("now", MediaRows.at(now))
                .update();
        return moved == 1;
    }
}
