package com.allvideomodels.account;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.Instant;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.validation.Errors;

/** The answer to one attempt too many: status 429, when to come back, and the same in words on the form. */
final class TooOften {

    private TooOften() {}

    static void tell(Errors errors, HttpServletResponse response, Instant until, Instant now) {
        long seconds = Math.max(1, Duration.between(now, until).toSeconds() + 1);
        response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
        response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        errors.reject("throttled", new Object[] {(seconds + 59) / 60}, null);
    }
}
