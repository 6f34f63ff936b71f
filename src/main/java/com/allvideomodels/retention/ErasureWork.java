package com.allvideomodels.retention;

import com.allvideomodels.audit.Act;
import com.allvideomodels.audit.Actor;
import com.allvideomodels.audit.AuditTrail;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.retention.ErasureRows.Standing;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Carries out orders of erasure: every step, then the account counts as erased and nothing new can be kept for it, then every step
 * once more for what came in between. A crash anywhere repeats one step at most.
 */
@Component
class ErasureWork {

    static final String JOB = "retention.erase";

    /** How long a node that went away keeps an order to itself. */
    static final Duration LEASE = Duration.ofMinutes(5);

    /** What is held is tried again this often; a release does not wait for it. */
    static final Duration WHILE_HELD = Duration.ofHours(1);

    /** What goes by itself is looked for this often. */
    static final Duration WHILE_WAITING = Duration.ofMinutes(2);

    /** No class of data: what is held under it is the account as such. */
    private static final String WHOLE = "erasure";

    private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final Logger LOG = LoggerFactory.getLogger(ErasureWork.class);

    private final ErasureRows orders;
    private final List<ErasureStep> steps;
    private final LegalHolds holds;
    private final Destructions destructions;
    private final AuditTrail audit;
    private final TransactionTemplate transaction;
    private final InstantSource clock;

    ErasureWork(
            ErasureRows orders,
            List<ErasureStep> steps,
            LegalHolds holds,
            Destructions destructions,
            AuditTrail audit,
            TransactionTemplate transaction,
            InstantSource clock) {
        this.orders = orders;
        this.steps = steps.stream()
                .sorted(Comparator.comparingInt(ErasureStep::place))
                .toList();
        this.holds = holds;
        this.destructions = destructions;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Goes on with every order that is due. Outside any transaction.
     *
     * @return how many accounts have wholly gone
     */
    @Transactional(propagation = Propagation.NEVER)
    public int carryOut() {
        int gone = 0;
        Optional<AccountId> next;
        while ((next = claim()).isPresent()) {
            gone += carryOut(next.get()) ? 1 : 0;
        }
        return gone;
    }

    private Optional<AccountId> claim() {
        Instant now = clock.instant();
        return orders.claim(now, now.plus(LEASE));
    }

    private boolean carryOut(AccountId account) {
        try {
            return allStepsDone(account) && erased(account) && allStepsDone(account) && ended(account);
        } catch (RuntimeException e) {
            int attempts = orders.find(account).map(Standing::attempts).orElse(1);
            orders.later(account, clock.instant().plus(pause(attempts)));
            LOG.warn("An erasure could not go on; it is tried again", e);
            return false;
        }
    }

    private boolean allStepsDone(AccountId account) {
        Set<Left> left = EnumSet.noneOf(Left.class);
        steps.forEach(step -> left.add(carryOut(account, step)));
        Instant now = clock.instant();
        if (left.contains(Left.HELD)) {
            orders.heldBack(account, now, now.plus(WHILE_HELD));
        } else if (left.contains(Left.AWAITED)) {
            orders.waiting(account, now.plus(WHILE_WAITING));
        }
        return left.equals(EnumSet.of(Left.NOTHING));
    }

    /** What is left of a step, and why. */
    private enum Left {
        NOTHING,
        AWAITED,
        HELD
    }

    /** Others may write something, or end what it waits for, while it is carried out: nobody holds that, and a second time it goes. */
    private Left carryOut(AccountId account, ErasureStep step) {
        boolean waited = step.waits(account);
        if (stepDone(account, step)) {
            return Left.NOTHING;
        }
        if (waited || step.waits(account)) {
            return Left.AWAITED;
        }
        return stepDone(account, step) ? Left.NOTHING : step.waits(account) ? Left.AWAITED : Left.HELD;
    }

    /** Whether it found nothing left, now or before in this round. */
    private boolean stepDone(AccountId account, ErasureStep step) {
        return guarded(account, standing -> {
            if (standing.done().contains(step.module())) {
                return true;
            }
            Instant now = clock.instant();
            // A hold on the whole account needs no step to know of it.
            boolean nothingLeft = !holds.isHeld(WHOLE, account, account.value(), now) && step.erase(account, now);
            if (nothingLeft) {
                orders.done(account, step.module());
            }
            return nothingLeft;
        });
    }

    /** The end of the first round. */
    private boolean erased(AccountId account) {
        return guarded(account, standing -> {
            if (!standing.erased()) {
                Instant now = clock.instant();
                destructions.erased(account, now);
                audit.forget(account);
                audit.record(Act.of(new Actor.Job(JOB), "account.erased").with("cause", standing.cause()));
                orders.secondRound(account, now);
            }
            return true;
        });
    }

    private boolean ended(AccountId account) {
        return guarded(account, standing -> {
            orders.end(account);
            return true;
        });
    }

    /** Runs this where nobody places a hold meanwhile and no other node works at the same order; false where it has ended. */
    private boolean guarded(AccountId account, Function<Standing, Boolean> work) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            holds.guard();
            return orders.lock(account).map(work).orElse(false);
        }));
    }

    private static Duration pause(int attempts) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempts, 10));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }
}
