package com.allvideomodels.media;

import com.allvideomodels.retention.Destructions;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Bytes to delete. */
@Repository
class DeletionRows {

    private final JdbcClient sql;
    private final Destructions destructions;

    DeletionRows(JdbcClient sql, Destructions destructions) {
        this.sql = sql;
        this.destructions = destructions;
    }

    /** Bytes to delete, claimed for the {@code attempts}th time. */
    record Deletion(String objectKey, MediaId media, int attempts) {}

    /**
     * Takes bytes to delete for as long as {@code lease}; who ends none of them in time loses them to another. Keys that lie close
     * together come together, which makes it cheap to look for them afterwards.
     */
    @Transactional
    List<Deletion> claim(Instant now, Duration lease, int most) {
        // As an array the inner question is asked once. Joined, by a plan made while the table was empty, it was asked
        // for every row.
        return sql.sql("""
                update media_deletion set due_at = :lease, attempts = attempts + 1
                where object_key = any(array(
                    select object_key from media_deletion where due_at <= :now
                    order by object_key limit :most for update skip locked))
                returning object_key, media_id, attempts
                """)
                .param("now", MediaRows.at(now))
                .param("lease", MediaRows.at(now.plus(lease)))
                .param("most", most)
                .query((row, number) -> new Deletion(
                        row.getString("object_key"),
                        new MediaId(row.getObject("media_id", UUID.class)),
                        row.getInt("attempts")))
                .list();
    }

    /** They are gone from the store. */
    @Transactional
    void gone(Collection<Deletion> deletions, Instant now) {
        String[] keys = deletions.stream().map(Deletion::objectKey).toArray(String[]::new);
        sql.sql("delete from media_deletion where object_key = any(:keys)")
                .param("keys", keys)
                .update();
        // Not of an object that lives on elsewhere in the store.
        sql.sql("""
                update media_object set bytes_deleted_at = :now
                where object_key = any(:keys) and shredded_at is not null and bytes_deleted_at is null
                """).param("keys", keys).param("now", MediaRows.at(now)).update();
        destructions.bytesGone(items(deletions), now);
    }

    private Map<String, UUID> items(Collection<Deletion> deletions) {
        Map<UUID, UUID> roots =
                roots(deletions.stream().map(one -> one.media().value()).toList());
        return deletions.stream()
                .collect(Collectors.toMap(
                        Deletion::objectKey,
                        one -> roots.getOrDefault(
                                one.media().value(), one.media().value())));
    }

    /** What each of these was made of in the end, which is what people know. */
    private Map<UUID, UUID> roots(Collection<UUID> ids) {
        Map<UUID, UUID> roots = ids.stream().distinct().collect(Collectors.toMap(id -> id, id -> id));
        Map<UUID, UUID> sources = sources(roots.values());
        while (!sources.isEmpty()) {
            Map<UUID, UUID> above = sources;
            roots.replaceAll((id, root) -> above.getOrDefault(root, root));
            sources = sources(roots.values());
        }
        return roots;
    }

    private Map<UUID, UUID> sources(Collection<UUID> ids) {
        return sql
                .sql("select id, made_of from media_object where id = any(:ids) and made_of is not null")
                .param("ids", ids.stream().distinct().toArray(UUID[]::new))
                .query((row, number) -> Map.entry(row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    void left(Collection<Deletion> deletions, String error, Instant again) {
        sql.sql("update media_deletion set due_at = :again, last_error = :error where object_key = any(:keys)")
                .param("again", MediaRows.at(again))
                .param("error", error)
                .param("keys", deletions.stream().map(Deletion::objectKey).toArray(String[]::new))
                .update();
    }
}
