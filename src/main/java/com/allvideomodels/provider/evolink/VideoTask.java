package com.allvideomodels.provider.evolink;

import com.allvideomodels.provider.FailureReason;
import com.allvideomodels.provider.Sighting;
import com.allvideomodels.provider.http.Outcomes;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** A task as EvoLink tells it, after the create and on every query. */
@JsonNaming(SnakeCaseStrategy.class)
record VideoTask(
        @Nullable String id,
        @Nullable String status,
        @Nullable Integer progress,
        @Nullable List<@Nullable String> results,
        @Nullable List<@Nullable Result> resultData,
        @Nullable EvolinkError error) {

    Sighting seen() {
        return switch (status) {
            case "pending" -> new Sighting.Waiting(OptionalInt.empty());
            case "processing" -> new Sighting.Rendering(percent());
            case "completed" -> ready();
            case "cancelled" -> new Sighting.Cancelled();
            case "failed" -> failed();
            case null, default -> new Sighting.Unanswered(null);
        };
    }

    private OptionalInt percent() {
        return progress == null ? OptionalInt.empty() : OptionalInt.of(Math.clamp(progress, 0, 100));
    }

    private Sighting ready() {
        var addresses = Stream.concat(
                        nothingAsEmpty(results).stream(),
                        nothingAsEmpty(resultData).stream()
                                .filter(Objects::nonNull)
                                .map(Result::videoUrl))
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return Outcomes.ready(addresses, new Sighting.Unanswered(null));
    }

    private static <T> List<T> nothingAsEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }

    /** A cancelled task may be told as failed, and a failed one without a word why. */
    private Sighting failed() {
        if (error == null) {
            return new Sighting.Failed(FailureReason.PROVIDER_FAILED);
        }
        return error.is("request_cancelled") ? new Sighting.Cancelled() : new Sighting.Failed(error.ofTask());
    }

    @JsonNaming(SnakeCaseStrategy.class)
    record Result(@Nullable String videoUrl) {}
}
