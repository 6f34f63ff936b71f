package com.allvideomodels.generation;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.media.MediaId;
import com.allvideomodels.media.PersonalFiles;
import com.allvideomodels.provider.Catalogue;
import com.allvideomodels.provider.ModelId;
import com.allvideomodels.retention.PersonalDataSets;
import com.allvideomodels.retention.ToldRows;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The videos a person had made, those that are gone too. */
@Component
class FinishedFiles implements PersonalFiles {

    private final ToldRows rows;
    private final Catalogue catalogue;

    FinishedFiles(PersonalDataSets sets, Catalogue catalogue) {
        this.catalogue = catalogue;
        rows = sets.of("finished-files", "generation", """
                select g.id, g.output, g.model, g.prompt, cast(g.comparison as text) as comparison, g.finished_at, g.deadline,
                  exists (select 1 from comparison c where c.winner = g.id and c.owner = g.owner) as favourite
                from generation g where g.owner = :person and g.state = 'SUCCEEDED'
                """, "generation");
    }

    @Override
    public void of(AccountId person, Reader files) throws IOException {
        rows.read(person, row -> files.file(file(row)));
    }

    private PersonalFile file(List<@Nullable Object> row) {
        Instant finished = (Instant) row.get(5);
        return new PersonalFile(
                new MediaId(UUID.fromString((String) row.get(1))),
                "videos",
                title((String) row.get(2)) + " "
                        + finished.atOffset(ZoneOffset.UTC).toLocalDate() + ".mp4",
                (String) row.get(3),
                (String) row.get(4),
                "video/mp4",
                finished,
                (Instant) row.get(6),
                Boolean.TRUE.equals(row.get(7)));
    }

    private String title(String model) {
        return catalogue.find(new ModelId(model)).map(one -> one.title()).orElse(model);
    }
}
