package com.allvideomodels.generation;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Where a generation stands. The three last are ends: nothing leads out of them. */
enum State {
    /** Asked for and paid aside; nobody outside knows of it. */
    QUEUED,
    /** Written down before the provider is called; whoever finds it abandoned must not call again. */
    SUBMITTING,
    /** The provider has it, under a name that we know. */
    RUNNING,
    /** The provider may have it; its answer was lost. Asked after, never asked for again. */
    UNCERTAIN,
    /** Made; its bytes are on their way to us. */
    COLLECTING,
    SUCCEEDED,
    FAILED,
    CANCELLED;

    static final Set<State> ENDS = EnumSet.of(SUCCEEDED, FAILED, CANCELLED);

    boolean ended() {
        return ENDS.contains(this);
    }

    String slug() {
        return name().toLowerCase(Locale.ROOT);
    }
}
