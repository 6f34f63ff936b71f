package com.allvideomodels.credits;

import com.allvideomodels.credits.Ledger.Held;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.Credits;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Stands beside every hold. A cap counts what was held in its period and has not come back (decision 0120). */
@Component
class SpendingGuard {

    /** At so many per cent of a cap its owner is told. */
    static final int NEAR = 80;

    private final SpendingRows rows;
    private final CreditsSettings settings;
    private final ApplicationEventPublisher events;
    private final InstantSource clock;

    SpendingGuard(SpendingRows rows, CreditsSettings settings, ApplicationEventPublisher events, InstantSource clock) {
        this.rows = rows;
        this.settings = settings;
        this.events = events;
        this.clock = clock;
    }

    SpendingLimits limits(AccountId owner) {
        return rows.find(owner).orElse(SpendingLimits.NONE);
    }

    /** Below so many credits the owner is told; 0 for never. */
    long lowBelow(SpendingLimits limits) {
        return limits.lowBelow() == null ? settings.lowBalance() : limits.lowBelow();
    }

    long used(AccountId owner, SpendingPeriod period) {
        return rows.used(owner, period.begins(clock.instant()));
    }

    /** What speaks against setting aside this much more. Only under the owner's lock is it true for longer than a moment. */
    Optional<Held.Refusal> refusal(AccountId owner, Credits amount) {
        SpendingLimits limits = limits(owner);
        if (limits.isStopped()) {
            return Optional.of(new Held.Stopped());
        }
        return Arrays.stream(SpendingPeriod.values())
                .flatMap(period -> limits.cap(period).flatMap(cap -> over(owner, period, cap, amount)).stream())
                .findFirst();
    }

    private Optional<Held.Refusal> over(AccountId owner, SpendingPeriod period, long cap, Credits amount) {
        long used = used(owner, period);
        // What costs nothing is always within a cap, also within one that was lowered since.
        return amount.amount() == 0 || Math.addExact(used, amount.amount()) <= cap
                ? Optional.empty()
                : Optional.of(new Held.Capped(period, new Credits(cap), new Credits(used), amount));
    }

    /** After a hold: whoever wants to be told of what it left is told once it is committed. */
    void watch(AccountId owner, long available, Credits held, HoldId hold) {
        SpendingLimits limits = limits(owner);
        if (Arrays.stream(SpendingPeriod.values()).anyMatch(period -> isNear(owner, period, limits))) {
            events.publishEvent(new CapNear(owner, null));
        }
        long low = lowBelow(limits);
        if (available >= low && available - held.amount() < low) {
            events.publishEvent(new BalanceLow(owner, hold));
        }
    }

    private boolean isNear(AccountId owner, SpendingPeriod period, SpendingLimits limits) {
        return limits.cap(period)
                .filter(cap -> part(used(owner, period), cap) > 0)
                .isPresent();
    }

    /** How much of the cap is used: 100 per cent, {@link #NEAR}, or 0 for less. */
    static int part(long used, long cap) {
        if (used >= cap) {
            return 100;
        }
        return used >= Math.ceilDiv(Math.multiplyExact(cap, NEAR), 100) ? NEAR : 0;
    }
}
