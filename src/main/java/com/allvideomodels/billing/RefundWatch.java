package com.allvideomodels.billing;

import com.allvideomodels.billing.CreemApi.Outcome;
import com.allvideomodels.billing.RefundOrders.Order;
import com.allvideomodels.billing.RefundOrders.State;
import com.allvideomodels.kernel.ScheduledJob;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Follows money that staff send back by looking at its transaction, more and more seldom, until that says that it is back: there is no other answer. */
@Component
class RefundWatch {

    @Configuration(proxyBeanMethods = false)
    static class Job {

        @Bean
        ScheduledJob followRefunds(RefundWatch watch) {
            return new ScheduledJob("billing.follow-refunds", watch::look);
        }
    }

    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(6));

    private final RefundOrders orders;
    private final CreemApi creem;
    private final Payments payments;
    private final TransactionTemplate transaction;
    private final InstantSource clock;

    RefundWatch(
            RefundOrders orders,
            CreemApi creem,
            Payments payments,
            TransactionTemplate transaction,
            InstantSource clock) {
        this.orders = orders;
        this.creem = creem;
        this.payments = payments;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Outside any transaction: each look asks Creem. */
    void look() {
        Optional<Order> next;
        while ((next = orders.claim(clock.instant(), LEASE)).isPresent()) {
            look(next.get());
        }
    }

    private void look(Order order) {
        Optional<Transaction> seen = creem.transaction(order.transaction()) instanceof Outcome.Done(JsonNode answer)
                ? Transaction.read(answer)
                : Optional.empty();
        Duration pause = PAUSES.get(Math.min(order.looks(), PAUSES.size()) - 1);
        orders.lookAgain(order.id(), clock.instant().plus(pause));
        seen.ifPresent(one -> transaction.executeWithoutResult(status -> believe(order, one)));
    }

    private void believe(Order order, Transaction seen) {
        payments.seen(seen.id(), seen.amounts(), seen.refunded());
        if (seen.refunded() >= seen.amounts().charged().minor()) {
            orders.end(order.id(), State.DONE, null, clock.instant());
        }
    }
}
