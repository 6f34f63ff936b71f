package com.allvideomodels.retention;

import com.allvideomodels.storage.Bucket;
import com.allvideomodels.storage.Signer;
import java.io.IOException;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/**
 * The list of destructions outside the database, in objects that are only ever created (clause security.backups). A row is copied
 * soon after its commit, whatever number it has; a restored database reads there what it has forgotten.
 */
@Component
class DestructionLog {

    private static final int ENTRIES = 1_000;

    private final LogRows rows;
    private final Bucket recordBucket;
    private final Signer signer;
    private final InstantSource clock;

    DestructionLog(LogRows rows, Bucket recordBucket, Signer signer, InstantSource clock) {
        this.rows = rows;
        this.recordBucket = recordBucket;
        this.signer = signer;
        this.clock = clock;
    }

    /**
     * Whether there is a log and this database has never seen it. A database that was served once has taken the first batch, so this
     * one is new, or the log is another's.
     */
    boolean isUnknownHere() throws IOException {
        return rows.head().sequence() == 0 && recordBucket.read(LogBatch.key(2)).isPresent();
    }

    /** Writes a first batch, about nothing, unless there is one. */
    void begin() throws IOException {
        if (rows.head().sequence() == 0) {
            append(List.of());
        }
    }

    /** Copies what no batch speaks of yet. Outside any transaction. */
    void write() throws IOException {
        List<LogEntry> entries = rows.notLogged(ENTRIES);
        while (!entries.isEmpty()) {
            append(entries);
            entries = rows.notLogged(ENTRIES);
        }
    }

    private void append(List<LogEntry> entries) throws IOException {
        LogRows.Head head = rows.head();
        var batch = new LogBatch(head.sequence() + 1, head.hash(), clock.instant(), entries);
        byte[] signed = batch.signed(signer);
        if (recordBucket.create(LogBatch.key(batch.sequence()), signed)) {
            rows.taken(batch, LogBatch.hash(signed));
        } else {
            adopt();
        }
    }

    /** Somebody wrote this batch and did not come to say so in the database, or is just about to. */
    private void adopt() throws IOException {
        catchUp(entry -> {
            throw new IllegalStateException(
                    "The log of destructions speaks of what this database does not know: it was restored"
                            + " under a running application. Stop every node and start again, to carry out what is missing.");
        });
    }

    /**
     * Takes every batch the database has not taken yet. What the database does not know goes to {@code unknown}, which must have
     * carried it out when it returns; a batch that was begun is begun again after a crash.
     *
     * @return how many batches were taken
     * @throws LogBatch.Tampered if the log is not whole
     */
    int catchUp(Consumer<LogEntry> unknown) throws IOException {
        check(rows.head());
        int taken = 0;
        while (true) {
            LogRows.Head head = rows.head();
            Optional<byte[]> signed = recordBucket.read(LogBatch.key(head.sequence() + 1));
            if (signed.isEmpty()) {
                endsAt(head);
                return taken;
            }
            LogBatch batch = LogBatch.follows(head.sequence(), head.hash(), signed.get(), signer);
            batch.entries().stream().filter(entry -> !rows.knows(entry)).forEach(unknown);
            rows.taken(batch, LogBatch.hash(signed.get()));
            taken++;
        }
    }

    /** The last batch we know of must still be there, as it was. */
    private void check(LogRows.Head head) throws IOException {
        if (head.sequence() == 0) {
            return;
        }
        byte[] there = recordBucket
                .read(LogBatch.key(head.sequence()))
                .orElseThrow(() -> new LogBatch.Tampered("batch " + head.sequence() + " is not there"));
        if (!MessageDigest.isEqual(LogBatch.hash(there), head.hash())) {
            throw new LogBatch.Tampered("batch " + head.sequence() + " is not the one that was written");
        }
    }

    private void endsAt(LogRows.Head head) throws IOException {
        List<String> later = recordBucket.list(LogBatch.PREFIX, LogBatch.key(head.sequence()));
        boolean justWritten = !later.isEmpty() && later.getFirst().equals(LogBatch.key(head.sequence() + 1));
        if (!later.isEmpty() && !justWritten) {
            throw new LogBatch.Tampered("batch " + (head.sequence() + 1) + " is missing before " + later.getFirst());
        }
    }
}
