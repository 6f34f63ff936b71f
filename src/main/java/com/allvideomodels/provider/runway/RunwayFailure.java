package com.allvideomodels.provider.runway;

import com.allvideomodels.http.Answer.Answered;
import com.allvideomodels.provider.FailureReason;
import com.allvideomodels.provider.runway.RunwayWire.Problem;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What Runway's refusals and failure codes mean. The codes are an open set of dotted words. */
final class RunwayFailure {

    private RunwayFailure() {}

    /** Why a task failed. The code may be missing. */
    static FailureReason ofCode(@Nullable String code) {
        if (code == null) {
            return FailureReason.PROVIDER_FAILED;
        }
        var segments = List.of(code.toUpperCase(Locale.ROOT).split("\\."));
        if (segments.contains("SAFETY")) {
            return segments.contains("OUTPUT") ? FailureReason.OUTPUT_MODERATED : FailureReason.INPUT_MODERATED;
        }
        return switch (segments.getFirst()) {
            case "ASSET" -> FailureReason.INPUT_UNUSABLE;
            case "THIRD_PARTY" -> thirdParty(segments);
            default -> FailureReason.PROVIDER_FAILED;
        };
    }

    private static FailureReason thirdParty(List<String> segments) {
        if (segments.contains("INPUT_VALIDATION")) {
            return FailureReason.INPUT_UNUSABLE;
        }
        return segments.contains("UNAVAILABLE") ? FailureReason.PROVIDER_BUSY : FailureReason.PROVIDER_FAILED;
    }

    /** Why a request with a status of 400 to 499 was refused. */
    static FailureReason ofRefusal(Answered answer) {
        return switch (answer.status()) {
            case 401, 403, 404, 405 -> FailureReason.PROVIDER_UNAVAILABLE;
            case 402 -> FailureReason.PROVIDER_OUT_OF_CREDIT;
            default -> outOfCredit(answer) ? FailureReason.PROVIDER_OUT_OF_CREDIT : FailureReason.INPUT_UNUSABLE;
        };
    }

    /** Runway says it with a 400 and in words: "You do not have enough credits to run this task." */
    private static boolean outOfCredit(Answered answer) {
        var said = answer.read(Problem.class).map(Problem::error).orElse("").toLowerCase(Locale.ROOT);
        return said.contains("not have enough credits") || said.contains("not enough credits");
    }
}
