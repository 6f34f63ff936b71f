package com.allvideomodels.provider;

/** How a provider answered a request to stop. */
public sealed interface Cancellation {

    /** Stopped, and will not be finished. */
    record Cancelled() implements Cancellation {}

    /** Heard; it may stop or may still finish. Keep asking for the task. */
    record Requested() implements Cancellation {}

    /** It has ended already; nothing was changed. */
    record TooLate() implements Cancellation {}

    /** It cannot be cancelled now, or this provider never can. */
    record NotOffered() implements Cancellation {}

    record Unanswered() implements Cancellation {}
}
