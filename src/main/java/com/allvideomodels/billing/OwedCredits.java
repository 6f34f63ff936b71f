package com.allvideomodels.billing;

import com.allvideomodels.billing.OwedRows.Owing;
import com.allvideomodels.kernel.ScheduledJob;
import java.util.List;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes back what was held when it should have gone back and is free by now. What was spent stays owed, and nothing is written for it. */
@Component
class OwedCredits {

    @Configuration(proxyBeanMethods = false)
    static class Job {

        @Bean
        ScheduledJob takeBackOwedCredits(OwedCredits owed) {
            return new ScheduledJob("billing.take-back-owed", owed::takeBack);
        }
    }

    private static final UUID FIRST = new UUID(0, 0);
    private static final int MOST = 500;

    private final Payments payments;
    private final TransactionTemplate transaction;

    OwedCredits(Payments payments, TransactionTemplate transaction) {
        this.payments = payments;
        this.transaction = transaction;
    }

    /** One payment in each transaction. */
    void takeBack() {
        List<Owing> some = payments.owing(FIRST, MOST);
        while (!some.isEmpty()) {
            payments.free(some)
                    .forEach(
                            one -> transaction.executeWithoutResult(status -> payments.settleAgain(one.transaction())));
            some = payments.owing(some.getLast().id(), MOST);
        }
    }
}
