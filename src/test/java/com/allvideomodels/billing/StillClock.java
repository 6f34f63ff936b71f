package com.allvideomodels.billing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Moves only when it is told to, so that what happens together is written down with one time. */
final class StillClock implements InstantSource {

    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.now().truncatedTo(ChronoUnit.SECONDS));

    @Override
    public Instant instant() {
        return now.get();
    }

    void advance(Duration more) {
        now.updateAndGet(one -> one.plus(more));
    }
}
