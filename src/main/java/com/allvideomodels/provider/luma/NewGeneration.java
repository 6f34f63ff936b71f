package com.allvideomodels.provider.luma;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** The body of a create at the Agents API. What is {@code null} is not sent; model and type are always (their defaults make pictures). */
@JsonNaming(SnakeCaseStrategy.class)
record NewGeneration(
        String model,
        String type,
        String prompt,
        @Nullable String aspectRatio,
        String userId,
        @Nullable Media source,
        Video video) {

    @JsonNaming(SnakeCaseStrategy.class)
    record Video(
            @Nullable String resolution,
            @Nullable String duration,
            @Nullable Boolean loop,
            @Nullable Boolean hdr,
            @Nullable Media startFrame,
            @Nullable Media endFrame,
            @Nullable List<Media> keyframes,
            @Nullable List<Integer> keyframeIndexes,
            @Nullable Edit edit) {}

    /** Exactly one of an address and bare base64. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Media(
            @Nullable String url,
            @Nullable String data,
            @Nullable String mediaType) {

        static Media at(String url) {
            return new Media(url, null, null);
        }
    }

    @JsonNaming(SnakeCaseStrategy.class)
    record Edit(@Nullable Boolean autoControls, @Nullable String strength) {}
}
