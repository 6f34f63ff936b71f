package com.allvideomodels.provider.volcengine;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** A task as Ark tells it. Before it has ended most fields are missing. */
@JsonNaming(SnakeCaseStrategy.class)
record ArkTask(
        @Nullable String id,
        @Nullable String model,
        @Nullable String status,
        @Nullable ArkError error,
        @Nullable Content content,
        long createdAt,
        @Nullable Long seed,
        @Nullable String resolution,
        @Nullable String ratio,
        @Nullable Integer duration,
        @Nullable Boolean generateAudio,
        @Nullable String safetyIdentifier) {

    boolean waiting() {
        return "queued".equals(status) || "running".equals(status);
    }

    @JsonNaming(SnakeCaseStrategy.class)
    record Content(@Nullable String videoUrl) {}

    /** A page of the list. */
    record Page(long total, @Nullable List<ArkTask> items) {}
}
