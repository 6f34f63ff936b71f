package com.allvideomodels.provider;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What a provider says of a task. */
public sealed interface Sighting {

    /** Not begun. The position in line is 0 for the next one, where the provider tells. */
    record Waiting(OptionalInt position) implements Sighting {}

    /** Being made; percent 0 to 100 where the provider tells. */
    record Rendering(OptionalInt percent) implements Sighting {}

    /** Made. The first address is the video; addresses die within hours and are never shown to anyone. */
    record Ready(List<URI> outputs) implements Sighting {
        public Ready {
            outputs = List.copyOf(outputs);
        }
    }

    /** Ended without a video. */
    record Failed(FailureReason reason) implements Sighting {}

    /** Ended because it was cancelled. */
    record Cancelled() implements Sighting {}

    /** The provider does not know it (any more). */
    record Vanished() implements Sighting {}

    /**
     * No answer, or one that made no sense; says nothing about the task. Ask again, not before {@code retryAfter}.
     *
     * @param tried whether it was asked at all: not while its circuit gives it a rest
     */
    record Unanswered(@Nullable Duration retryAfter, boolean tried) implements Sighting {

        public Unanswered(@Nullable Duration retryAfter) {
            this(retryAfter, true);
        }

        /** How long the provider itself asks to be left alone. */
        public @Nullable Duration pause() {
            return tried ? retryAfter : null;
        }
    }
}
