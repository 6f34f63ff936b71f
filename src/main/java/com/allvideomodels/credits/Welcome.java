package com.allvideomodels.credits;

import com.allvideomodels.account.EmailConfirmed;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.Credits;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/** Gives every account something to begin with, once. */
@Component
class Welcome {

    private static final Logger LOG = LoggerFactory.getLogger(Welcome.class);

    private final Ledger ledger;
    private final CreditsSettings settings;

    Welcome(Ledger ledger, CreditsSettings settings) {
        this.ledger = ledger;
        this.settings = settings;
    }

    @ApplicationModuleListener
    void on(EmailConfirmed confirmed) {
        Credits gift = settings.welcomeGrant();
        if (!gift.equals(Credits.NONE)) {
            give(confirmed.account(), gift);
        }
    }

    private void give(AccountId account, Credits gift) {
        try {
            ledger.grant(account, gift, new Cause("welcome", account.toString()));
        } catch (Ledger.Conflict e) {
            // A second address was confirmed after the operator changed the gift; the account has had its own.
            LOG.info("Account {} was welcomed before with another gift", account);
        }
    }
}
