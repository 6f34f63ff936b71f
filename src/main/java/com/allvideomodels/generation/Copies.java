package com.allvideomodels.generation;

import com.allvideomodels.provider.CopyDeletion;
import com.allvideomodels.provider.Providers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Asks providers to delete their copies of what has ended, and keeps their answers (clause retain.provider-copies). */
@Component
class Copies implements Station {

    private final Line line;
    private final GenerationRows rows;
    private final Lifecycle lifecycle;
    private final Providers providers;
    private final InstantSource clock;
    private final GenerationSettings settings;

    Copies(
            Line line,
            GenerationRows rows,
            Lifecycle lifecycle,
            Providers providers,
            InstantSource clock,
            GenerationSettings settings) {
        this.line = line;
        this.rows = rows;
        this.lifecycle = lifecycle;
        this.providers = providers;
        this.clock = clock;
        this.settings = settings;
    }

    int askDue() {
        return runDue();
    }

    @Override
    public List<Step> take(int most) {
        return line.copiesDue(most).stream()
                .map(id -> new Step(null, () -> ask(id)))
                .toList();
    }

    private void ask(UUID id) {
        Generation row = rows.findById(id).orElseThrow();
        switch (providers.of(row.api()).deleteCopy(row.task().orElseThrow())) {
            case CopyDeletion.Deleted deleted -> answered(id, CopyState.DELETED, What.COPY_DELETED);
            case CopyDeletion.Refused refused -> answered(id, CopyState.REFUSED, What.COPY_REFUSED);
            case CopyDeletion.NotOffered not -> answered(id, CopyState.NOT_OFFERED, What.COPY_NOT_OFFERED);
            case CopyDeletion.Unanswered un -> unanswered(id, row.copyAttempts());
        }
    }

    private void answered(UUID id, CopyState answer, What what) {
        lifecycle.locked(id, row -> {
            Instant now = clock.instant();
            if (row.copyState() == CopyState.DUE) {
                row.copyAnswered(answer, now);
                lifecycle.told(row, what);
            }
        });
    }

    private void unanswered(UUID id, int attempts) {
        List<Duration> waits = settings.copyRetries();
        if (attempts < waits.size()) {
            Instant again = clock.instant().plus(Pacing.jittered(waits.get(attempts)));
            lifecycle.locked(id, row -> row.copyUnanswered(again));
        } else {
            answered(id, CopyState.UNANSWERED, What.COPY_UNANSWERED);
        }
    }
}
