package com.allvideomodels.provider.pika;

import com.allvideomodels.http.Answer.Answered;
import com.allvideomodels.provider.FailureReason;
import com.allvideomodels.provider.Sighting;
import com.allvideomodels.provider.pika.FalWire.Problem;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What fal's errors mean: those of its own machinery, and those of the model, which arrive as the result of a COMPLETED request. */
final class FalFailure {

    private FalFailure() {}

    /** How a request ended whose result is an error. */
    static Sighting ended(Answered answer, Problem problem) {
        var end = ended(answer.status(), types(problem), problem.detail());
        boolean passing =
                answer.header("X-Fal-Retryable").filter("true"::equals).isPresent();
        return passing && end.equals(new Sighting.Failed(FailureReason.PROVIDER_FAILED))
                ? new Sighting.Failed(FailureReason.PROVIDER_BUSY)
                : end;
    }

    /** Likewise, from the newer fields of the status itself. */
    static Sighting ended(@Nullable String errorType, @Nullable JsonNode error) {
        return ended(0, errorType == null ? List.of() : List.of(errorType), error);
    }

    private static Sighting ended(int status, List<String> types, @Nullable JsonNode detail) {
        if (status == 499 || types.contains("client_cancelled")) {
            return new Sighting.Cancelled();
        }
        return new Sighting.Failed(types.isEmpty() ? byStatus(status) : byType(types.getFirst(), status, detail));
    }

    private static List<String> types(Problem problem) {
        if (problem.errorType() != null) {
            return List.of(problem.errorType());
        }
        var detail = problem.detail();
        if (detail == null || !detail.isArray()) {
            return List.of();
        }
        return StreamSupport.stream(detail.spliterator(), false)
                .map(one -> one.path("type").asString(""))
                .filter(type -> !type.isEmpty())
                .toList();
    }

    private static FailureReason byType(String type, int status, @Nullable JsonNode detail) {
        return switch (type) {
            case "content_policy_violation" -> moderated(detail);
            case "downstream_service_unavailable",
                    "request_timeout",
                    "startup_timeout",
                    "runner_scheduling_failure",
                    "runner_connection_timeout",
                    "runner_connection_refused" -> FailureReason.PROVIDER_BUSY;
            // With 422 the model refuses what it was given, in a word that may be new.
            default ->
                aboutInput(type) || (status == 422 && !type.startsWith("downstream_"))
                        ? FailureReason.INPUT_UNUSABLE
                        : FailureReason.PROVIDER_FAILED;
        };
    }

    /** fal names the place of the violation; only one in what the model made is the output's. */
    private static FailureReason moderated(@Nullable JsonNode detail) {
        var first = detail != null && detail.isArray() && !detail.isEmpty() ? detail.get(0) : null;
        var place = first == null ? "" : first.path("loc").path(0).asString("");
        return switch (place) {
            case "response", "output" -> FailureReason.OUTPUT_MODERATED;
            default -> FailureReason.INPUT_MODERATED;
        };
    }

    private static boolean aboutInput(String type) {
        return type.startsWith("image_")
                || type.startsWith("video_")
                || type.startsWith("file_")
                || type.startsWith("unsupported_")
                || type.endsWith("_type")
                || type.endsWith("_parsing")
                || List.of(
                                "missing",
                                "literal_error",
                                "value_error",
                                "bad_request",
                                "string_too_long",
                                "string_too_short")
                        .contains(type);
    }

    private static FailureReason byStatus(int status) {
        return switch (status) {
            case 400, 413, 415, 422 -> FailureReason.INPUT_UNUSABLE;
            case 502, 503 -> FailureReason.PROVIDER_BUSY;
            default -> FailureReason.PROVIDER_FAILED;
        };
    }

    /** Why a request was not taken. */
    static FailureReason refused(Answered answer) {
        return switch (answer.status()) {
            case 401, 404, 405 -> FailureReason.PROVIDER_UNAVAILABLE;
            case 402 -> FailureReason.PROVIDER_OUT_OF_CREDIT;
            case 403 -> locked(answer) ? FailureReason.PROVIDER_OUT_OF_CREDIT : FailureReason.PROVIDER_UNAVAILABLE;
            default ->
                answer.read(Problem.class)
                        .map(problem -> ended(answer, problem))
                        .map(end ->
                                end instanceof Sighting.Failed failed ? failed.reason() : FailureReason.PROVIDER_FAILED)
                        .orElse(FailureReason.INPUT_UNUSABLE);
        };
    }

    /** An account whose balance is used up is locked, and says so with 403 and in words. */
    private static boolean locked(Answered answer) {
        var said = answer.body().utf8().toLowerCase(Locale.ROOT);
        return said.contains("exhausted balance") || said.contains("balance is") || said.contains("locked");
    }
}
