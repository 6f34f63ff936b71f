package com.allvideomodels.account;

import com.allvideomodels.kernel.EmailAddress;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.validation.Errors;

/** What other modules may ask of the {@link Throttle}. */
@Component
class ThrottledForms implements Attempts {

    private final Throttle throttle;
    private final ThrottleSettings settings;
    private final InstantSource clock;

    ThrottledForms(Throttle throttle, ThrottleSettings settings, InstantSource clock) {
        this.throttle = throttle;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public boolean isWelcome(String form, HttpServletRequest request, Errors errors, HttpServletResponse response) {
        var network = new Limit(form + "-network", settings.networkBurst(), settings.networkPace());
        Optional<Instant> until =
                throttle.refusedUntil(network, Visitor.of(request).network().line());
        until.ifPresent(next -> TooOften.tell(errors, response, next, clock.instant()));
        return until.isEmpty();
    }

    @Override
    public boolean mayWrite(String form, EmailAddress to) {
        return throttle.refusedUntil(new Limit("letters-" + form, 4, Duration.ofMinutes(15)), to.value())
                .isEmpty();
    }
}
