package com.allvideomodels.retention;

import com.allvideomodels.storage.Bucket;
import com.allvideomodels.storage.Signer;
import java.io.IOException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/** Reads the log of destructions, and finds whatever is wrong with it. Outside any transaction. */
@Component
class LogReading {

    private final LogRows rows;
    private final EndOfLog end;
    private final Bucket recordBucket;
    private final Signer signer;

    LogReading(LogRows rows, EndOfLog end, Bucket recordBucket, Signer signer) {
        this.rows = rows;
        this.end = end;
        this.recordBucket = recordBucket;
        this.signer = signer;
    }

    /** How the database stands to the log. */
    sealed interface Standing {

        /** It is the one that was served last, or the first. */
        record Current() implements Standing {}

        /** There is a log, and it has never seen any of it. */
        record Unknown() implements Standing {}

        /** It was restored: what was served last went on so much longer. */
        record Behind(Duration by) implements Standing {}
    }

    /** @throws LogBatch.Tampered if what says where the log ends is not there, or not ours */
    Standing standing() throws IOException {
        // Outside first: the database says everything before it is said there.
        Optional<LogEnd> known = end.read();
        LogRows.State state = rows.state();
        if (state.sequence() == 0 && (known.isPresent() || hasMoreThanTheFirst())) {
            return new Standing.Unknown();
        }
        if (known.isEmpty() && state.seenAt() != null) {
            throw new LogBatch.Tampered("what says where it ends, " + end.key() + " in the key bucket, is not there");
        }
        return known.filter(last -> last.beat() > state.beat())
                .<Standing>map(last -> new Standing.Behind(between(state.seenAt(), last.at())))
                .orElseGet(Standing.Current::new);
    }

    private static Duration between(@org.jspecify.annotations.Nullable Instant seen, Instant last) {
        return seen == null || seen.isAfter(last) ? Duration.ZERO : Duration.between(seen, last);
    }

    /** The first one is about nothing, and may be of a start that broke off. */
    private boolean hasMoreThanTheFirst() throws IOException {
        return !recordBucket.list(LogBatch.PREFIX, LogBatch.key(1)).isEmpty();
    }

    /**
     * Takes every batch the database has not taken yet. What the database does not know goes to {@code unknown}, which must have
     * carried it out when it returns; a batch that was begun is begun again after a crash.
     *
     * @return how many batches were taken
     * @throws LogBatch.Tampered if the log is not whole
     * @throws TooOld if it no longer reaches back to where the database stands
     */
    int catchUp(Consumer<LogEntry> unknown) throws IOException {
        Optional<LogEnd> known = end.read();
        startFrom(known.map(LogEnd::floor).orElse(1L));
        int taken = 0;
        while (true) {
            LogRows.State state = rows.state();
            Optional<byte[]> signed = recordBucket.read(LogBatch.key(state.sequence() + 1));
            if (signed.isEmpty()) {
                endsAt(state, known);
                return taken;
            }
            LogBatch batch = LogBatch.follows(state.sequence(), state.hash(), signed.get(), signer);
            batch.entries().stream().filter(entry -> !rows.knows(entry)).forEach(unknown);
            rows.taken(batch, LogBatch.hash(signed.get()));
            taken++;
        }
    }

    /** The last batch we know of must still be there, as it was, unless it was old enough to go. */
    private void startFrom(long floor) throws IOException {
        LogRows.State state = rows.state();
        if (state.sequence() + 1 < floor) {
            if (state.sequence() > 0) {
                throw new TooOld();
            }
            rows.beginBehind(
                    floor - 1, LogBatch.read(floor, there(floor), signer).previous());
        } else if (state.sequence() >= floor
                && !MessageDigest.isEqual(LogBatch.hash(there(state.sequence())), state.hash())) {
            throw new LogBatch.Tampered("batch " + state.sequence() + " is not the one that was written");
        }
    }

    private byte[] there(long sequence) throws IOException {
        return recordBucket
                .read(LogBatch.key(sequence))
                .orElseThrow(() -> new LogBatch.Tampered("batch " + sequence + " is not there"));
    }

    private void endsAt(LogRows.State state, Optional<LogEnd> known) throws IOException {
        List<String> later = recordBucket.list(LogBatch.PREFIX, LogBatch.key(state.sequence()));
        boolean justWritten = !later.isEmpty() && later.getFirst().equals(LogBatch.key(state.sequence() + 1));
        if (!later.isEmpty() && !justWritten) {
            throw new LogBatch.Tampered("batch " + (state.sequence() + 1) + " is missing before " + later.getFirst());
        }
        if (known.isPresent() && known.get().sequence() > state.sequence()) {
            throw new LogBatch.Tampered("it was cut off after batch " + state.sequence() + "; it went on to batch "
                    + known.get().sequence());
        }
    }

    /** What happened between the backup and the first batch that is kept is not known any more. */
    static final class TooOld extends RuntimeException {

        private static final long serialVersionUID = 1L;

        TooOld() {
            super(
                    "This database was restored from a backup that is older than the log of destructions. Nobody can say any more what"
                            + " must not come back out of it: restore a younger one.");
        }
    }
}
