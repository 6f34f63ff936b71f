package com.allvideomodels.audit;

import com.allvideomodels.kernel.AccountId;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Notes acts while a transaction runs and adds them to the chain as the last thing before it commits: the head of the chain is locked
 * for as short as can be, and never while its holder waits for another lock.
 */
@Component
class ChainedTrail implements AuditTrail {

    private final Chain chain;
    private final SubjectKeys keys;
    private final InstantSource clock;

    ChainedTrail(Chain chain, SubjectKeys keys, InstantSource clock) {
        this.chain = chain;
        this.keys = keys;
        this.clock = clock;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void record(Act act) {
        pending().add(new Noted(act, clock.instant().truncatedTo(ChronoUnit.MICROS)));
    }

    private Pending pending() {
        for (var one : TransactionSynchronizationManager.getSynchronizations()) {
            if (one instanceof Pending pending && pending.chain == chain) {
                return pending;
            }
        }
        var fresh = new Pending(chain);
        TransactionSynchronizationManager.registerSynchronization(fresh);
        return fresh;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void forget(AccountId subject) {
        keys.forget(subject, clock.instant());
    }

    /** The acts of one transaction that are not in the chain yet. */
    private static final class Pending implements TransactionSynchronization, Ordered {

        private final Chain chain;
        private final List<Noted> acts = new ArrayList<>();
        private boolean committing;

        Pending(Chain chain) {
            this.chain = chain;
        }

        void add(Noted act) {
            if (committing) {
                chain.append(List.of(act));
            } else {
                acts.add(act);
            }
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            committing = true;
            chain.append(acts);
        }

        @Override
        public void afterCommit() {
            if (!committing) {
                // Noted by what runs before a commit, too late to be called itself. Nothing may pass in silence.
                throw new IllegalStateException("An act was noted while its transaction was being committed");
            }
        }

        @Override
        public int getOrder() {
            return Ordered.LOWEST_PRECEDENCE;
        }
    }

    /** An act and when it was done. */
    record Noted(Act act, Instant at) {}
}
