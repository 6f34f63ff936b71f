package com.allvideomodels.provider.pika;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The answers of fal's queue. */
final class FalWire {

    private FalWire() {}

    record Queued(
            @JsonProperty("request_id") @Nullable String requestId,
            @JsonProperty("status_url") @Nullable String statusUrl,
            @JsonProperty("response_url") @Nullable String responseUrl,
            @JsonProperty("cancel_url") @Nullable String cancelUrl) {}

    /** @param error on newer answers, where the request is COMPLETED by failing */
    record Status(
            @Nullable String status,
            @JsonProperty("queue_position") @Nullable Integer queuePosition,
            @Nullable JsonNode error,
            @JsonProperty("error_type") @Nullable String errorType) {}

    record Result(@Nullable Video video) {}

    record Video(@Nullable String url) {}

    /** @param detail a sentence, or a list of {@code {loc, msg, type}} */
    record Problem(
            @Nullable JsonNode detail,
            @JsonProperty("error_type") @Nullable String errorType) {}

    record Slot(
            @JsonProperty("upload_url") @Nullable String uploadUrl,
            @JsonProperty("file_url") @Nullable String fileUrl) {}
}
