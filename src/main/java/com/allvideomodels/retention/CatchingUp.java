package com.allvideomodels.retention;

import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Ends what a released hold kept back, right after the release. */
@Component
class CatchingUp {

    private final Sweep sweep;

    CatchingUp(Sweep sweep) {
        this.sweep = sweep;
    }

    @TransactionalEventListener
    void on(HoldReleased released) {
        sweep.runOnce();
    }
}
