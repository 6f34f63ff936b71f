package com.allvideomodels.billing;

import com.allvideomodels.billing.CreemApi.Outcome;
import com.allvideomodels.billing.Facts.Made;
import com.allvideomodels.billing.News.Reading;
import com.allvideomodels.billing.PaymentRows.Payment;
import com.allvideomodels.billing.Told.Disputed;
import com.allvideomodels.billing.Told.Paid;
import com.allvideomodels.billing.Told.References;
import com.allvideomodels.kernel.ScheduledJob;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/**
 * Compares the books with Creem: what was never told is made true, what cannot be is written down for staff. After a day Creem tells a thing
 * no more (contract, Webhooks), so this goes three days back each time, and the difference must be nothing.
 */
@Component
class Reconciliation {

    @Configuration(proxyBeanMethods = false)
    static class Job {

        @Bean
        ScheduledJob reconcilePayments(Reconciliation reconciliation) {
            return new ScheduledJob("billing.reconcile", reconciliation::run);
        }
    }

    static final Duration BACK = Duration.ofDays(3);

    private static final Logger LOG = LoggerFactory.getLogger(Reconciliation.class);
    private static final int PAGE = 100;

    /** More than any three days can have; a list that never ends is no list. */
    private static final int MOST_PAGES = 2000;

    private final CreemApi creem;
    private final CreemSettings settings;
    private final News news;
    private final Facts facts;
    private final Payments payments;
    private final ReconciliationRows rows;
    private final TransactionTemplate transaction;
    private final InstantSource clock;

    Reconciliation(
            CreemApi creem,
            CreemSettings settings,
            News news,
            Facts facts,
            Payments payments,
            ReconciliationRows rows,
            TransactionTemplate transaction,
            InstantSource clock) {
        this.creem = creem;
        this.settings = settings;
        this.news = news;
        this.facts = facts;
        this.payments = payments;
        this.rows = rows;
        this.transaction = transaction;
        this.clock = clock;
    }

    void run() {
        if (settings.isOn()) {
            since(clock.instant().minus(BACK))
                    .ifPresentOrElse(
                            this::report,
                            () -> LOG.warn("Creem could not be asked; the books are compared with the next run"));
        }
    }

    private void report(ReconciliationRows.Report report) {
        rows.add(report);
        if (report.difference() != 0 || !report.unknown().isEmpty()) {
            LOG.error("The books and Creem differ: /admin/payments");
        }
    }

    /** Outside any transaction. Nothing where Creem did not answer to the end. */
    Optional<ReconciliationRows.Report> since(Instant since) {
        List<Transaction> listed = new ArrayList<>();
        for (int page = 1; page <= MOST_PAGES; page++) {
            if (!(creem.transactions(page, PAGE) instanceof Outcome.Done(JsonNode answer))) {
                return Optional.empty();
            }
            List<Transaction> some = answer.path("items")
                    .valueStream()
                    .flatMap(item -> Transaction.read(item).stream())
                    .toList();
            listed.addAll(some);
            boolean older = !some.isEmpty() && some.getLast().at().isBefore(since);
            if (older
                    || answer.at("/pagination/next_page").isMissingNode()
                    || answer.at("/pagination/next_page").isNull()) {
                return Optional.of(compare(listed, since));
            }
        }
        return Optional.empty();
    }

    private ReconciliationRows.Report compare(List<Transaction> listed, Instant since) {
        int mended = 0;
        long difference = 0;
        List<String> unknown = new ArrayList<>();
        for (Transaction one : listed) {
            if (one.paid() && !one.at().isBefore(since)) {
                mended += mend(one) ? 1 : 0;
                if (payments.find(one.id()).isEmpty()) {
                    unknown.add(one.id());
                }
                difference += one.amounts().charged().minor() - one.refunded() - ours(one);
            }
        }
        return new ReconciliationRows.Report(clock.instant(), since, listed.size(), mended, difference, unknown);
    }

    private long ours(Transaction one) {
        return payments.find(one.id()).map(Payment::kept).orElse(0L);
    }

    /** @return whether the books did not know of it */
    private boolean mend(Transaction one) {
        boolean fresh = payments.find(one.id()).isEmpty() && missed(one);
        transaction.executeWithoutResult(status -> {
            payments.seen(one.id(), one.amounts(), one.refunded());
            if (one.disputed()) {
                facts.make(List.of(new Disputed(
                        "dispute-of-" + one.id(), one.id(), one.amounts().charged())));
            }
        });
        return fresh;
    }

    /** Of a plan the plan itself says whose it is; a pack is found by its own checkout, for which there is a watch. */
    private boolean missed(Transaction one) {
        if (one.subscription() == null
                || !(creem.subscription(one.subscription()) instanceof Outcome.Done(JsonNode subscription))
                || !(news.read("subscription.update", subscription, clock.instant())
                        instanceof Reading.Understood understood)) {
            return false;
        }
        return understood.told().stream()
                .filter(Told.Stands.class::isInstance)
                .map(Told.Stands.class::cast)
                .anyMatch(stands -> transaction.execute(status -> facts.make(List.of(paid(one, stands)))) == Made.NEWS);
    }

    private static Paid paid(Transaction one, Told.Stands stands) {
        return new Paid(
                one.id(),
                stands.plan(),
                stands.owner(),
                1,
                one.amounts(),
                new References(one.order(), null, one.subscription(), one.customer()),
                one.at());
    }
}
