package com.allvideomodels.media;

import com.allvideomodels.retention.PersonalDataHolder;
import com.allvideomodels.retention.PersonalDataSet;
import com.allvideomodels.retention.PersonalDataSets;
import com.allvideomodels.retention.ToldRows;
import java.util.List;
import org.springframework.stereotype.Component;

/** What is stored of a person, file by file, and what providers fetched of it. Each class of data tells its own rows. */
@Component
class MediaTold implements PersonalDataHolder {

    private static final String KEPT = "state = 'kept' and bytes_deleted_at is null and ";
    private static final String ROOT = "(select root.kind from media_object root where root.id = media_root(m.id))";

    private final PersonalDataSets sets;

    MediaTold(PersonalDataSets sets) {
        this.sets = sets;
    }

    @Override
    public List<PersonalDataSet> sets() {
        return List.of(
                sets.of("uploads", "upload", """
                        select id, name, video, original, original_bytes, prepared, prepared_type, prepared_bytes, width, height, length_ms,
                          frames, poster, uploaded_at, deadline, ordered_at
                        from upload where owner = :person
                        """, "upload").endingAt("deadline"),
                files("files-of-videos", "output", KEPT + ROOT + " = 'OUTPUT'").endingAt("due_at"),
                files("files-of-uploads", "upload", KEPT + ROOT + " not in ('OUTPUT', 'EXPORT', 'ATTACHMENT')")
                        .endingAt("due_at"),
                files("files-of-copies", "privacy-export", KEPT + ROOT + " = 'EXPORT'")
                        .endingAt("due_at"),
                files("files-of-requests", "request-attachment", KEPT + ROOT + " = 'ATTACHMENT'")
                        .endingAt("due_at"),
                files("traces-of-files", "media-trace", "state = 'kept' and bytes_deleted_at is not null")
                        .startingAt("bytes_deleted_at"),
                files("files-arriving", "temporary-file", "state <> 'kept'").startingAt("created_at"),
                sets.of("links-for-providers", "provider-link", """
                        select id, media, task, provider, made_at, until, revoked_at from provider_link where owner = :person
                        """, "provider_link")
                        .startingAt("until"),
                sets.of("fetches-by-providers", "provider-link", """
                        select f.id, f.link, f.fetched_at, f.method, f.range, f.address, f.user_agent, f.status
                        from provider_link_fetch f join provider_link l on l.id = f.link where l.owner = :person
                        """, "provider_link_fetch"));
    }

    private ToldRows files(String name, String dataClass, String which) {
        return sets.of(name, dataClass, """
                select id, kind, made_of, content_type, state, size, sha256, created_at, deadline, ordered_at, ordered_cause, due_at,
                  taken_at, shredded_at, bytes_deleted_at
                from media_object m where owner = :person and\s""" + which, "media_object");
    }
}
