package com.allvideomodels.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.Clause;
import com.allvideomodels.ProductTest;
import com.allvideomodels.TestClock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ProductTest
@Clause("security.rate-limit")
class ThrottleTests {

    private static final Limit FIVE = new Limit("test", 5, Duration.ofSeconds(10));

    @Autowired
    Throttle throttle;

    @Autowired
    TestClock clock;

    private final String somebody = UUID.randomUUID().toString();

    @AfterEach
    void now() {
        clock.reset();
    }

    @Test
    void soManyAtOnceAndThenOneAtATime() {
        IntStream.range(0, 5)
                .forEach(n -> assertThat(throttle.refusedUntil(FIVE, somebody)).isEmpty());
        assertThat(throttle.refusedUntil(FIVE, somebody)).isPresent();

        clock.advance(Duration.ofSeconds(10));

        assertThat(throttle.refusedUntil(FIVE, somebody)).isEmpty();
        assertThat(throttle.refusedUntil(FIVE, somebody)).isPresent();
    }

    @Test
    void knockingOnDoesNotKeepTheDoorShut() {
        IntStream.range(0, 50).forEach(n -> throttle.refusedUntil(FIVE, somebody));

        var until = throttle.refusedUntil(FIVE, somebody).orElseThrow();

        assertThat(until).isBetween(clock.instant(), clock.instant().plusSeconds(10));
    }

    @Test
    void atOnceMeansAtOnceOnAnyNumberOfNodes() throws Exception {
        try (var threads = Executors.newFixedThreadPool(16)) {
            Callable<Boolean> attempt =
                    () -> throttle.refusedUntil(FIVE, somebody).isEmpty();
            var attempts = threads.invokeAll(
                    IntStream.range(0, 40).mapToObj(n -> attempt).toList());
            long admitted = 0;
            for (var one : attempts) {
                admitted += one.get() ? 1 : 0;
            }
            assertThat(admitted).isEqualTo(5);
        }
    }

    @Test
    void whoLookedAtTheClockABitEarlierIsNotTakenForOneWhoseClockWasPutBack() {
        IntStream.range(0, 5).forEach(n -> throttle.refusedUntil(FIVE, somebody));
        clock.advance(Duration.ofSeconds(-2));
        assertThat(throttle.refusedUntil(FIVE, somebody)).isPresent();
    }

    @Test
    void aClockThatIsPutBackLocksNobodyOut() {
        clock.advance(Duration.ofDays(31));
        IntStream.range(0, 6).forEach(n -> throttle.refusedUntil(FIVE, somebody));
        clock.reset();

        IntStream.range(0, 5)
                .forEach(n -> assertThat(throttle.refusedUntil(FIVE, somebody)).isEmpty());
        assertThat(throttle.refusedUntil(FIVE, somebody)).isPresent();
    }

    @Test
    void oneLimitIsNotAnother() {
        IntStream.range(0, 6).forEach(n -> throttle.refusedUntil(FIVE, somebody));

        assertThat(throttle.refusedUntil(new Limit("other", 1, Duration.ofHours(1)), somebody))
                .isEmpty();
    }
}
