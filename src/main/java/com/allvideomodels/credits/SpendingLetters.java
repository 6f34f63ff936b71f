package com.allvideomodels.credits;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.mail.Letters;
import com.allvideomodels.mail.Mailer;
import com.allvideomodels.web.Operator;
import com.allvideomodels.web.SecretLinks;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Base64;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/**
 * Tells people of what they spend: each part of a cap once in its period, and once that little is left until there was enough again.
 * What is said is what is so when it is said.
 */
@Component
class SpendingLetters implements SecretLinks {

    private static final int TOKEN_BYTES = 32;

    private final SpendingRows rows;
    private final SpendingGuard guard;
    private final Ledger ledger;
    private final Mailer mailer;
    private final Operator operator;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    SpendingLetters(
            SpendingRows rows,
            SpendingGuard guard,
            Ledger ledger,
            Mailer mailer,
            Operator operator,
            InstantSource clock) {
        this.rows = rows;
        this.guard = guard;
        this.ledger = ledger;
        this.mailer = mailer;
        this.operator = operator;
        this.clock = clock;
    }

    @ApplicationModuleListener
    void on(CapNear near) {
        SpendingLimits limits = guard.limits(near.owner());
        for (SpendingPeriod period : SpendingPeriod.values()) {
            limits.cap(period).ifPresent(cap -> tell(near, period, cap));
        }
    }

    private void tell(CapNear near, SpendingPeriod period, long cap) {
        LocalDate begins = period.begins(clock.instant());
        long used = rows.used(near.owner(), begins);
        int part = near.refused() == period ? 100 : SpendingGuard.part(used, cap);
        if (part > 0 && rows.told(near.owner(), period, begins, part)) {
            mailer.write(
                    near.owner(),
                    Letters.spendingAlarm(
                            stopAddress(near.owner()),
                            operator.address(SpendingPages.LIMITS),
                            period.slug(),
                            part,
                            used,
                            cap));
        }
    }

    @ApplicationModuleListener
    void on(BalanceLow low) {
        long below = guard.lowBelow(guard.limits(low.owner()));
        long available = ledger.balanceOf(low.owner()).available().amount();
        if (available < below && rows.toldLow(low.owner(), low.hold())) {
            mailer.write(
                    low.owner(),
                    Letters.balanceLow(
                            operator.address("/prices"), operator.address(SpendingPages.LIMITS), available, below));
        }
    }

    private String stopAddress(AccountId owner) {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        String fresh = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        return operator.address("/stop-spending/" + rows.stopToken(owner, fresh));
    }

    @Override
    public int endAll() {
        return rows.forgetTokens();
    }
}
