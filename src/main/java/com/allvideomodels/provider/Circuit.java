package com.allvideomodels.provider;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Gives a provider a rest that answers nothing. Outcomes are counted, not exceptions. A refusal is an answer, and so is being told
 * that it is busy or when to come back. Only silence is a failure: what never reached the provider, or reached it and came back with
 * no answer that makes sense and no word on when to ask again. Trials after a rest are counted by the same rule.
 */
class Circuit {

    /** Calls that try a rested provider out. */
    private static final int TRIALS = 3;

    private final CircuitBreaker breaker;
    private final InstantSource clock;
    private final Duration rest;
    private volatile Instant opened = Instant.MIN;

    Circuit(ProviderApi api, ProvidersSettings settings, InstantSource clock) {
        this.clock = clock;
        this.rest = settings.rest();
        this.breaker = CircuitBreaker.of(api.slug(), config(settings));
        breaker.getEventPublisher().onStateTransition(change -> {
            if (change.getStateTransition().getToState() == CircuitBreaker.State.OPEN) {
                opened = clock.instant();
            }
        });
    }

    private CircuitBreakerConfig config(ProvidersSettings settings) {
        return CircuitBreakerConfig.custom()
                .slidingWindowSize(settings.calls())
                .minimumNumberOfCalls(settings.least())
                .failureRateThreshold(settings.failures())
                .waitDurationInOpenState(settings.rest())
                .permittedNumberOfCallsInHalfOpenState(TRIALS)
                .currentTimestampFunction(at -> clock.millis(), TimeUnit.MILLISECONDS)
                .clock(clock.withZone(java.time.ZoneOffset.UTC))
                .build();
    }

    /** Whether a call would be let through: not while it rests. */
    boolean closed() {
        return switch (breaker.getState()) {
            case OPEN, FORCED_OPEN -> !clock.instant().isBefore(opened.plus(rest));
            case CLOSED, HALF_OPEN, DISABLED, METRICS_ONLY -> true;
        };
    }

    Duration rest() {
        return rest;
    }

    <T> T call(Supplier<T> call, Predicate<T> unanswered, Supplier<T> resting) {
        if (!breaker.tryAcquirePermission()) {
            return resting.get();
        }
        boolean counted = false;
        try {
            T outcome = call.get();
            counted = true;
            count(unanswered.test(outcome));
            return outcome;
        } finally {
            if (!counted) {
                breaker.releasePermission();
            }
        }
    }

    private void count(boolean failed) {
        if (failed) {
            breaker.onError(0, TimeUnit.MILLISECONDS, new Unanswered());
        } else {
            breaker.onSuccess(0, TimeUnit.MILLISECONDS);
        }
    }

    /** Stands for an outcome; it is never thrown and needs no trace. */
    private static final class Unanswered extends Exception {
        Unanswered() {
            super(null, null, false, false);
        }
    }
}
