package com.allvideomodels.billing;

import com.allvideomodels.billing.CreemApi.Outcome;
import com.allvideomodels.kernel.ScheduledJob;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Iterator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/**
 * What is told of a plan's payment names no amounts (contract, Webhooks), so they are asked for, and its receipt is whole within a minute.
 * What Creem does not say within the hour is left to the comparison.
 */
@Component
class AmountsWatch {

    @Configuration(proxyBeanMethods = false)
    static class Job {

        @Bean
        ScheduledJob askForAmounts(AmountsWatch watch) {
            return new ScheduledJob("billing.ask-amounts", watch::look);
        }
    }

    private static final Duration BACK = Duration.ofHours(1);
    private static final int MOST = 100;

    private final PaymentRows rows;
    private final Payments payments;
    private final CreemApi creem;
    private final CreemSettings settings;
    private final TransactionTemplate transaction;
    private final InstantSource clock;

    AmountsWatch(
            PaymentRows rows,
            Payments payments,
            CreemApi creem,
            CreemSettings settings,
            TransactionTemplate transaction,
            InstantSource clock) {
        this.rows = rows;
        this.payments = payments;
        this.creem = creem;
        this.settings = settings;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Outside any transaction; ends with the first that Creem does not answer. */
    void look() {
        if (settings.isOn()) {
            Iterator<String> waiting =
                    rows.withoutAmounts(clock.instant().minus(BACK), MOST).iterator();
            while (waiting.hasNext() && isAnswered(waiting.next())) {
                // The next one.
            }
        }
    }

    private boolean isAnswered(String payment) {
        return switch (creem.transaction(payment)) {
            case Outcome.Done(JsonNode answer) -> {
                Transaction.read(answer).filter(Transaction::paid).ifPresent(this::believe);
                yield true;
            }
            case Outcome.Refused refused -> true;
            case Outcome.Unknown lost -> false;
            case Outcome.NotNow later -> false;
        };
    }

    private void believe(Transaction seen) {
        transaction.executeWithoutResult(status -> payments.seen(seen.id(), seen.amounts(), seen.refunded()));
    }
}
