package com.allvideomodels.provider;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How a provider answered a request to stop. */
public sealed interface Cancellation {

    /** Whether the task is known to have ended. */
    default boolean ended() {
        return this instanceof Cancelled || this instanceof TooLate;
    }

    /** Stopped, and will not be finished. */
    record Cancelled() implements Cancellation {}

    /** Heard; it may stop or may still finish. Keep asking for the task. */
    record Requested() implements Cancellation {}

    /** It has ended already; nothing was changed. */
    record TooLate() implements Cancellation {}

    /** It cannot be cancelled now, or this provider never can. */
    record NotOffered() implements Cancellation {}

    /**
     * No answer, or one that made no sense. Ask again, not before {@code retryAfter}.
     *
     * @param tried whether it was asked at all: not while its circuit gives it a rest
     */
    record Unanswered(@Nullable Duration retryAfter, boolean tried) implements Cancellation {

        public Unanswered() {
            this(null);
        }

        public Unanswered(@Nullable Duration retryAfter) {
            this(retryAfter, true);
        }

        /** How long the provider itself asks to be left alone. */
        public @Nullable Duration pause() {
            return tried ? retryAfter : null;
        }
    }
}
