package com.allvideomodels.billing;

import com.allvideomodels.billing.CreemApi.Outcome;
import com.allvideomodels.billing.Facts.Made;
import com.allvideomodels.billing.ReconciliationRows.Report;
import com.allvideomodels.billing.Told.Disputed;
import com.allvideomodels.kernel.Money;
import com.allvideomodels.kernel.ScheduledJob;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/**
 * Compares the books with Creem: what was never told is made true, what cannot be is written down for staff. After a day Creem tells a thing
 * no more (contract, Webhooks), so this goes three days back each hour and far back each day, and the difference must be nothing.
 */
@Component
class Reconciliation {

    @Configuration(proxyBeanMethods = false)
    static class Job {

        @Bean
        ScheduledJob reconcilePayments(Reconciliation reconciliation) {
            return new ScheduledJob("billing.reconcile", reconciliation::run);
        }

        @Bean
        ScheduledJob reconcileOldPayments(Reconciliation reconciliation) {
            return new ScheduledJob("billing.reconcile-far", reconciliation::far);
        }
    }

    static final Duration BACK = Duration.ofDays(3);

    /** Banks take money back for four months (decision 122). */
    static final Duration FAR_BACK = Duration.ofDays(130);

    private static final Logger LOG = LoggerFactory.getLogger(Reconciliation.class);
    private static final int PAGE = 100;

    /** More than four months have; a list that never ends is no list. */
    private static final int MOST_PAGES = 20_000;

    private final CreemApi creem;
    private final CreemSettings settings;
    private final UntoldPayments untold;
    private final Facts facts;
    private final Payments payments;
    private final UntoldPlans plans;
    private final Checkouts checkouts;
    private final CheckoutWatch watch;
    private final ReconciliationRows rows;
    private final TransactionTemplate transaction;
    private final InstantSource clock;

    Reconciliation(
            CreemApi creem,
            CreemSettings settings,
            UntoldPayments untold,
            Facts facts,
            Payments payments,
            UntoldPlans plans,
            Checkouts checkouts,
            CheckoutWatch watch,
            ReconciliationRows rows,
            TransactionTemplate transaction,
            InstantSource clock) {
        this.creem = creem;
        this.settings = settings;
        this.untold = untold;
        this.facts = facts;
        this.payments = payments;
        this.plans = plans;
        this.checkouts = checkouts;
        this.watch = watch;
        this.rows = rows;
        this.transaction = transaction;
        this.clock = clock;
    }

    void run() {
        run(BACK);
    }

    /** Money goes back long after it came, and what tells of it may be lost as well. */
    void far() {
        run(FAR_BACK);
    }

    private void run(Duration back) {
        if (settings.isOn()) {
            since(clock.instant().minus(back))
                    .ifPresentOrElse(
                            this::report,
                            () -> LOG.warn("Creem could not be asked; the books are compared with the next run"));
        }
    }

    private void report(Report report) {
        rows.add(report);
        if (report.difference() != 0 || !report.unknown().isEmpty()) {
            LOG.error("The books and Creem differ: /admin/payments");
        }
    }

    /** Outside any transaction. Nothing where Creem did not answer to the end; what was mended until then stays so. */
    Optional<Report> since(Instant since) {
        var tally = new Tally(since);
        return everyPage(creem::subscriptions, this::standing)
                        && everyPage(creem::transactions, items -> compare(items, tally))
                ? Optional.of(tally.report(clock.instant()))
                : Optional.empty();
    }

    /** @param page of some of Creem's things, read one after the other; it says whether the next one is wanted */
    private static boolean everyPage(BiFunction<Integer, Integer, Outcome> ask, Predicate<JsonNode> page) {
        for (int number = 1; number <= MOST_PAGES; number++) {
            if (!(ask.apply(number, PAGE) instanceof Outcome.Done(JsonNode answer))) {
                return false;
            }
            JsonNode next = answer.at("/pagination/next_page");
            if (!page.test(answer.path("items")) || next.isMissingNode() || next.isNull()) {
                return true;
            }
        }
        return false;
    }

    private boolean standing(JsonNode items) {
        plans.makeTrue(items);
        return true;
    }

    /** One page at a time, of which only what differs is looked at by itself. @return whether the next page can have more */
    private boolean compare(JsonNode items, Tally tally) {
        List<Transaction> all = items.valueStream()
                .flatMap(item -> Transaction.read(item).stream())
                .toList();
        List<Transaction> moved = all.stream().filter(tally::isOfThisTime).toList();
        Map<String, Payment> ours = new HashMap<>(payments.find(ids(moved)));
        List<Transaction> differing =
                moved.stream().filter(one -> differs(one, ours)).toList();
        differing.stream().filter(one -> mend(one, ours, tally)).forEach(one -> tally.mended());
        if (!differing.isEmpty()) {
            ours.putAll(payments.find(ids(differing)));
        }
        moved.forEach(one -> tally.add(one, ours.get(one.id())));
        return all.isEmpty() || !isNewestFirst(all) || !all.getLast().at().isBefore(tally.since());
    }

    private static List<String> ids(List<Transaction> some) {
        return some.stream().map(Transaction::id).toList();
    }

    private static boolean differs(Transaction one, Map<String, Payment> ours) {
        Payment known = ours.get(one.id());
        return known == null || !known.agrees(one);
    }

    /** Nothing says in which order Creem lists; only if it is this one does something old mean that nothing newer follows. */
    private static boolean isNewestFirst(List<Transaction> all) {
        return IntStream.range(1, all.size())
                .noneMatch(
                        place -> all.get(place).at().isAfter(all.get(place - 1).at()));
    }

    /** @return whether the books did not know of it */
    private boolean mend(Transaction one, Map<String, Payment> ours, Tally tally) {
        boolean fresh = !ours.containsKey(one.id()) && missed(one, tally);
        transaction.executeWithoutResult(status -> {
            payments.seen(one.id(), one.amounts(), one.refunded());
            if (one.disputed()) {
                facts.make(List.of(new Disputed(
                        "dispute-of-" + one.id(), one.id(), one.amounts().charged())));
            }
        });
        return fresh;
    }

    private boolean missed(Transaction one, Tally tally) {
        return one.subscription() == null ? missedPack(one, tally) : missedPlan(one, one.subscription());
    }

    /** A pack is found by its own checkout, for which there is a watch; somebody may have paid when that had given up. */
    private boolean missedPack(Transaction one, Tally tally) {
        Money price = one.amounts().net();
        if (tally.isFirstAt(price) && checkouts.lookAtEnded(price, clock.instant()) > 0) {
            watch.look();
        }
        return payments.find(one.id()).isPresent();
    }

    /** Of a plan the plan itself says whose it is. */
    private boolean missedPlan(Transaction one, String plan) {
        if (!(creem.subscription(plan) instanceof Outcome.Done(JsonNode subscription))) {
            return false;
        }
        return untold.stands(subscription)
                .map(now -> untold.paid(one, now))
                .filter(paid -> transaction.execute(status -> facts.make(List.of(paid))) == Made.NEWS)
                .isPresent();
    }
}
