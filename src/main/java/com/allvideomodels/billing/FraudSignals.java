package com.allvideomodels.billing;

import com.allvideomodels.account.Accounts;
import com.allvideomodels.account.Profile;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/**
 * Looks at each payment after its credits are given and raises flags for staff (clause use.payments). Nothing is kept from anybody for
 * them: whoever paid has the credits, and what follows from a flag is decided by a person.
 */
@Component
class FraudSignals {

    private final PaymentBooks books;
    private final Flags flags;
    private final FlagSettings settings;
    private final DisposableMail disposable;
    private final Accounts accounts;
    private final InstantSource clock;

    FraudSignals(
            PaymentBooks books,
            Flags flags,
            FlagSettings settings,
            DisposableMail disposable,
            Accounts accounts,
            InstantSource clock) {
        this.books = books;
        this.flags = flags;
        this.settings = settings;
        this.disposable = disposable;
        this.accounts = accounts;
        this.clock = clock;
    }

    @ApplicationModuleListener
    void on(PaymentReceived received) {
        look(received.payment());
    }

    void look(UUID payment) {
        books.find(payment)
                .filter(one -> !one.ended() && accounts.keep(one.payer()))
                .ifPresent(one ->
                        signals(one).forEach(signal -> flags.raise(one.payer(), one.id(), signal, clock.instant())));
    }

    private Set<Signal> signals(PaymentLine payment) {
        Set<Signal> seen = EnumSet.noneOf(Signal.class);
        for (Signal signal : Signal.values()) {
            if (isSeen(signal, payment)) {
                seen.add(signal);
            }
        }
        return seen;
    }

    private boolean isSeen(Signal signal, PaymentLine payment) {
        return switch (signal) {
            case VELOCITY ->
                flags.payments(payment.payer(), payment.paidAt().toInstant(), settings.within()) >= settings.payments();
            case SEVERAL_PAYERS ->
                flags.payers(payment.payer()) >= settings.payers()
                        || payment.customer() != null && flags.paysForOthers(payment.payer(), payment.customer());
            case DISPOSABLE_ADDRESS ->
                accounts.find(payment.payer())
                        .map(Profile::email)
                        .filter(disposable::has)
                        .isPresent();
            case OTHER_COUNTRY ->
                payment.country() != null
                        && flags.taxedElsewhere(
                                payment.payer(),
                                payment.country(),
                                payment.paidAt().toInstant());
            case SECOND_PLAN ->
                payment.subscription() != null && flags.hasAnotherPlan(payment.payer(), payment.subscription());
        };
    }
}
