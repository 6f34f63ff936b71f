package com.allvideomodels.provider.evolink;

import com.allvideomodels.provider.FailureReason;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Why EvoLink refused a request or gave a task up. The code is sometimes a word and sometimes a number; the message is read only
 * where a code has two meanings, and never shown.
 */
record EvolinkError(
        @Nullable JsonNode code,
        @Nullable String message,
        @Nullable String type) {

    static final EvolinkError NONE = new EvolinkError(null, null, null);

    String word() {
        return code != null && code.isString() ? code.stringValue() : "";
    }

    boolean is(String name) {
        return name.equals(word()) || name.equals(type);
    }

    /** Of a task that failed. */
    FailureReason ofTask() {
        return switch (word()) {
            case "content_policy_violation" -> FailureReason.INPUT_MODERATED;
            // The model gave nothing back: in practice its rules held the video back. The same input ends the same way.
            case "generation_failed_no_content" -> FailureReason.OUTPUT_MODERATED;
            case "invalid_parameters", "image_processing_error", "image_dimension_mismatch", "resource_not_found" ->
                FailureReason.INPUT_UNUSABLE;
            case "model_unavailable" -> FailureReason.PROVIDER_UNAVAILABLE;
            case "service_unavailable", "resource_exhausted" -> FailureReason.PROVIDER_BUSY;
            case "quota_exceeded" -> quota();
            case "service_error", "generation_timeout", "upstream_error", "unknown_error" ->
                FailureReason.PROVIDER_FAILED;
            default -> ofType();
        };
    }

    private FailureReason ofType() {
        return switch (type) {
            case "insufficient_quota_error" -> FailureReason.PROVIDER_OUT_OF_CREDIT;
            case "rate_limit_error", "service_unavailable_error" -> FailureReason.PROVIDER_BUSY;
            case "invalid_request_error", "request_too_large_error" -> FailureReason.INPUT_UNUSABLE;
            case "authentication_error", "permission_error", "model_access_denied" ->
                FailureReason.PROVIDER_UNAVAILABLE;
            case null, default -> FailureReason.PROVIDER_FAILED;
        };
    }

    /** One code for the rate and for the money. */
    FailureReason quota() {
        var words = message == null ? "" : message.toLowerCase(Locale.ROOT);
        return Stream.of("credit", "balance", "insufficient", "recharge", "top up")
                        .anyMatch(words::contains)
                ? FailureReason.PROVIDER_OUT_OF_CREDIT
                : FailureReason.PROVIDER_BUSY;
    }

    /** The body of a refusal. */
    record Refusal(@Nullable EvolinkError error) {}
}
