package com.allvideomodels.provider.evolink;

import com.allvideomodels.provider.Parameter.Key;
import com.allvideomodels.provider.RenderRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** The body of a create. What is {@code null} is not sent. The resolution is called quality here. */
@JsonNaming(SnakeCaseStrategy.class)
record NewVideo(
        String model,
        String prompt,
        @Nullable String aspectRatio,
        @Nullable List<String> imageUrls,
        @Nullable String generationType,
        @Nullable Integer duration,
        @Nullable String quality,
        @Nullable Boolean generateAudio,
        @Nullable Long seed,
        @Nullable String negativePrompt,
        @Nullable String callbackUrl) {

    static NewVideo of(RenderRequest request, List<String> images) {
        var chosen = request.settings();
        var hints = request.wireHints();
        return new NewVideo(
                request.model().wireId(),
                request.prompt(),
                chosen.get(Key.RATIO).orElse(null),
                images.isEmpty() ? null : images,
                hints.get("generation-type"),
                "fixed".equals(hints.get("duration"))
                        ? null
                        : chosen.get(Key.DURATION).map(Integer::valueOf).orElse(null),
                chosen.get(Key.RESOLUTION).orElse(null),
                chosen.flag(Key.SOUND).orElse(null),
                chosen.get(Key.SEED).map(Long::valueOf).orElse(null),
                chosen.get(Key.NEGATIVE_PROMPT).orElse(null),
                callback(request));
    }

    /** EvoLink refuses a create whose callback is not https. */
    private static @Nullable String callback(RenderRequest request) {
        var doorbell = request.doorbell();
        return doorbell != null && "https".equals(doorbell.getScheme()) ? doorbell.toString() : null;
    }
}
