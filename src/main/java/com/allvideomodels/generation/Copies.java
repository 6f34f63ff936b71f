package com.allvideomodels.generation;

import com.allvideomodels.provider.CopyDeletion;
import com.allvideomodels.provider.ProviderApi;
import com.allvideomodels.provider.Providers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Asks providers to delete their copies of what has ended, and keeps their answers (clause retain.provider-copies). What was left
 * running is stopped first.
 */
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
    public List<Step> take(int most, Set<ProviderApi> full) {
        return line.copiesDue(most, full).stream()
                .map(copy -> new Step(copy.api(), null, () -> ask(copy.generation())))
                .toList();
    }

    private void ask(UUID id) {
        Generation row = rows.findById(id).orElseThrow();
        var provider = providers.of(row.api());
        var task = row.task().orElseThrow();
        boolean running = row.leftRunning() && !provider.cancel(task).ended();
        switch (provider.deleteCopy(task)) {
            case CopyDeletion.Deleted deleted -> answered(id, CopyState.DELETED, What.COPY_DELETED);
            // It may only mean that the task still runs.
            case CopyDeletion.Refused refused when running -> again(row, CopyState.REFUSED, What.COPY_REFUSED);
            case CopyDeletion.Refused refused -> answered(id, CopyState.REFUSED, What.COPY_REFUSED);
            case CopyDeletion.NotOffered not -> answered(id, CopyState.NOT_OFFERED, What.COPY_NOT_OFFERED);
            case CopyDeletion.Unanswered un -> again(row, CopyState.UNANSWERED, What.COPY_UNANSWERED);
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

    /** Asked again some times; then this was its answer. */
    private void again(Generation row, CopyState last, What what) {
        List<Duration> waits = settings.copyRetries();
        if (row.copyAttempts() < waits.size()) {
            Instant due = clock.instant().plus(Pacing.jittered(waits.get(row.copyAttempts())));
            lifecycle.locked(row.getId(), g -> g.copyUndecided(due));
        } else {
            answered(row.getId(), last, what);
        }
    }
}
