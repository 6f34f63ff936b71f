package com.allvideomodels.provider.volcengine;

import static com.allvideomodels.provider.FailureReason.INPUT_MODERATED;
import static com.allvideomodels.provider.FailureReason.INPUT_UNUSABLE;
import static com.allvideomodels.provider.FailureReason.OUTPUT_MODERATED;
import static com.allvideomodels.provider.FailureReason.PROVIDER_BUSY;
import static com.allvideomodels.provider.FailureReason.PROVIDER_FAILED;
import static com.allvideomodels.provider.FailureReason.PROVIDER_OUT_OF_CREDIT;
import static com.allvideomodels.provider.FailureReason.PROVIDER_UNAVAILABLE;

import com.allvideomodels.provider.FailureReason;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Why Ark refused a request or gave a task up; the same codes serve both. The exact code counts, then the part before its dot.
 * Messages are read only where the code alone leaves the meaning open, and never shown.
 */
record ArkError(@Nullable String code, @Nullable String message) {

    private static final Map<String, FailureReason> MEANINGS = Map.ofEntries(
            Map.entry("MissingParameter", INPUT_UNUSABLE),
            Map.entry("InvalidParameter", INPUT_UNUSABLE),
            Map.entry("InvalidImageURL", INPUT_UNUSABLE),
            Map.entry("SensitiveContentDetected", INPUT_MODERATED),
            Map.entry("InputTextSensitiveContentDetected", INPUT_MODERATED),
            Map.entry("InputImageSensitiveContentDetected", INPUT_MODERATED),
            Map.entry("InputVideoSensitiveContentDetected", INPUT_MODERATED),
            Map.entry("InputAudioSensitiveContentDetected", INPUT_MODERATED),
            Map.entry("InputTextRiskDetection", INPUT_MODERATED),
            Map.entry("OutputTextSensitiveContentDetected", OUTPUT_MODERATED),
            Map.entry("OutputImageSensitiveContentDetected", OUTPUT_MODERATED),
            Map.entry("OutputVideoSensitiveContentDetected", OUTPUT_MODERATED),
            Map.entry("OutputAudioSensitiveContentDetected", OUTPUT_MODERATED),
            Map.entry("OutputTextRiskDetection", OUTPUT_MODERATED),
            // The check itself broke; it says nothing about the content.
            Map.entry("ContentSecurityDetectionError", PROVIDER_BUSY),
            Map.entry("InvalidEndpoint.ClosedEndpoint", PROVIDER_BUSY),
            Map.entry("InvalidEndpoint", PROVIDER_UNAVAILABLE),
            Map.entry("InvalidEndpointOrModel", PROVIDER_UNAVAILABLE),
            Map.entry("ModelNotOpen", PROVIDER_UNAVAILABLE),
            Map.entry("NotFound", PROVIDER_UNAVAILABLE),
            Map.entry("AuthenticationError", PROVIDER_UNAVAILABLE),
            Map.entry("InvalidAccountStatus", PROVIDER_UNAVAILABLE),
            Map.entry("AccessDenied", PROVIDER_UNAVAILABLE),
            Map.entry("OperationDenied.ServiceOverdue", PROVIDER_OUT_OF_CREDIT),
            Map.entry("OperationDenied", PROVIDER_UNAVAILABLE),
            Map.entry("AccountOverdueError", PROVIDER_OUT_OF_CREDIT),
            Map.entry("SetLimitExceeded", PROVIDER_OUT_OF_CREDIT),
            Map.entry("RateLimitExceeded", PROVIDER_BUSY),
            Map.entry("ModelAccountRpmRateLimitExceeded", PROVIDER_BUSY),
            Map.entry("ModelAccountTpmRateLimitExceeded", PROVIDER_BUSY),
            Map.entry("ModelAccountIpmRateLimitExceeded", PROVIDER_BUSY),
            Map.entry("APIAccountRpmRateLimitExceeded", PROVIDER_BUSY),
            Map.entry("AccountRateLimitExceeded", PROVIDER_BUSY),
            Map.entry("ServerOverloaded", PROVIDER_BUSY),
            Map.entry("RequestBurstTooFast", PROVIDER_BUSY),
            Map.entry("InflightBatchsizeExceeded", PROVIDER_BUSY),
            Map.entry("InternalServiceError", PROVIDER_FAILED));

    /** The meaning of the code, where it has one. */
    Optional<FailureReason> meaning() {
        if (code == null) {
            return Optional.empty();
        }
        if (code.equals("QuotaExceeded")) {
            return Optional.of(quota());
        }
        var family = code.split("\\.", 2)[0];
        return Stream.of(code, family)
                .filter(MEANINGS::containsKey)
                .map(MEANINGS::get)
                .findFirst();
    }

    /** One code for two facts: the free allowance is used up, or the line of waiting tasks is full. Only the message tells. */
    private FailureReason quota() {
        var words = message == null ? "" : message.toLowerCase(Locale.ROOT);
        boolean allowance = Stream.of("free", "trial", "免费", "试用").anyMatch(words::contains);
        return allowance ? PROVIDER_OUT_OF_CREDIT : PROVIDER_BUSY;
    }

    /** The body of every refusal. */
    record Refusal(@Nullable ArkError error) {}
}
