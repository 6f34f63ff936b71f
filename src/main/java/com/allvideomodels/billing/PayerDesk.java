package com.allvideomodels.billing;

import com.allvideomodels.account.Accounts;
import com.allvideomodels.audit.Act;
import com.allvideomodels.audit.Actor;
import com.allvideomodels.audit.AuditTrail;
import com.allvideomodels.kernel.AccountId;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Finds the account for a payment that named none: one of staff proposes it, another confirms, and then that customer of Creem is known
 * to be that person and the event is worked off again, by the same rules as any other.
 */
@Component
@Transactional
class PayerDesk {

    private final Payers payers;
    private final EventDesk desk;
    private final CreemEvents events;
    private final CreemCustomers customers;
    private final Accounts accounts;
    private final AuditTrail audit;
    private final InstantSource clock;

    PayerDesk(
            Payers payers,
            EventDesk desk,
            CreemEvents events,
            CreemCustomers customers,
            Accounts accounts,
            AuditTrail audit,
            InstantSource clock) {
        this.payers = payers;
        this.desk = desk;
        this.events = events;
        this.customers = customers;
        this.accounts = accounts;
        this.audit = audit;
        this.clock = clock;
    }

    /** @return whether the event is of nobody, names a customer, and no other account was confirmed for it */
    boolean propose(String event, AccountId account, String reason, AccountId by) {
        boolean proposed = customer(event).isPresent()
                && accounts.keep(account)
                && payers.propose(event, account, reason, by, clock.instant());
        if (proposed) {
            audit.record(act(by, "payer.proposed", account, event).with("reason", reason));
        }
        return proposed;
    }

    /** The second of the two. @param account that was shown to them @return whether it waited for this one */
    boolean confirm(String event, AccountId account, AccountId by) {
        Optional<String> customer = customer(event)
                .filter(one -> accounts.keep(account))
                .filter(one -> payers.confirm(event, account, by, clock.instant()));
        customer.ifPresent(one -> {
            customers.know(one, account, clock.instant());
            events.again(event, clock.instant());
            audit.record(act(by, "payer.confirmed", account, event));
        });
        return customer.isPresent();
    }

    private Optional<String> customer(String event) {
        return desk.ofNobody(event).map(PaymentOfNobody::customer);
    }

    private static Act act(AccountId by, String what, AccountId account, String event) {
        return Act.of(new Actor.Staff(by), what).about(account).with("event", event);
    }
}
