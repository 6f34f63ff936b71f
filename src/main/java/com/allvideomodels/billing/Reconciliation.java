package com.allvideomodels.billing;

import com.allvideomodels.billing.CreemApi.Outcome;
import com.allvideomodels.billing.ReconciliationRows.Report;
import com.allvideomodels.kernel.ScheduledJob;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
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

    /** By so much what Creem dates and what it tells may be apart. */
    private static final Duration SLACK = Duration.ofDays(1);

    /** What is newer may be missing in a list that was made before. */
    private static final Duration UNLISTED = Duration.ofHours(1);

    private static final Logger LOG = LoggerFactory.getLogger(Reconciliation.class);
    private static final int PAGE = 100;

    /** More than four months have; a list that never ends is no list. */
    private static final int MOST_PAGES = 20_000;

    private final CreemApi creem;
    private final CreemSettings settings;
    private final Payments payments;
    private final Comparison comparison;
    private final UntoldPlans plans;
    private final ReconciliationRows rows;
    private final InstantSource clock;

    Reconciliation(
            CreemApi creem,
            CreemSettings settings,
            Payments payments,
            Comparison comparison,
            UntoldPlans plans,
            ReconciliationRows rows,
            InstantSource clock) {
        this.creem = creem;
        this.settings = settings;
        this.payments = payments;
        this.comparison = comparison;
        this.plans = plans;
        this.rows = rows;
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
        if (!report.isEven()) {
            LOG.error("The books and Creem differ: /admin/payments");
        }
    }

    /** Outside any transaction. Nothing where Creem did not answer to the end; what was mended until then stays so. */
    Optional<Report> since(Instant since) {
        Instant now = clock.instant();
        var tally = new Tally(since, now.minus(BACK).minus(SLACK));
        return everyPage(creem::subscriptions, this::standing)
                        && everyPage(creem::transactions, items -> compare(items, tally))
                        && everyOneOfOurs(now, tally)
                ? Optional.of(tally.report(now))
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

    /** @return whether the next page can have more */
    private boolean compare(JsonNode items, Tally tally) {
        List<Transaction> all = items.valueStream()
                .flatMap(item -> Transaction.read(item).stream())
                .toList();
        tally.listed(all);
        comparison.compare(all.stream().filter(tally::isOfThisTime).toList(), tally);
        return all.isEmpty() || !isNewestFirst(all) || !all.getLast().at().isBefore(tally.since());
    }

    /** Nothing says in which order Creem lists; only if it is this one does something old mean that nothing newer follows. */
    private static boolean isNewestFirst(List<Transaction> all) {
        return IntStream.range(1, all.size())
                .noneMatch(
                        place -> all.get(place).at().isAfter(all.get(place - 1).at()));
    }

    /** The other way round: what was paid in these days by our books must be at Creem, too. Each payment is looked for in its first days. */
    private boolean everyOneOfOurs(Instant now, Tally tally) {
        List<String> missing = payments.between(now.minus(BACK), now.minus(UNLISTED)).stream()
                .filter(one -> !tally.isListed(one))
                .toList();
        return payments.find(missing).values().stream().allMatch(one -> comparison.lookFor(one, tally));
    }
}
