package com.allvideomodels.billing;

import com.allvideomodels.billing.Checkouts.Checkout;
import com.allvideomodels.billing.News.Reading;
import com.allvideomodels.billing.Told.Stands;
import com.allvideomodels.kernel.ScheduledJob;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/**
 * Looks at checkouts whose webhook has not come: soon after somebody is back from paying, and more and more seldom for three days. What is
 * seen is made true as if it had been told.
 */
@Component
class CheckoutWatch {

    @Configuration(proxyBeanMethods = false)
    static class Job {

        @Bean
        ScheduledJob lookAtCheckouts(CheckoutWatch watch) {
            return new ScheduledJob("billing.look-at-checkouts", watch::look);
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(CheckoutWatch.class);
    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final Duration LONGEST = Duration.ofDays(3);
    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(5),
            Duration.ofSeconds(15),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(6));

    private final Checkouts checkouts;
    private final CreemApi creem;
    private final News news;
    private final UntoldPayments untold;
    private final Facts facts;
    private final TransactionTemplate transaction;
    private final InstantSource clock;

    CheckoutWatch(
            Checkouts checkouts,
            CreemApi creem,
            News news,
            UntoldPayments untold,
            Facts facts,
            TransactionTemplate transaction,
            InstantSource clock) {
        this.checkouts = checkouts;
        this.creem = creem;
        this.news = news;
        this.untold = untold;
        this.facts = facts;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Outside any transaction: each look asks Creem. */
    void look() {
        Optional<Checkout> next;
        while ((next = checkouts.claim(clock.instant(), LEASE)).isPresent()) {
            look(next.get());
        }
    }

    private void look(Checkout checkout) {
        switch (creem.checkout(Objects.requireNonNull(checkout.creemId(), "one with a page is looked at"))) {
            case CreemApi.Outcome.Done(JsonNode seen) -> seen(checkout, seen);
            case CreemApi.Outcome.Refused refused -> {
                LOG.warn("Creem does not show the checkout {}", checkout.id());
                again(checkout);
            }
            case CreemApi.Outcome.Unknown lost -> again(checkout);
            case CreemApi.Outcome.NotNow later -> again(checkout);
        }
    }

    private void seen(Checkout checkout, JsonNode seen) {
        String status = CreemObjects.text(seen, "status").orElse("");
        if (status.equals("expired")) {
            checkouts.over(checkout.id(), clock.instant());
            return;
        }
        // Before the next look is planned: what is made true here ends the looking.
        again(checkout);
        List<Told> told = read(checkout, seen);
        transaction.executeWithoutResult(done -> facts.make(told));
    }

    /**
     * Of a plan its checkout says only that it was paid for; the payment itself is the plan's. Both are made true together, or neither: a
     * checkout that is known to be paid is looked at no more.
     */
    private List<Told> read(Checkout checkout, JsonNode seen) {
        List<Told> own = own(checkout, seen);
        return CreemObjects.id(seen.path("subscription"))
                .filter(id -> CreemObjects.text(seen, "status").orElse("").equals("completed"))
                .map(plan -> done(creem.subscription(plan))
                        .flatMap(this::payment)
                        .map(payment ->
                                Stream.concat(payment.stream(), own.stream()).toList())
                        .orElse(List.of()))
                .orElse(own);
    }

    private List<Told> own(Checkout checkout, JsonNode seen) {
        return switch (news.read("checkout.completed", seen, clock.instant())) {
            case Reading.Understood understood -> understood.told();
            case Reading.Unclear unclear -> {
                LOG.error("The checkout {} cannot be understood ({})", checkout.id(), unclear.why());
                yield List.of();
            }
        };
    }

    /**
     * How a plan stands, and its last payment, unless that is one that failed; the plan may be another one since it was made.
     *
     * @return nothing where Creem does not answer
     */
    private Optional<List<Told>> payment(JsonNode subscription) {
        Optional<Stands> now = untold.stands(subscription);
        Optional<String> last = CreemObjects.text(subscription, "last_transaction_id");
        if (now.isEmpty() || last.isEmpty()) {
            return Optional.of(now.<Told>map(one -> one).stream().toList());
        }
        return done(creem.transaction(last.get()))
                .map(one -> Transaction.read(one)
                        .filter(Transaction::paid)
                        .<List<Told>>map(paid -> List.of(now.get(), untold.paid(paid, now.get())))
                        .orElse(List.of(now.get())));
    }

    private static Optional<JsonNode> done(CreemApi.Outcome outcome) {
        return outcome instanceof CreemApi.Outcome.Done(JsonNode answer) ? Optional.of(answer) : Optional.empty();
    }

    private void again(Checkout checkout) {
        Instant now = clock.instant();
        if (checkout.askedAt().plus(LONGEST).isBefore(now)) {
            checkouts.over(checkout.id(), now);
        } else {
            Duration pause = PAUSES.get(Math.min(checkout.looks(), PAUSES.size()) - 1);
            checkouts.lookAgain(checkout.id(), now.plus(pause));
        }
    }
}
