package com.allvideomodels.generation;

import java.util.Locale;

/** What is known of the provider's copy (clause retain.provider-copies). */
enum CopyState {
    /** It never had one, as far as we know. */
    NONE,
    /** It is being asked to delete it. */
    DUE,
    DELETED,
    REFUSED,
    NOT_OFFERED,
    /** Asked many times and never answered. */
    UNANSWERED;

    String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
