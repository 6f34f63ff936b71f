package com.allvideomodels.generation;

import java.util.Locale;

/** What the provider said when it was asked to stop, where it did not simply stop. */
enum CancelAnswer {
    REQUESTED,
    TOO_LATE,
    NOT_OFFERED,
    UNANSWERED;

    String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
