package com.allvideomodels.provider;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How a provider answered a request for a video. No create is ever repeated on {@link Unanswered}. */
public sealed interface Submission {

    /** It has the work, under this name. */
    record Accepted(ProviderTask task) implements Submission {}

    /** It will not do it; nothing was created. */
    record Refused(FailureReason reason) implements Submission {}

    /**
     * It said clearly that it takes nothing now, or was never reached; nothing was created and it may be asked again.
     *
     * @param reached whether the provider itself said so
     */
    record Busy(@Nullable Duration retryAfter, boolean reached) implements Submission {

        public Busy(@Nullable Duration retryAfter) {
            this(retryAfter, true);
        }

        /** Nothing left the machine. */
        public static Busy unreached(@Nullable Duration retryAfter) {
            return new Busy(retryAfter, false);
        }

        /** How long the provider itself asks to be left alone. */
        public @Nullable Duration pause() {
            return reached ? retryAfter : null;
        }
    }

    /** The answer was lost or made no sense: there may be a task and it may be paid for. */
    record Unanswered() implements Submission {}
}
