package com.allvideomodels.credits;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.ScheduledJob;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes what nobody spent in time, of one owner in each transaction. */
@Component
class Lapses {

    @Configuration(proxyBeanMethods = false)
    static class Job {

        @Bean
        ScheduledJob lapseCredits(Lapses lapses) {
            return new ScheduledJob("credits.lapse", lapses::takeDue);
        }
    }

    private static final int MOST = 500;

    private final Lots lots;
    private final DoubleEntryLedger ledger;
    private final TransactionTemplate transaction;
    private final InstantSource clock;

    Lapses(Lots lots, DoubleEntryLedger ledger, TransactionTemplate transaction, InstantSource clock) {
        this.lots = lots;
        this.ledger = ledger;
        this.transaction = transaction;
        this.clock = clock;
    }

    void takeDue() {
        List<UUID> owners = lots.over(clock.instant(), MOST);
        while (!owners.isEmpty()) {
            owners.forEach(owner -> transaction.executeWithoutResult(status -> ledger.lapse(new AccountId(owner))));
            owners = lots.over(clock.instant(), MOST);
        }
    }
}
