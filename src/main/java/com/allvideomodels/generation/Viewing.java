package com.allvideomodels.generation;

import com.allvideomodels.generation.Estimates.Estimate;
import com.allvideomodels.generation.GenerationView.Guess;
import com.allvideomodels.generation.GenerationView.Setting;
import com.allvideomodels.generation.GenerationView.When;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes of rows what pages show. */
@Component
class Viewing {

    private final Lifecycle lifecycle;
    private final Estimates estimates;
    private final InstantSource clock;

    Viewing(Lifecycle lifecycle, Estimates estimates, InstantSource clock) {
        this.lifecycle = lifecycle;
        this.estimates = estimates;
        this.clock = clock;
    }

    List<GenerationView> of(List<Generation> rows) {
        return rows.stream().map(this::of).toList();
    }

    GenerationView of(Generation row) {
        Instant now = clock.instant();
        Instant end = row.finishedAt().orElse(now);
        Instant made = row.collectingAt().orElse(end);
        boolean playable = row.playable(now).isPresent();
        Optional<Duration> left = row.deadline().map(until -> Duration.between(now, until));
        Optional<Instant> settledBy = lifecycle.settledBy(row);
        return new GenerationView(
                row.generationId().value(),
                row.comparison().orElse(null),
                lifecycle.title(row),
                row.model().value(),
                row.api().provider().title(),
                row.api().provider().slug(),
                row.mode().slug(),
                row.prompt(),
                settings(row),
                row.state(),
                phase(row, playable),
                tone(row, playable),
                row.state().ended(),
                playable,
                playable && row.poster().isPresent(),
                stoppable(row),
                row.cancelWanted() && !row.state().ended(),
                row.stopWord().orElse(null),
                row.failure().map(why -> why.slug()).orElse(null),
                row.price().amount(),
                row.captured().map(spent -> spent.amount()).orElse(null),
                row.state() == State.RUNNING ? row.percent().orElse(null) : null,
                row.placeInLine().map(place -> place + 1).orElse(null),
                When.of(row.askedAt()),
                row.finishedAt().map(When::of).orElse(null),
                row.deadline().map(When::of).orElse(null),
                waited(row, end),
                row.runningAt().map(at -> Span.of(Duration.between(at, made))).orElse(null),
                row.finishedAt()
                        .map(at -> Span.of(Duration.between(row.askedAt(), at)))
                        .orElse(null),
                playable ? left.map(Span::left).orElse(null) : null,
                playable ? left.map(Viewing::part).orElse(0) : 0,
                lifecycle.listed(row),
                settledBy.map(When::of).orElse(null),
                settledBy.map(at -> Span.of(Duration.between(now, at))).orElse(null),
                playable
                        && left.filter(rest -> rest.compareTo(Duration.ofDays(1)) > 0)
                                .isPresent(),
                row.footage().orElse(null),
                row.copyState().slug(),
                row.copyAt().map(When::of).orElse(null),
                row.state().ended()
                        ? null
                        : estimates.estimate(row.model()).map(Viewing::guess).orElse(null));
    }

    private static List<Setting> settings(Generation row) {
        return row.settings().values().entrySet().stream()
                .map(entry -> new Setting(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static String phase(Generation row, boolean playable) {
        return switch (row.state()) {
            case QUEUED -> "queued";
            case SUBMITTING -> "submitting";
            case RUNNING -> row.runningAt().isPresent() ? "rendering" : "waiting";
            case UNCERTAIN -> "uncertain";
            case COLLECTING -> "collecting";
            case SUCCEEDED -> playable ? "succeeded" : "gone";
            case FAILED -> "failed";
            case CANCELLED -> "cancelled";
        };
    }

    private static String tone(Generation row, boolean playable) {
        return switch (row.state()) {
            case QUEUED, SUBMITTING, RUNNING, COLLECTING -> "live";
            case UNCERTAIN -> "warn";
            case SUCCEEDED -> playable ? "good" : "over";
            case FAILED -> "bad";
            case CANCELLED -> "over";
        };
    }

    private static boolean stoppable(Generation row) {
        return switch (row.state()) {
            case QUEUED, SUBMITTING, RUNNING, UNCERTAIN -> !row.cancelWanted();
            case COLLECTING, SUCCEEDED, FAILED, CANCELLED -> false;
        };
    }

    private static @Nullable Span waited(Generation row, Instant end) {
        return Span.of(Duration.between(row.askedAt(), row.runningAt().orElse(end)));
    }

    private static int part(Duration left) {
        return Math.clamp(left.toMinutes() * 100 / Generation.OUTPUT_LIFE.toMinutes(), 0, 100);
    }

    private static Guess guess(Estimate estimate) {
        return new Guess(
                estimate.count(),
                Span.of(estimate.waiting().usual()),
                Span.of(estimate.waiting().most()),
                Span.of(estimate.running().usual()),
                Span.of(estimate.running().most()));
    }
}
