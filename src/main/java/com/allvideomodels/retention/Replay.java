package com.allvideomodels.retention;

import com.allvideomodels.kernel.AccountId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Carries out again what a restored database has forgotten. Each entry is a transaction of its own and may come twice. */
@Component
class Replay {

    private final List<Custodian> custodians;
    private final List<Repetition> repetitions;
    private final Repetitions notes;
    private final Destructions destructions;
    private final ErasureRows orders;
    private final ErasureWork work;
    private final LegalHolds holds;
    private final TransactionTemplate transaction;
    private final InstantSource clock;

    Replay(
            List<Custodian> custodians,
            List<Repetition> repetitions,
            Repetitions notes,
            Destructions destructions,
            ErasureRows orders,
            ErasureWork work,
            LegalHolds holds,
            TransactionTemplate transaction,
            InstantSource clock) {
        this.custodians = List.copyOf(custodians);
        this.repetitions = List.copyOf(repetitions);
        this.notes = notes;
        this.destructions = destructions;
        this.orders = orders;
        this.work = work;
        this.holds = holds;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * From the return on nobody can read it; of an account, everything that no hold keeps has gone.
     *
     * @throws NotYet if an account could not be erased for now
     */
    void carryOut(LogEntry entry) {
        switch (entry) {
            case LogEntry.Destroyed one -> guarded(now -> destroy(one, now));
            case LogEntry.Erased one -> erase(one.account());
            case LogEntry.Repeated one
            when one.kind().equals(ErasureRows.ORDERED) -> {
                erase(new AccountId(one.item()));
                guarded(now -> notes.note(one.kind(), one.item(), one.detail(), one.at()));
            }
            case LogEntry.Repeated one -> guarded(now -> repeat(one));
        }
    }

    private void guarded(java.util.function.Consumer<Instant> work) {
        transaction.executeWithoutResult(status -> {
            holds.guard();
            work.accept(clock.instant());
        });
    }

    private void destroy(LogEntry.Destroyed one, Instant now) {
        List<Custodian> keepers = of(one.dataClass());
        keepers.forEach(custodian -> custodian.destroy(one.item(), one.cause(), now));
        // A hold that was released after the backup is in force again: then it is ordered, and on the list once it has
        // gone.
        boolean held = keepers.stream().anyMatch(custodian -> custodian.fate(one.item()) instanceof Fate.Kept);
        if (!held) {
            // What was made after the backup is unknown to its custodian; that it is gone is known again all the same.
            destructions.record(
                    new Destruction(
                            one.item(),
                            one.dataClass(),
                            new AccountId(one.owner()),
                            one.deadline(),
                            one.cause(),
                            List.of()),
                    one.at());
        }
    }

    private List<Custodian> of(String dataClass) {
        return custodians.stream()
                .filter(custodian -> custodian.dataClass().equals(dataClass))
                .toList();
    }

    /** The account is closed with the order, so that nobody gets in while a hold keeps it. */
    private void erase(AccountId account) {
        guarded(now -> {
            of("account").forEach(custodian -> custodian.destroy(account.value(), Cause.ERASURE, now));
            orders.order(account, Cause.ERASURE, now);
            orders.later(account, now);
        });
        work.carryOut();
        boolean done = orders.of(account).map(Erasures.Progress::heldBack).orElse(true);
        if (!done) {
            throw new NotYet();
        }
    }

    private void repeat(LogEntry.Repeated one) {
        Repetition repetition = repetitions.stream()
                .filter(known -> known.kind().equals(one.kind()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "The log of destructions speaks of " + one.kind() + ", which this version does not know"));
        repetition.repeat(one.item(), one.detail(), one.at());
        notes.note(one.kind(), one.item(), one.detail(), one.at());
    }

    /** An erasure failed; it is tried again before anyone is served. */
    static final class NotYet extends RuntimeException {

        private static final long serialVersionUID = 1L;

        NotYet() {
            super("an account that was erased since the backup could not be erased again yet");
        }
    }
}
