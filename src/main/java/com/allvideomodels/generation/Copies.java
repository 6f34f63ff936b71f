package com.allvideomodels.generation;

import com.allvideomodels.generation.ProviderCopies.Call;
import com.allvideomodels.generation.ProviderCopies.Copy;
import com.allvideomodels.provider.Cancellation;
import com.allvideomodels.provider.CopyDeletion;
import com.allvideomodels.provider.ProviderApi;
import com.allvideomodels.provider.Providers;
import com.allvideomodels.provider.VideoProvider;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Asks providers to delete their copies of what has ended, and keeps their answers (clause retain.provider-copies). What was left
 * running is stopped first.
 */
@Component
class Copies implements Station {

    private final ProviderCopies owed;
    private final Lifecycle lifecycle;
    private final TransactionTemplate transaction;
    private final Providers providers;
    private final InstantSource clock;
    private final GenerationSettings settings;

    Copies(
            ProviderCopies owed,
            Lifecycle lifecycle,
            TransactionTemplate transaction,
            Providers providers,
            InstantSource clock,
            GenerationSettings settings) {
        this.owed = owed;
        this.lifecycle = lifecycle;
        this.transaction = transaction;
        this.providers = providers;
        this.clock = clock;
        this.settings = settings;
    }

    int askDue() {
        return runDue();
    }

    @Override
    public List<Step> take(int most, Set<ProviderApi> full) {
        Instant now = clock.instant();
        return owed.due(now, now.plus(settings.lease()), most, full).stream()
                .map(copy -> new Step(copy.api(), null, () -> ask(copy)))
                .toList();
    }

    private void ask(Copy copy) {
        var provider = providers.of(copy.api());
        boolean running = copy.leftRunning() && !stopped(copy, provider);
        CopyDeletion answer = provider.deleteCopy(copy.task());
        transaction.executeWithoutResult(status -> {
            owed.called(copy.id(), Call.DELETE, kind(answer), answer.evidence(), clock.instant());
            switch (answer) {
                case CopyDeletion.Deleted deleted -> answered(copy, CopyState.DELETED, What.COPY_DELETED);
                // It may only mean that the task still runs.
                case CopyDeletion.Refused refused when running -> again(copy, CopyState.REFUSED, What.COPY_REFUSED);
                case CopyDeletion.Refused refused -> answered(copy, CopyState.REFUSED, What.COPY_REFUSED);
                case CopyDeletion.NotOffered not -> answered(copy, CopyState.NOT_OFFERED, What.COPY_NOT_OFFERED);
                case CopyDeletion.Unanswered un -> again(copy, CopyState.UNANSWERED, What.COPY_UNANSWERED);
            }
        });
    }

    private boolean stopped(Copy copy, VideoProvider provider) {
        Cancellation answer = provider.cancel(copy.task());
        transaction.executeWithoutResult(
                status -> owed.called(copy.id(), Call.CANCEL, kind(answer), null, clock.instant()));
        return answer.ended();
    }

    /** The name of the outcome: {@code DELETED}, {@code NOT_OFFERED}. Nothing of the body. */
    private static String kind(Object outcome) {
        String name = outcome.getClass().getSimpleName();
        return name.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
    }

    private void answered(Copy copy, CopyState answer, What what) {
        Instant now = clock.instant();
        if (owed.answered(copy.id(), answer, now) && copy.generation() != null) {
            lifecycle.locked(copy.generation(), row -> {
                row.copyAnswered(answer, now);
                lifecycle.told(row, what);
            });
        }
    }

    /** Asked again some times; then this was its answer. */
    private void again(Copy copy, CopyState last, What what) {
        List<Duration> waits = settings.copyRetries();
        if (copy.attempts() < waits.size()) {
            owed.again(copy.id(), clock.instant().plus(Pacing.jittered(waits.get(copy.attempts()))));
        } else {
            answered(copy, last, what);
        }
    }
}
