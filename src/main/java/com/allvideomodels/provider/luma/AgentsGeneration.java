package com.allvideomodels.provider.luma;

import com.allvideomodels.provider.FailureReason;
import com.allvideomodels.provider.Sighting;
import com.allvideomodels.provider.http.Outcomes;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** A generation as the Agents API tells it. */
@JsonNaming(SnakeCaseStrategy.class)
record AgentsGeneration(
        @Nullable String id,
        @Nullable String state,
        @Nullable List<@Nullable Output> output,
        @Nullable String failureReason,
        @Nullable String failureCode) {

    Sighting seen() {
        return switch (state) {
            case "queued" -> new Sighting.Waiting(OptionalInt.empty());
            case "processing" -> new Sighting.Rendering(OptionalInt.empty());
            case "completed" -> ready();
            case "failed" -> new Sighting.Failed(reason());
            case null, default -> new Sighting.Unanswered(null);
        };
    }

    private Sighting ready() {
        var addresses = (output == null ? List.<@Nullable Output>of() : output)
                .stream().filter(Objects::nonNull).map(Output::url).toList();
        return Outcomes.ready(addresses, new Sighting.Unanswered(null));
    }

    private FailureReason reason() {
        return switch (failureCode) {
            case "content_moderated" -> moderated();
            case "rate_limited" -> FailureReason.PROVIDER_BUSY;
            case "budget_exhausted" -> FailureReason.PROVIDER_OUT_OF_CREDIT;
            case "image_too_large", "unsupported_format", "corrupt_input", "invalid_request" ->
                FailureReason.INPUT_UNUSABLE;
            case null, default -> FailureReason.PROVIDER_FAILED;
        };
    }

    /** One code for both; the text says which. */
    private FailureReason moderated() {
        return failureReason != null && failureReason.toLowerCase(Locale.ROOT).contains("output")
                ? FailureReason.OUTPUT_MODERATED
                : FailureReason.INPUT_MODERATED;
    }

    record Output(@Nullable String type, @Nullable String url) {}
}
