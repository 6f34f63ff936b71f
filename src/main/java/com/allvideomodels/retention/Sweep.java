package com.allvideomodels.retention;

import com.allvideomodels.audit.Act;
import com.allvideomodels.audit.Actor;
import com.allvideomodels.audit.AuditTrail;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Ends what is due. It may run late, twice and on any node: what is due says the database, and each batch is one transaction that
 * happens or does not. A class that fails is tried again later and keeps no other back.
 */
@Component
class Sweep {

    static final String JOB = "retention.sweep";

    private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);

    private final List<RetentionRule> rules;
    private final DestructionClock clock;
    private final SafetyBound bound;
    private final SafetyStops stops;
    private final SweepRows rows;
    private final LegalHolds holds;
    private final AuditTrail audit;
    private final TransactionTemplate transactions;

    Sweep(
            List<RetentionRule> rules,
            RetentionPolicy policy,
            DestructionClock clock,
            SafetyBound bound,
            SafetyStops stops,
            SweepRows rows,
            LegalHolds holds,
            AuditTrail audit,
            PlatformTransactionManager transactions) {
        this.rules = inOrder(rules, policy);
        this.clock = clock;
        this.bound = bound;
        this.stops = stops;
        this.rows = rows;
        this.holds = holds;
        this.audit = audit;
        this.transactions = new TransactionTemplate(transactions);
        // Also after a commit, while the connection of that transaction is still at hand.
        this.transactions.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    private static List<RetentionRule> inOrder(List<RetentionRule> rules, RetentionPolicy policy) {
        List<String> order =
                policy.rules().stream().map(RetentionPolicy.Rule::id).toList();
        return rules.stream()
                .sorted(Comparator.comparingInt(rule -> order.indexOf(rule.dataClass())))
                .toList();
    }

    List<RetentionRule> rules() {
        return rules;
    }

    /** Ends all that is due, a batch of each class in turn. */
    void run() {
        started(now -> {
            List<RetentionRule> open = new ArrayList<>(rules);
            open.removeIf(rule -> !hasMore(rule, now, true));
            while (!open.isEmpty()) {
                open.removeIf(rule -> !hasMore(rule, now, false));
            }
        });
    }

    /** Ends the first batch of each class, for when somebody waits; the rest follows with the next run. */
    void runOnce() {
        started(now -> rules.forEach(rule -> hasMore(rule, now, true)));
    }

    private void started(Consumer<Instant> work) {
        rows.know(rules.stream().map(RetentionRule::dataClass).toList());
        clock.now().ifPresent(work);
    }

    private boolean hasMore(RetentionRule rule, Instant now, boolean first) {
        try {
            return Objects.requireNonNull(transactions.execute(status -> batch(rule, now, first)));
        } catch (RuntimeException e) {
            LOG.error("The sweep of {} failed; it is tried again later", rule.dataClass(), e);
            rows.failed(rule.dataClass(), e.getClass().getSimpleName(), now);
            return false;
        }
    }

    /** @return whether there is more */
    private boolean batch(RetentionRule rule, Instant now, boolean first) {
        if (!rows.claim(rule.dataClass(), now)) {
            return false;
        }
        holds.guard();
        var allowance = bound.of(rule, now, first);
        int ended = allowance.most() == 0 ? 0 : rule.end(now, allowance.most());
        boolean more = ended > 0 && ended == allowance.most();
        rows.ran(rule.dataClass(), now, more ? null : rule.oldestDue(now).orElse(null));
        if (ended > 0) {
            note(rule.dataClass(), ended, allowance.released(), now);
        }
        return more;
    }

    private void note(String dataClass, int ended, boolean released, Instant now) {
        rows.count(dataClass, now, ended, released ? ended : 0);
        if (released) {
            stops.open(dataClass).ifPresent(stop -> stops.used(stop.id(), ended));
        }
        audit.record(Act.of(new Actor.Job(JOB), "data.ended")
                .with("class", dataClass)
                .with("count", ended));
    }
}
