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
    private final Destructions destructions;
    private final Erasures erasures;
    private final ErasureWork work;
    private final LegalHolds holds;
    private final TransactionTemplate transaction;
    private final InstantSource clock;

    Replay(
            List<Custodian> custodians,
            Destructions destructions,
            Erasures erasures,
            ErasureWork work,
            LegalHolds holds,
            TransactionTemplate transaction,
            InstantSource clock) {
        this.custodians = List.copyOf(custodians);
        this.destructions = destructions;
        this.erasures = erasures;
        this.work = work;
        this.holds = holds;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** From the return on nobody can read it; of an account, everything that no hold keeps has gone. */
    void carryOut(LogEntry entry) {
        Instant now = clock.instant();
        switch (entry) {
            case LogEntry.Destroyed one -> destroy(one, now);
            case LogEntry.Erased one -> erase(one.account(), now);
        }
    }

    private void destroy(LogEntry.Destroyed one, Instant now) {
        transaction.executeWithoutResult(status -> {
            holds.guard();
            custodians.stream()
                    .filter(custodian -> custodian.dataClass().equals(one.dataClass()))
                    .forEach(custodian -> custodian.destroy(one.item(), one.cause(), now));
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
        });
    }

    private void erase(AccountId account, Instant now) {
        transaction.executeWithoutResult(status -> {
            holds.guard();
            erasures.order(account, Cause.ERASURE, now);
        });
        work.carryOut();
    }
}
