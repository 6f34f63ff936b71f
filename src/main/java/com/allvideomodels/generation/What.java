package com.allvideomodels.generation;

import java.util.Locale;

/** What happened to a generation: the sentences of its story. */
enum What {
    ASKED,
    SENDING,
    BUSY,
    ACCEPTED,
    ANSWER_LOST,
    FOUND_AGAIN,
    BEGUN,
    CANCEL_ASKED,
    CANCEL_HEARD,
    CANCEL_TOO_LATE,
    CANCEL_NOT_OFFERED,
    TIMED_OUT,
    MADE,
    FETCH_AGAIN,
    UNREADABLE,
    SUCCEEDED,
    FAILED,
    CANCELLED,
    SHORTENED,
    DELETED,
    COPY_DELETED,
    COPY_REFUSED,
    COPY_NOT_OFFERED,
    COPY_UNANSWERED;

    String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
