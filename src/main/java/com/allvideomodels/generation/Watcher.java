package com.allvideomodels.generation;

import com.allvideomodels.provider.Cancellation;
import com.allvideomodels.provider.FailureReason;
import com.allvideomodels.provider.ProviderApi;
import com.allvideomodels.provider.ProviderTask;
import com.allvideomodels.provider.Providers;
import com.allvideomodels.provider.Sighting;
import com.allvideomodels.provider.VideoProvider;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Looks after what the providers have, no more often than they allow. */
@Component
class Watcher implements Station {

    /** A task that can neither be seen to end nor be stopped is given up this long after its time. */
    private static final Duration GRACE = Duration.ofMinutes(10);

    private final Line line;
    private final GenerationRows rows;
    private final Lifecycle lifecycle;
    private final Story story;
    private final Providers providers;
    private final InstantSource clock;

    Watcher(
            Line line,
            GenerationRows rows,
            Lifecycle lifecycle,
            Story story,
            Providers providers,
            InstantSource clock) {
        this.line = line;
        this.rows = rows;
        this.lifecycle = lifecycle;
        this.story = story;
        this.providers = providers;
        this.clock = clock;
    }

    int lookAtDue() {
        return runDue();
    }

    @Override
    public List<Step> take(int most, Set<ProviderApi> full) {
        List<Claim> claims = line.due(State.RUNNING, most, full);
        Map<UUID, Generation> known = rows
                .findAllById(claims.stream().map(Claim::generation).toList())
                .stream()
                .collect(Collectors.toMap(Generation::getId, Function.identity()));
        return claims.stream()
                // One whose owner was erased at this very moment needs nobody.
                .filter(claim -> known.containsKey(claim.generation()))
                .map(claim ->
                        new Step(claim, () -> attend(claim, Objects.requireNonNull(known.get(claim.generation())))))
                .toList();
    }

    private void attend(Claim claim, Generation row) {
        var provider = providers.of(row.api());
        var task = row.task().orElseThrow();
        if (row.cancelUnasked()) {
            stop(claim, row, provider);
        } else {
            look(claim, row, provider, task);
        }
    }

    private void stop(Claim claim, Generation row, VideoProvider provider) {
        Cancellation answer = cancel(row, provider);
        Instant due = clock.instant().plus(Pacing.jittered(provider.pace()));
        lifecycle.held(claim, g -> {
            switch (answer) {
                case Cancellation.Cancelled cancelled -> lifecycle.cancel(g);
                case Cancellation.Requested requested -> answered(g, CancelAnswer.REQUESTED, What.CANCEL_HEARD, due);
                case Cancellation.TooLate late -> answered(g, CancelAnswer.TOO_LATE, What.CANCEL_TOO_LATE, due);
                case Cancellation.NotOffered not -> answered(g, CancelAnswer.NOT_OFFERED, What.CANCEL_NOT_OFFERED, due);
                case Cancellation.Unanswered un -> unheard(g, un, provider);
            }
        });
    }

    private Cancellation cancel(Generation row, VideoProvider provider) {
        Cancellation answer = provider.cancel(row.task().orElseThrow());
        if (answer instanceof Cancellation.Unanswered silent) {
            line.quiet(row.api(), silent.pause());
        }
        return answer;
    }

    private void unheard(Generation row, Cancellation.Unanswered answer, VideoProvider provider) {
        Instant due = later(row, provider, answer.retryAfter());
        if (answer.tried()) {
            row.cancelUnanswered(due);
        } else {
            row.notAsked(due);
        }
    }

    private void answered(Generation row, CancelAnswer answer, What what, Instant due) {
        row.cancelAnswered(answer, due);
        lifecycle.told(row, what);
    }

    private void look(Claim claim, Generation row, VideoProvider provider, ProviderTask task) {
        Instant due = clock.instant().plus(Pacing.jittered(provider.pace()));
        switch (provider.look(task)) {
            case Sighting.Waiting waiting -> goesOn(claim, row, provider, Seen.waiting(waiting.position()), due);
            case Sighting.Rendering rendering -> goesOn(claim, row, provider, Seen.rendering(rendering.percent()), due);
            case Sighting.Ready ready
            when ready.outputs().isEmpty() -> silent(claim, row, provider, new Sighting.Unanswered(null));
            case Sighting.Ready ready ->
                lifecycle.held(claim, g -> {
                    g.made(ready.outputs().getFirst(), clock.instant());
                    lifecycle.told(g, What.MADE);
                });
            case Sighting.Failed failed -> lifecycle.held(claim, g -> lifecycle.fail(g, failed.reason()));
            case Sighting.Cancelled cancelled -> lifecycle.held(claim, this::stopped);
            case Sighting.Vanished vanished -> lifecycle.held(claim, g -> lifecycle.vanished(g, due));
            case Sighting.Unanswered unanswered -> silent(claim, row, provider, unanswered);
        }
    }

    /** Stopped, by the person or by somebody at the provider's own console. */
    private void stopped(Generation row) {
        if (row.cancelWanted()) {
            lifecycle.cancel(row);
        } else {
            lifecycle.fail(row, FailureReason.PROVIDER_FAILED);
        }
    }

    private void goesOn(Claim claim, Generation row, VideoProvider provider, Seen seen, Instant due) {
        if (row.timedOut(clock.instant())) {
            giveUp(claim, row, provider, seen.begun() ? FailureReason.PROVIDER_FAILED : FailureReason.PROVIDER_BUSY);
        } else if (seen.sameAs(row)) {
            line.lookLater(claim, due);
        } else {
            lifecycle.held(claim, g -> note(g, seen, due));
        }
    }

    private void note(Generation row, Seen seen, Instant due) {
        if (row.seen(seen.place(), seen.percent(), seen.begun(), clock.instant(), due)) {
            lifecycle.told(row, What.BEGUN);
        } else {
            story.ring(row.generationId().value(), row.owner().value());
        }
    }

    /** Silence says nothing about the task, so it is waited out beyond its time; a rest that we give it is not even silence. */
    private void silent(Claim claim, Generation row, VideoProvider provider, Sighting.Unanswered said) {
        line.quiet(row.api(), said.pause());
        if (said.tried() && row.timedOutSince(GRACE, clock.instant())) {
            giveUp(claim, row, provider, FailureReason.LOST);
        } else {
            lifecycle.held(claim, g -> heardNothing(g, said, provider));
        }
    }

    private void heardNothing(Generation row, Sighting.Unanswered said, VideoProvider provider) {
        Instant due = later(row, provider, said.retryAfter());
        if (said.tried()) {
            row.heardNothing(due);
        } else {
            row.notAsked(due);
        }
    }

    private Instant later(Generation row, VideoProvider provider, @Nullable Duration retryAfter) {
        return clock.instant().plus(Pacing.backoff(provider.pace(), row.silences(), retryAfter));
    }

    /** It was asked just now and is not done. It is stopped where that can be, so that nobody pays for what nobody waits for. */
    private void giveUp(Claim claim, Generation row, VideoProvider provider, FailureReason why) {
        Cancellation answer = cancel(row, provider);
        lifecycle.held(claim, g -> {
            switch (answer) {
                case Cancellation.Unanswered un when !un.tried() -> unheard(g, un, provider);
                case Cancellation.TooLate late
                when !g.timedOutSince(GRACE, clock.instant()) ->
                    g.heardNothing(clock.instant().plus(provider.pace()));
                case Cancellation.TooLate late -> timedOut(g, why);
                case Cancellation.Cancelled cancelled -> timedOut(g, why);
                case Cancellation.Requested requested -> leave(g, why);
                case Cancellation.NotOffered not -> leave(g, why);
                case Cancellation.Unanswered un -> leave(g, why);
            }
        });
    }

    private void leave(Generation row, FailureReason why) {
        row.leaveRunning();
        timedOut(row, why);
    }

    private void timedOut(Generation row, FailureReason why) {
        lifecycle.told(row, What.TIMED_OUT);
        lifecycle.fail(row, why);
    }

    /** What a look showed of a task that goes on. */
    private record Seen(OptionalInt place, OptionalInt percent, boolean begun) {

        static Seen waiting(OptionalInt place) {
            return new Seen(place, OptionalInt.empty(), false);
        }

        static Seen rendering(OptionalInt percent) {
            return new Seen(OptionalInt.empty(), percent, true);
        }

        boolean sameAs(Generation row) {
            boolean samePlace = place.isPresent()
                    ? row.placeInLine()
                            .filter(known -> known == place.getAsInt())
                            .isPresent()
                    : row.placeInLine().isEmpty();
            boolean samePercent = percent.isEmpty()
                    || row.percent()
                            .filter(known -> known == percent.getAsInt())
                            .isPresent();
            return samePlace && samePercent && (!begun || row.runningAt().isPresent());
        }
    }
}
