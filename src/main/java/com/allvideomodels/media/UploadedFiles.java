package com.allvideomodels.media;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.retention.PersonalDataSets;
import com.allvideomodels.retention.ToldRows;
import java.io.IOException;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What a person uploaded, as they uploaded it. */
@Component
class UploadedFiles implements PersonalFiles {

    private final ToldRows rows;

    UploadedFiles(PersonalDataSets sets) {
        rows = sets.of("uploaded-files", "upload", """
                select u.id, u.original, u.name, m.content_type, u.uploaded_at, u.deadline
                from upload u join media_object m on m.id = u.original where u.owner = :person
                """, "upload");
    }

    @Override
    public void of(AccountId person, Reader files) throws IOException {
        rows.read(
                person,
                row -> files.file(new PersonalFile(
                        new MediaId(UUID.fromString((String) row.get(1))),
                        "uploads",
                        (String) row.get(2),
                        null,
                        null,
                        (String) row.get(3),
                        (Instant) row.get(4),
                        (Instant) row.get(5),
                        false)));
    }
}
