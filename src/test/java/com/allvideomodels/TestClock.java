package com.allvideomodels;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.context.annotation.Primary;

/**
 * The product's clock in tests: the real time and whatever a test put on top of it. A test that moves it puts it back with {@link
 * #reset} when it is done.
 */
@Primary
public class TestClock implements InstantSource {

    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

    @Override
    public Instant instant() {
        // PostgreSQL keeps microseconds; so does the clock, that what is written is what is read.
        return Instant.now().plus(ahead.get()).truncatedTo(ChronoUnit.MICROS);
    }

    public void advance(Duration more) {
        ahead.updateAndGet(now -> now.plus(more));
    }

    public void reset() {
        ahead.set(Duration.ZERO);
    }
}
