package com.allvideomodels.retention;

import com.allvideomodels.storage.Bucket;
import com.allvideomodels.storage.Signer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Ends batches that no backup needs any more. What says where the log begins is written first, so that a gap never looks like one. */
@Component
class LogEnding {

    /** The class of data, by its id in {@code retention.yml}. */
    static final String CLASS = "destruction-log";

    /** So much earlier than it must be, that nothing is late. */
    private static final Duration EARLY = Duration.ofDays(1);

    private static final Logger LOG = LoggerFactory.getLogger(LogEnding.class);

    private final LogRows rows;
    private final DestructionLog log;
    private final Bucket recordBucket;
    private final Signer signer;
    private final RetentionPolicy policy;
    private final DestructionClock clock;

    LogEnding(
            LogRows rows,
            DestructionLog log,
            Bucket recordBucket,
            Signer signer,
            RetentionPolicy policy,
            DestructionClock clock) {
        this.rows = rows;
        this.log = log;
        this.recordBucket = recordBucket;
        this.signer = signer;
        this.policy = policy;
        this.clock = clock;
    }

    /** Outside any transaction; may run twice. @return how many batches went */
    int endOld() throws IOException {
        Optional<Instant> now = clock.now();
        if (now.isEmpty() || rows.state().sequence() == 0) {
            return 0;
        }
        raiseFloor(policy.rule(CLASS).startedBy(now.get()).plus(EARLY));
        return deleteBelow(rows.state().floor());
    }

    /** To the first batch that is young enough; the last one of all must be. */
    private void raiseFloor(Instant since) throws IOException {
        long sequence = rows.state().floor();
        LogBatch batch = batch(sequence);
        while (batch.at().isBefore(since)) {
            if (sequence == rows.state().sequence()) {
                log.append();
            }
            sequence++;
            batch = batch(sequence);
        }
        boolean raised = sequence > rows.state().floor();
        // Also where it stays: a restored database may have the time of an older one.
        rows.floor(sequence, batch.at());
        if (raised) {
            log.beat();
        }
    }

    private LogBatch batch(long sequence) throws IOException {
        byte[] signed = recordBucket
                .read(LogBatch.key(sequence))
                .orElseThrow(() -> new LogBatch.Tampered("batch " + sequence + " is not there"));
        return LogBatch.read(sequence, signed, signer);
    }

    private int deleteBelow(long floor) throws IOException {
        String first = LogBatch.key(floor);
        int gone = 0;
        List<String> old = below(first);
        while (!old.isEmpty()) {
            var left = recordBucket.delete(old);
            gone += old.size() - left.size();
            if (!left.isEmpty()) {
                LOG.warn("{} old batches of the log of destructions stay for now: {}", left.size(), left.values());
                return gone;
            }
            old = below(first);
        }
        return gone;
    }

    private List<String> below(String first) throws IOException {
        return recordBucket.list(LogBatch.PREFIX, "").stream()
                .filter(key -> key.compareTo(first) < 0)
                .toList();
    }
}
