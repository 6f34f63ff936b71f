package com.allvideomodels.retention;

import com.allvideomodels.audit.Pruning;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What the end of the trail needs outside the database, where no transaction reaches: a signed word before rows go, and the deletion
 * of what was said of rows that are long gone.
 */
@Component
class TrailUpkeep {

    static final String JOB = "retention.trail";

    private final AuditRule rule;
    private final Pruning pruning;
    private final LegalHolds holds;
    private final DestructionClock clock;
    private final TransactionTemplate transactions;
    private final RetentionSettings settings;

    TrailUpkeep(
            AuditRule rule,
            Pruning pruning,
            LegalHolds holds,
            DestructionClock clock,
            TransactionTemplate transactions,
            RetentionSettings settings) {
        this.rule = rule;
        this.pruning = pruning;
        this.holds = holds;
        this.clock = clock;
        this.transactions = transactions;
        this.settings = settings;
    }

    void run() {
        clock.now().ifPresent(now -> {
            try {
                at(now);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private void at(Instant now) throws IOException {
        Instant until = rule.writtenBy(now);
        if (!rule.isHeld(now)) {
            pruning.declare(until, settings.batch(), rule.heldPeople(now));
        }
        List<String> spent = pruning.spent(until);
        transactions.executeWithoutResult(status -> {
            holds.guard();
            if (!rule.isHeld(now)) {
                pruning.order(spent, until);
            }
        });
        pruning.clear();
    }
}
