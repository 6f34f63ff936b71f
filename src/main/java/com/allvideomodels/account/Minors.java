package com.allvideomodels.account;

import com.allvideomodels.audit.Act;
import com.allvideomodels.audit.Actor;
import com.allvideomodels.audit.AuditTrail;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.EmailAddress;
import com.allvideomodels.mail.Letters;
import com.allvideomodels.mail.Mailer;
import com.allvideomodels.retention.Cause;
import com.allvideomodels.web.Operator;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A minor was found without a parent's consent: stop, delete, tell the guardian if known, all in one act (clause children.discovered). */
@Component
class Minors {

    private final AccountRepository accounts;
    private final Closures closures;
    private final Suspensions suspensions;
    private final AccountCustody custody;
    private final ParentalConsents consents;
    private final StaffGrants grants;
    private final AuditTrail trail;
    private final Mailer mailer;
    private final Operator operator;
    private final InstantSource clock;

    Minors(
            AccountRepository accounts,
            Closures closures,
            Suspensions suspensions,
            AccountCustody custody,
            ParentalConsents consents,
            StaffGrants grants,
            AuditTrail trail,
            Mailer mailer,
            Operator operator,
            InstantSource clock) {
        this.accounts = accounts;
        this.closures = closures;
        this.suspensions = suspensions;
        this.custody = custody;
        this.consents = consents;
        this.grants = grants;
        this.trail = trail;
        this.mailer = mailer;
        this.operator = operator;
        this.clock = clock;
    }

    /** How old somebody is, as far as it matters. */
    enum Age {
        /** Erased at once. */
        UNDER_13,
        /** Closed and kept out; erased after the time of grace, in which a mistake can be undone. */
        UNDER_18
    }

    /**
     * @param typed address of the guardian; where there is none, that of the parent who consented, if one did
     * @return whether there was such an account
     * @throws LastAdministrator where nobody who gives roles would be left
     */
    @Transactional
    public boolean stop(AccountId who, Age age, @Nullable EmailAddress typed, String reason, AccountId by) {
        grants.keepAnAdministratorBeside(who);
        Optional<Account> account = accounts.findById(who.value());
        account.ifPresent(found -> {
            Optional<EmailAddress> guardian = Optional.ofNullable(typed).or(() -> consents.parentOf(who));
            trail.record(Act.of(new Actor.Staff(by), "account.minor-discovered")
                    .about(who)
                    .with("age", age)
                    .with("guardian", guardian.isPresent() ? "told" : "unknown")
                    .with("reason", reason));
            end(who, age, reason, by);
            guardian.ifPresent(address ->
                    mailer.write(address, found.language(), Letters.minorDiscovered(operator.address("/privacy"))));
        });
        return account.isPresent();
    }

    private void end(AccountId who, Age age, String reason, AccountId by) {
        Instant now = clock.instant();
        closures.close(who, new Actor.Staff(by), now);
        switch (age) {
            case UNDER_13 -> custody.destroy(who.value(), Cause.STAFF, now);
            case UNDER_18 -> suspensions.suspend(who, reason, by);
        }
    }
}
