package com.allvideomodels.audit;

import com.allvideomodels.audit.Statement.Kind;
import com.allvideomodels.storage.Bucket;
import com.allvideomodels.storage.Signer;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Lets the chain go on in a database that was restored from before its newest checkpoint, and says outside it what was lost. */
@Component
public class AuditContinuation {

    private static final Logger LOG = LoggerFactory.getLogger(AuditContinuation.class);

    private final Chain chain;
    private final Bucket recordBucket;
    private final Signer signer;
    private final AuditTrail trail;
    private final TransactionTemplate transaction;
    private final InstantSource clock;

    AuditContinuation(
            Chain chain,
            Bucket recordBucket,
            Signer signer,
            AuditTrail trail,
            TransactionTemplate transaction,
            InstantSource clock) {
        this.chain = chain;
        this.recordBucket = recordBucket;
        this.signer = signer;
        this.trail = trail;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Numbers that were given before the restore are never given again. Does nothing where nothing was lost; before anything runs. */
    public void continueAfterRestore() throws IOException {
        // The bucket first: whatever a checkpoint speaks of was committed before, so a later look at the database shows
        // it.
        long newest =
                newest(Kind.CHECKPOINT.prefix() + "%019d".formatted(chain.head().number()));
        Chain.Head head = chain.head();
        if (newest <= head.number()) {
            return;
        }
        var loss = new Statement(Kind.LOSS, head.number(), head.hash(), newest + 1, clock.instant());
        recordBucket.create(loss.key(), loss.signed(signer));
        transaction.executeWithoutResult(status -> {
            if (chain.lockedHead().number() == head.number()) {
                chain.moveTo(new Chain.Head(newest, head.hash()));
                trail.record(Act.of(new Actor.Job("audit.checkpoint"), "audit.rows-lost")
                        .with("from", head.number() + 1)
                        .with("to", newest));
            }
        });
        LOG.warn("The database was restored: rows {} to {} of the audit trail are lost", head.number() + 1, newest);
    }

    private long newest(String after) throws IOException {
        long newest = 0;
        List<String> keys = recordBucket.list(Kind.CHECKPOINT.prefix(), after);
        while (!keys.isEmpty()) {
            newest = Long.parseLong(
                    keys.getLast().substring(Kind.CHECKPOINT.prefix().length()));
            keys = recordBucket.list(Kind.CHECKPOINT.prefix(), keys.getLast());
        }
        return newest;
    }
}
