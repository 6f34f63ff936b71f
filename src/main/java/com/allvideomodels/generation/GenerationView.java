package com.allvideomodels.generation;

import com.allvideomodels.provider.Parameter.Key;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A generation as its pages show it.
 *
 * @param phase what is going on, more finely than the state: {@code waiting} and {@code rendering} are both RUNNING
 * @param tone of its badge
 * @param playable the video is there and may be read
 * @param stoppable asking to stop makes sense
 * @param waited until the provider began, or until now
 * @param ran since the provider began
 * @param left until the deadline, {@code null} where there is none or it has passed
 * @param leftPart of the seven days, in hundredths
 * @param listed whether the provider can be asked for a task whose answer was lost
 * @param settledBy when an uncertain one is settled at the latest
 * @param estimate {@code null} before there are enough to tell
 */
record GenerationView(
        UUID id,
        @Nullable UUID comparison,
        String model,
        String modelId,
        String provider,
        String providerSlug,
        String mode,
        String prompt,
        List<Setting> settings,
        State state,
        String phase,
        String tone,
        boolean ended,
        boolean playable,
        boolean poster,
        boolean stoppable,
        boolean stopping,
        @Nullable String cancelAnswer,
        @Nullable String failure,
        long price,
        @Nullable Long captured,
        @Nullable Integer percent,
        @Nullable Integer place,
        When asked,
        @Nullable When finished,
        @Nullable When deadline,
        @Nullable Span waited,
        @Nullable Span ran,
        @Nullable Span took,
        @Nullable Span left,
        int leftPart,
        boolean listed,
        @Nullable When settledBy,
        @Nullable Span settledIn,
        boolean shortenable,
        @Nullable Footage footage,
        String copyState,
        @Nullable When copyAt,
        @Nullable Guess estimate) {

    record Setting(Key key, String value) {}

    /** An instant, and the same for people. */
    record When(Instant exact, OffsetDateTime utc) {
        static When of(Instant at) {
            return new When(at, at.atOffset(ZoneOffset.UTC));
        }
    }

    record Guess(int count, Span waitingUsual, Span waitingMost, Span runningUsual, Span runningMost) {}

    /** The size as people say it. */
    public String megabytes() {
        return footage == null ? "" : "%.1f".formatted(footage.bytes() / 1_000_000.0);
    }

    /** What it has cost, or will at most: nothing where it failed or was stopped. */
    public long cost() {
        if (captured != null) {
            return captured;
        }
        return ended ? 0 : price;
    }

    public boolean live() {
        return !ended;
    }
}
