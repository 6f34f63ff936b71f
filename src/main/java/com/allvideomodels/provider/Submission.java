package com.allvideomodels.provider;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How a provider answered a request for a video. No create is ever repeated on {@link Unanswered}. */
public sealed interface Submission {

    /** It has the work, under this name. */
    record Accepted(ProviderTask task) implements Submission {}

    /** It will not do it; nothing was created. */
    record Refused(FailureReason reason) implements Submission {}

    /** It said clearly that it takes nothing now, or was never reached; nothing was created and it may be asked again. */
    record Busy(@Nullable Duration retryAfter) implements Submission {}

    /** The answer was lost or made no sense: there may be a task and it may be paid for. */
    record Unanswered() implements Submission {}
}
