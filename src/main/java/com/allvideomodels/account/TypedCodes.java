package com.allvideomodels.account;

import com.allvideomodels.kernel.AccountId;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Checks a code that somebody typed: six digits of their app, or a recovery code. Guesses are few. */
@Component
class TypedCodes {

    sealed interface Outcome {
        record Right(Factor factor) implements Outcome {}

        record Wrong() implements Outcome {}

        record TooOften(Instant until) implements Outcome {}
    }

    private final Authenticators authenticators;
    private final RecoveryCodes recovery;
    private final Throttle throttle;

    TypedCodes(Authenticators authenticators, RecoveryCodes recovery, Throttle throttle) {
        this.authenticators = authenticators;
        this.recovery = recovery;
        this.throttle = throttle;
    }

    Outcome check(AccountId account, String code) {
        Optional<Instant> tooOften = throttle.refusedUntil(Limit.SECOND_FACTOR, account.toString());
        if (tooOften.isPresent()) {
            return new Outcome.TooOften(tooOften.get());
        }
        Optional<Factor> factor = factor(account, code);
        factor.ifPresent(right -> throttle.forget(Limit.SECOND_FACTOR, account.toString()));
        return factor.<Outcome>map(Outcome.Right::new).orElseGet(Outcome.Wrong::new);
    }

    private Optional<Factor> factor(AccountId account, String code) {
        if (authenticators.take(account, code)) {
            return Optional.of(Factor.AUTHENTICATOR);
        }
        return recovery.take(account, code) ? Optional.of(Factor.RECOVERY_CODE) : Optional.empty();
    }
}
