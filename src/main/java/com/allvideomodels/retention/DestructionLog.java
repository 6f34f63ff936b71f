package com.allvideomodels.retention;

import com.allvideomodels.storage.Bucket;
import com.allvideomodels.storage.Signer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The list of destructions outside the database, in objects that are only ever created (clause security.backups). A row is copied
 * soon after its commit, whatever number it has; a restored database reads there what it has forgotten. Outside any transaction.
 */
@Component
class DestructionLog {

    private static final int ENTRIES = 1_000;

    /** How often it is said that this database is the one that is served. */
    private static final Duration BEAT = Duration.ofMinutes(1);

    private final LogRows rows;
    private final LogReading reading;
    private final EndOfLog end;
    private final Bucket recordBucket;
    private final Signer signer;
    private final InstantSource clock;
    private final AtomicLong lastBeat = new AtomicLong();

    DestructionLog(
            LogRows rows, LogReading reading, EndOfLog end, Bucket recordBucket, Signer signer, InstantSource clock) {
        this.rows = rows;
        this.reading = reading;
        this.end = end;
        this.recordBucket = recordBucket;
        this.signer = signer;
        this.clock = clock;
    }

    /** Writes a first batch, about nothing, unless there is one. */
    void begin() throws IOException {
        if (rows.state().sequence() == 0) {
            append(List.of());
        }
    }

    /**
     * Copies what no batch speaks of yet.
     *
     * @throws Exchanged if the database is not the one that was served before
     */
    void write() throws IOException {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("The store is far away: never inside a transaction");
        }
        LogRows.State before = rows.state();
        if (before.beat() < lastBeat.get()) {
            throw new Exchanged();
        }
        boolean more = false;
        List<LogEntry> entries = rows.notLogged(ENTRIES);
        while (!entries.isEmpty()) {
            append(entries);
            more = true;
            entries = rows.notLogged(ENTRIES);
        }
        if (more || isDue(before)) {
            beat();
        }
    }

    private boolean isDue(LogRows.State state) {
        Instant seen = state.seenAt();
        return seen == null || !seen.plus(BEAT).isAfter(clock.instant());
    }

    /** Says that this database is the one that is served: in itself first, so that it is never behind what is said outside. */
    void beat() throws IOException {
        LogEnd now = rows.beat(clock.instant());
        lastBeat.accumulateAndGet(now.beat(), Math::max);
        end.write(now);
    }

    /** One more batch, of nothing, where the last one gets too old to be kept. */
    void append() throws IOException {
        append(List.of());
    }

    private void append(List<LogEntry> entries) throws IOException {
        LogRows.State state = rows.state();
        var batch = new LogBatch(state.sequence() + 1, state.hash(), clock.instant(), entries);
        byte[] signed = batch.signed(signer);
        if (recordBucket.create(LogBatch.key(batch.sequence()), signed)) {
            rows.taken(batch, LogBatch.hash(signed));
        } else {
            adopt();
        }
    }

    /** Somebody wrote this batch and did not come to say so in the database, or is just about to. */
    private void adopt() throws IOException {
        reading.catchUp(entry -> {
            throw new Exchanged();
        });
    }

    /** The database was put back under a running application. */
    static final class Exchanged extends RuntimeException {

        static final String WHAT_TO_DO =
                "The database was restored under a running application: it knows less of the log of destructions than before. Stop every"
                        + " node and start again, to carry out what is missing.";

        private static final long serialVersionUID = 1L;

        Exchanged() {
            super(WHAT_TO_DO);
        }
    }
}
