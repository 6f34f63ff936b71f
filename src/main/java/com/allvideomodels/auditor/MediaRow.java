package com.allvideomodels.auditor;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a row says of one stored object.
 *
 * @param shredded when its key was destroyed, if it was
 * @param held looked up only for what is suspicious
 */
record MediaRow(
        String objectKey,
        UUID id,
        String state,
        Instant created,
        Instant deadline,
        @Nullable Instant shredded,
        boolean held) {

    /** In the order in which the store lists keys, which is that of their bytes. */
    static final String ALL = """
            select object_key, id, state, created_at, deadline, shredded_at, false as held
            from media_object where bytes_deleted_at is null order by object_key collate "C"
            """;

    static final String SOME = """
            select m.object_key, m.id, m.state, m.created_at, m.deadline, m.shredded_at,
              exists (select 1 from legal_hold h
                where h.released_at is null and (h.expires_at is null or h.expires_at > :now) and (
                  h.scope = 'ACCOUNT' and h.target = m.owner
                  or h.scope = 'CLASS' and h.data_class = any(case m.kind when 'OUTPUT' then array['output']
                    when 'EXPORT' then array['privacy-export']
                    when 'ATTACHMENT' then array['request-attachment']
                    when 'POSTER' then array['output', 'upload'] else array['upload'] end)
                  or h.scope = 'ITEM' and h.target in (m.id, m.made_of,
                    (select source.made_of from media_object source where source.id = m.made_of))
                  or h.scope = 'ITEM' and exists (select 1 from upload u
                    where u.id = h.target and m.id in (u.original, u.prepared, u.poster)))) as held
            from media_object m where m.object_key = any(:keys)
            """;

    static MediaRow of(ResultSet row) throws SQLException {
        OffsetDateTime shredded = row.getObject("shredded_at", OffsetDateTime.class);
        return new MediaRow(
                row.getString("object_key"),
                row.getObject("id", UUID.class),
                row.getString("state"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("deadline", OffsetDateTime.class).toInstant(),
                shredded == null ? null : shredded.toInstant(),
                row.getBoolean("held"));
    }

    /** Whether its bytes should be there. */
    boolean isLiving() {
        return state.equals("kept") && shredded == null;
    }

    /** When nothing of it should be left. */
    Instant due(Duration unfinished) {
        if (!state.equals("kept")) {
            return created.plus(unfinished);
        }
        return shredded != null && shredded.isBefore(deadline) ? shredded : deadline;
    }
}
