package com.allvideomodels.generation;

import com.allvideomodels.retention.Repetition;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What a person deleted from their history does not come back with a backup. */
@Component
class DeletionAgain implements Repetition {

    static final String KIND = "generation-deleted";

    private final GenerationRows rows;
    private final Lifecycle lifecycle;

    DeletionAgain(GenerationRows rows, Lifecycle lifecycle) {
        this.rows = rows;
        this.lifecycle = lifecycle;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void repeat(UUID item, String detail, Instant at) {
        rows.lock(item).filter(row -> !row.deleted()).ifPresent(lifecycle::delete);
    }
}
