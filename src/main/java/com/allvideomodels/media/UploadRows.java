package com.allvideomodels.media;

import com.allvideomodels.kernel.AccountId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The rows of uploads. A destroyed upload has none: its name was the person's own. */
@Repository
class UploadRows {

    private static final String THERE = " deadline > :now and ordered_at is null";

    private final JdbcClient sql;

    UploadRows(JdbcClient sql) {
        this.sql = sql;
    }

    /** An upload and the size of what was uploaded. */
    record Listed(Upload upload, long bytes) {}

    /** @return whether there was room for one more */
    @Transactional
    boolean add(Upload upload, long originalBytes, int most) {
        // Two uploads of one person at once are counted one after the other.
        sql.sql("select pg_advisory_xact_lock(hashtextextended(:owner, 40))")
                .param("owner", "upload " + upload.owner().value())
                .query((row, number) -> 0)
                .single();
        return count(upload.owner(), upload.uploadedAt()) < most && insert(upload, originalBytes) == 1;
    }

    int count(AccountId owner, Instant now) {
        return sql.sql("select count(*) from upload where owner = :owner and" + THERE)
                .param("owner", owner.value())
                .param("now", MediaRows.at(now))
                .query(Integer.class)
                .single();
    }

    private int insert(Upload upload, long originalBytes) {
        return sql.sql("""
                insert into upload (id, owner, name, video, original, original_bytes, prepared, prepared_type, prepared_bytes,
                                    width, height, length_ms, frames, poster, uploaded_at, deadline)
                values (:id, :owner, :name, :video, :original, :originalBytes, :prepared, :preparedType, :preparedBytes,
                        :width, :height, :length, :frames, :poster, :uploadedAt, :deadline)
                """)
                .param("id", upload.id().value())
                .param("owner", upload.owner().value())
                .param("name", upload.name())
                .param("video", upload.video())
                .param("original", upload.original().value())
                .param("originalBytes", originalBytes)
                .param("prepared", upload.prepared().value())
                .param("preparedType", upload.preparedType())
                .param("preparedBytes", upload.preparedBytes())
                .param("width", upload.width())
                .param("height", upload.height())
                .param("length", upload.length().toMillis())
                .param("frames", upload.frames())
                .param(
                        "poster",
                        upload.poster() == null ? null : upload.poster().value(),
                        java.sql.Types.OTHER)
                .param("uploadedAt", MediaRows.at(upload.uploadedAt()))
                .param("deadline", MediaRows.at(upload.deadline()))
                .update();
    }

    Optional<Upload> find(AccountId owner, UploadId id, Instant now) {
        return sql.sql("select * from upload where id = :id and owner = :owner and" + THERE)
                .param("id", id.value())
                .param("owner", owner.value())
                .param("now", MediaRows.at(now))
                .query((row, number) -> upload(row))
                .optional();
    }

    List<Upload> findAll(AccountId owner, Collection<UploadId> ids, Instant now) {
        return sql.sql("select * from upload where id in (:ids) and owner = :owner and" + THERE)
                .param("ids", ids.stream().map(UploadId::value).distinct().toList())
                .param("owner", owner.value())
                .param("now", MediaRows.at(now))
                .query((row, number) -> upload(row))
                .list();
    }

    List<Listed> recent(AccountId owner, Instant now, int most) {
        return sql.sql("select * from upload where owner = :owner and" + THERE
                        + " order by uploaded_at desc, id limit :most")
                .param("owner", owner.value())
                .param("now", MediaRows.at(now))
                .param("most", most)
                .query((row, number) -> new Listed(upload(row), row.getLong("original_bytes")))
                .list();
    }

    Optional<MediaId> original(AccountId owner, UploadId id) {
        return sql.sql("select original from upload where id = :id and owner = :owner")
                .param("id", id.value())
                .param("owner", owner.value())
                .query(UUID.class)
                .optional()
                .map(MediaId::new);
    }

    private static Upload upload(ResultSet row) throws SQLException {
        return new Upload(
                new UploadId(row.getObject("id", UUID.class)),
                new AccountId(row.getObject("owner", UUID.class)),
                row.getString("name"),
                row.getBoolean("video"),
                new MediaId(row.getObject("original", UUID.class)),
                new MediaId(row.getObject("prepared", UUID.class)),
                row.getString("prepared_type"),
                row.getLong("prepared_bytes"),
                row.getInt("width"),
                row.getInt("height"),
                Duration.ofMillis(row.getLong("length_ms")),
                row.getLong("frames"),
                poster(row),
                MediaRows.instant(row, "uploaded_at"),
                MediaRows.instant(row, "deadline"));
    }

    private static @Nullable MediaId poster(ResultSet row) throws SQLException {
        UUID poster = row.getObject("poster", UUID.class);
        return poster == null ? null : new MediaId(poster);
    }
}
