package com.allvideomodels.account;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.validation.Errors;

/** Asks somebody who is signed in to show that they are still the one: before what could lock the owner out. */
@Component
class CurrentPassword {

    private final SignIns signIns;
    private final Throttle throttle;
    private final InstantSource clock;

    CurrentPassword(SignIns signIns, Throttle throttle, InstantSource clock) {
        this.signIns = signIns;
        this.throttle = throttle;
        this.clock = clock;
    }

    /** Who has no password cannot be asked for it. */
    void check(Account account, String typed, String field, Errors errors, HttpServletResponse response) {
        if (account.passwordHash() == null) {
            return;
        }
        String whom = account.id().toString();
        Optional<Instant> tooOften = throttle.refusedUntil(Limit.CURRENT_PASSWORD, whom);
        if (tooOften.isPresent()) {
            TooOften.tell(errors, response, tooOften.get(), clock.instant());
        } else if (signIns.knowsPassword(account, typed)) {
            throttle.forget(Limit.CURRENT_PASSWORD, whom);
        } else {
            errors.rejectValue(field, "account.current-password.wrong");
        }
    }
}
