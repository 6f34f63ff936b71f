package com.allvideomodels.provider.volcengine;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** The body of a create. What is {@code null} is not sent. */
@JsonNaming(SnakeCaseStrategy.class)
record NewTask(
        String model,
        List<Content> content,
        @Nullable String callbackUrl,
        @Nullable String serviceTier,
        long executionExpiresAfter,
        @Nullable Boolean generateAudio,
        String safetyIdentifier,
        @Nullable String resolution,
        @Nullable String ratio,
        @Nullable Integer duration,
        long seed,
        @Nullable Boolean cameraFixed,
        boolean watermark,
        @Nullable String omniReferenceTaskType) {

    @JsonNaming(SnakeCaseStrategy.class)
    record Content(
            String type,
            @Nullable String text,
            @Nullable Address imageUrl,
            @Nullable Address videoUrl,
            @Nullable String role) {

        static Content text(String words) {
            return new Content("text", words, null, null, null);
        }

        static Content image(String url, String role) {
            return new Content("image_url", null, new Address(url), null, role);
        }

        static Content video(String url) {
            return new Content("video_url", null, null, new Address(url), "reference_video");
        }
    }

    record Address(String url) {}
}
