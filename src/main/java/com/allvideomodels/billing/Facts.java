package com.allvideomodels.billing;

import com.allvideomodels.account.Accounts;
import com.allvideomodels.billing.Told.Charged;
import com.allvideomodels.billing.Told.Completed;
import com.allvideomodels.billing.Told.Disputed;
import com.allvideomodels.billing.Told.Paid;
import com.allvideomodels.billing.Told.Refunded;
import com.allvideomodels.billing.Told.Standing;
import com.allvideomodels.billing.Told.Stands;
import com.allvideomodels.kernel.AccountId;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Makes true what Creem has told, whoever heard it: a webhook, a look at a checkout, or the reconciliation. */
@Component
class Facts {

    private final Payments payments;
    private final Subscriptions subscriptions;
    private final CreemCustomers customers;
    private final Checkouts checkouts;
    private final Accounts accounts;
    private final ApplicationEventPublisher events;
    private final InstantSource clock;

    Facts(
            Payments payments,
            Subscriptions subscriptions,
            CreemCustomers customers,
            Checkouts checkouts,
            Accounts accounts,
            ApplicationEventPublisher events,
            InstantSource clock) {
        this.payments = payments;
        this.subscriptions = subscriptions;
        this.customers = customers;
        this.checkouts = checkouts;
        this.accounts = accounts;
        this.events = events;
        this.clock = clock;
    }

    /** What came of something told. */
    enum Made {
        NEWS,
        KNOWN_BEFORE,
        /** Whoever it is about has no account any more, and nothing was written. */
        OF_NOBODY
    }

    /** In this order; all of it is of the same person, or of none. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Made make(List<Told> told) {
        if (!told.stream().allMatch(this::isSomebodys)) {
            return Made.OF_NOBODY;
        }
        long fresh = told.stream().filter(this::made).count();
        return fresh == 0 ? Made.KNOWN_BEFORE : Made.NEWS;
    }

    /** Of money that goes back it does not matter whose it was. */
    private boolean isSomebodys(Told told) {
        return switch (told) {
            case Paid paid -> accounts.keep(paid.payer());
            case Stands stands -> accounts.keep(stands.owner());
            case Completed completed -> true;
            case Charged charged -> true;
            case Refunded refunded -> true;
            case Disputed disputed -> true;
        };
    }

    private boolean made(Told told) {
        return switch (told) {
            case Paid paid -> {
                know(paid.references().customer(), paid.payer());
                checkouts.paid(paid.references().checkout(), clock.instant());
                yield payments.paid(paid);
            }
            case Completed completed -> checkouts.paid(completed.checkout(), clock.instant());
            case Charged charged -> {
                payments.charged(charged);
                yield false;
            }
            case Refunded refunded -> payments.refunded(refunded);
            case Disputed disputed -> payments.disputed(disputed);
            case Stands stands -> {
                know(stands.customer(), stands.owner());
                yield stands(stands);
            }
        };
    }

    private boolean stands(Stands now) {
        Optional<Standing> before = subscriptions.lock(now.subscription());
        boolean fresh = subscriptions.stands(now);
        if (fresh && before.filter(now.standing()::equals).isEmpty()) {
            events.publishEvent(new PlanStood(
                    now.owner(), now.subscription(), now.plan().id(), before.orElse(null), now.standing()));
        }
        return fresh;
    }

    private void know(@Nullable String customer, AccountId account) {
        if (customer != null) {
            customers.know(customer, account, clock.instant());
        }
    }
}
