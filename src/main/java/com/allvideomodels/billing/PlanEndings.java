package com.allvideomodels.billing;

import com.allvideomodels.account.AccountClosed;
import com.allvideomodels.account.AccountClosure;
import com.allvideomodels.account.Accounts;
import com.allvideomodels.billing.PlanDesk.Result;
import com.allvideomodels.billing.PlanEndingRows.Ending;
import com.allvideomodels.billing.Subscriptions.Subscription;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.ScheduledJob;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/**
 * Ends the plans of who closed their account, and those that turn up after: nothing more is charged, and what is paid stays theirs until its
 * period is over. Creem is asked until it has done so. Whoever comes back finds the plan as Creem has it, and may take it up again.
 */
@Component
class PlanEndings {

    @Configuration(proxyBeanMethods = false)
    static class Job {

        @Bean
        ScheduledJob endPlansOfClosedAccounts(PlanEndings endings) {
            return new ScheduledJob("billing.end-plans", endings::work);
        }
    }

    /** From then on staff are told each time, and an erasure waits no longer. */
    static final int MANY_TRIES = 10;

    private static final Logger LOG = LoggerFactory.getLogger(PlanEndings.class);
    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(6);

    private final PlanEndingRows rows;
    private final Subscriptions subscriptions;
    private final PlanDesk desk;
    private final Accounts accounts;
    private final AccountClosure closure;
    private final InstantSource clock;

    PlanEndings(
            PlanEndingRows rows,
            Subscriptions subscriptions,
            PlanDesk desk,
            Accounts accounts,
            AccountClosure closure,
            InstantSource clock) {
        this.rows = rows;
        this.subscriptions = subscriptions;
        this.desk = desk;
        this.accounts = accounts;
        this.closure = closure;
        this.clock = clock;
    }

    @ApplicationModuleListener
    void on(AccountClosed closed) {
        if (accounts.keep(closed.account())) {
            rows.add(closed.account(), clock.instant());
        }
    }

    /** Outside any transaction: Creem is asked. */
    void work() {
        Optional<Ending> next;
        while ((next = rows.claim(clock.instant(), LEASE)).isPresent()) {
            work(next.get());
        }
    }

    private void work(Ending ending) {
        if (closure.erasedFrom(ending.account()).isEmpty()) {
            rows.remove(ending.account());
            return;
        }
        long left = subscriptions.renewing(ending.account()).stream()
                .filter(plan -> !isEnded(plan))
                .count();
        if (left > 0) {
            later(ending);
        }
    }

    private boolean isEnded(Subscription plan) {
        Result result = desk.end(plan);
        return result == Result.DONE || result == Result.ALREADY;
    }

    private void later(Ending ending) {
        Duration pause = Duration.ofMinutes(1L << Math.min(ending.tries(), 9));
        Instant next = clock.instant().plus(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE);
        rows.later(ending.account(), next);
        if (ending.tries() >= MANY_TRIES) {
            LOG.error(
                    "A plan of a closed account could not be ended in {} tries: end it at Creem by hand, or nobody stops its payments",
                    ending.tries());
        }
    }

    /** Whether somebody's plan is still to be ended, so that what is known of it must stay. */
    boolean isAwaited(AccountId account) {
        return !subscriptions.renewing(account).isEmpty()
                && rows.tries(account).filter(tries -> tries < MANY_TRIES).isPresent();
    }
}
