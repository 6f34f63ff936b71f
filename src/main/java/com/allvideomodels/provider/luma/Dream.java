package com.allvideomodels.provider.luma;

import com.allvideomodels.provider.FailureReason;
import com.allvideomodels.provider.Sighting;
import com.allvideomodels.provider.http.Listing;
import com.allvideomodels.provider.http.Outcomes;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** A generation as Dream Machine tells it. Every field may be missing. */
@JsonNaming(SnakeCaseStrategy.class)
record Dream(
        @Nullable String id,
        @Nullable String state,
        @Nullable String failureReason,
        @Nullable String createdAt,
        @Nullable String model,
        @Nullable Assets assets,
        @Nullable Request request) {

    Sighting seen() {
        return switch (state) {
            case "queued" -> new Sighting.Waiting(OptionalInt.empty());
            case "dreaming" -> new Sighting.Rendering(OptionalInt.empty());
            case "completed" -> ready();
            case "failed" -> new Sighting.Failed(reason());
            case null, default -> new Sighting.Unanswered(null);
        };
    }

    private Sighting ready() {
        var video = assets == null ? null : assets.video();
        return Outcomes.ready(Collections.singletonList(video), new Sighting.Unanswered(null));
    }

    /** There is no code, only a text such as "400: prompt not allowed because advanced moderation failed". */
    private FailureReason reason() {
        var words = failureReason == null ? "" : failureReason.toLowerCase(Locale.ROOT);
        if (words.contains("moderat")) {
            return words.contains("output") || words.contains("generated")
                    ? FailureReason.OUTPUT_MODERATED
                    : FailureReason.INPUT_MODERATED;
        }
        return words.startsWith("400") || words.startsWith("422")
                ? FailureReason.INPUT_UNUSABLE
                : FailureReason.PROVIDER_FAILED;
    }

    record Assets(@Nullable String video) {}

    /** What was asked for, told back. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Request(
            @Nullable String prompt,
            @Nullable String aspectRatio,
            @Nullable String resolution,
            @Nullable String duration,
            @Nullable String callbackUrl) {}

    /** A page of the list. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Page(boolean hasMore, @Nullable List<Dream> generations) {

        /** Empty where the answer holds no list. */
        Optional<Listing.Page<Dream>> listed() {
            return Optional.ofNullable(generations).map(some -> new Listing.Page<>(some, !hasMore));
        }
    }
}
