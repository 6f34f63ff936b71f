package com.allvideomodels.audit;

import com.allvideomodels.audit.Statement.Kind;
import com.allvideomodels.audit.Verdict.Fault;
import com.allvideomodels.storage.Bucket;
import com.allvideomodels.storage.SignedText;
import com.allvideomodels.storage.Signer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads the whole chain and everything that was said of it outside the database. It shares no code with what writes the rows, so
 * that a mistake there does not hide itself here.
 */
@Component
public class AuditVerifier {

    private static final int ROWS_AT_ONCE = 1_000;
    private static final int READS_AT_ONCE = 16;

    private final JdbcTemplate rows;
    private final TransactionTemplate snapshot;
    private final Bucket recordBucket;
    private final Signer signer;

    AuditVerifier(DataSource source, PlatformTransactionManager manager, Bucket recordBucket, Signer signer) {
        this.rows = new JdbcTemplate(source);
        this.rows.setFetchSize(ROWS_AT_ONCE);
        this.snapshot = new TransactionTemplate(manager);
        this.snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        this.recordBucket = recordBucket;
        this.signer = signer;
    }

    /**
     * The first thing that is wrong, or that nothing is. Reads the bucket first and then the rows, outside any transaction of the
     * caller.
     */
    public Verdict verify() throws IOException {
        Outside outside = outside();
        return java.util.Objects.requireNonNull(snapshot.execute(status -> inside(outside)));
    }

    /** Everything signed that lies outside, by the number of its row. */
    record Outside(
            NavigableMap<Long, Statement> checkpoints,
            List<Statement> losses,
            List<Statement> floors,
            @Nullable Long forged) {}

    Outside outside() throws IOException {
        var forged = new ArrayList<Long>();
        NavigableMap<Long, Statement> checkpoints = new TreeMap<>();
        all(Kind.CHECKPOINT, forged).forEach(one -> checkpoints.put(one.number(), one));
        List<Statement> losses = all(Kind.LOSS, forged);
        List<Statement> floors = all(Kind.FLOOR, forged);
        return new Outside(
                checkpoints, losses, floors, forged.stream().min(Long::compare).orElse(null));
    }

    private List<Statement> all(Kind kind, List<Long> forged) throws IOException {
        List<Statement> found = new ArrayList<>();
        List<String> keys = recordBucket.list(kind.prefix(), "");
        while (!keys.isEmpty()) {
            read(kind, keys, found, forged);
            keys = recordBucket.list(kind.prefix(), keys.getLast());
        }
        return found;
    }

    private void read(Kind kind, List<String> keys, List<Statement> found, List<Long> forged) throws IOException {
        var turns = new Semaphore(READS_AT_ONCE);
        try (var readers = Executors.newVirtualThreadPerTaskExecutor()) {
            Map<String, Future<byte[]>> contents = new TreeMap<>();
            keys.forEach(key -> contents.put(key, readers.submit(inTurn(turns, key))));
            for (var one : contents.entrySet()) {
                try {
                    Statement statement = Statement.read(kind, one.getValue().get(), signer);
                    if (!statement.key().equals(one.getKey())) {
                        throw new SignedText.Forged("it lies under another key");
                    }
                    found.add(statement);
                } catch (SignedText.Forged e) {
                    forged.add(number(kind, one.getKey()));
                }
            }
        } catch (ExecutionException e) {
            throw new IOException("The statements about the audit trail could not be read", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private Callable<byte[]> inTurn(Semaphore turns, String key) {
        return () -> {
            turns.acquire();
            try {
                return recordBucket.read(key).orElseThrow(() -> new IOException("it went away: " + key));
            } finally {
                turns.release();
            }
        };
    }

    private static long number(Kind kind, String key) {
        try {
            return Long.parseLong(key.substring(kind.prefix().length()).split("-")[0]);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** Whether all rows up to that of this checkpoint are what they were; what comes after them is not read. */
    boolean proves(Statement checkpoint, Optional<Statement> floor) throws IOException {
        var forged = new ArrayList<Long>();
        NavigableMap<Long, Statement> only = new TreeMap<>(Map.of(checkpoint.number(), checkpoint));
        var outside = new Outside(only, all(Kind.LOSS, forged), floor.stream().toList(), null);
        var walk = new Walk(outside);
        snapshot.executeWithoutResult(status -> read(walk, checkpoint.number()));
        return forged.isEmpty() && walk.reachedAll();
    }

    private void read(Walk walk, long last) {
        rows.query(
                "select number, at, what, actor, pseudonym::text, ciphertext, previous, hash from audit_row"
                        + " where number <= ? order by number",
                (RowCallbackHandler) walk::step,
                last);
    }

    /** The rows as this transaction sees them. */
    Verdict inside(Outside outside) {
        var walk = new Walk(outside);
        read(walk, Long.MAX_VALUE);
        rows.query("select number from audit_head", (RowCallbackHandler) head -> walk.end(head.getLong(1)));
        return walk.verdict();
    }

    /** From row to row; stops looking at the first fault. */
    private static final class Walk {

        private final Outside outside;
        private final NavigableMap<Long, Statement> ahead;
        private long last;
        private byte[] lastHash = new byte[32];
        private long count;
        private long lost;
        private Verdict.@Nullable Broken broken;

        Walk(Outside outside) {
            this.outside = outside;
            this.ahead = new TreeMap<>(outside.checkpoints());
        }

        void step(ResultSet row) throws SQLException {
            if (broken != null) {
                return;
            }
            long number = row.getLong("number");
            byte[] previous = row.getBytes("previous");
            if (number != last + 1 && !isAllowed(number, previous)) {
                fail(begin(number), Fault.MISSING);
            } else if (!Arrays.equals(previous, lastHash)) {
                fail(number, Fault.UNLINKED);
            } else if (!Arrays.equals(digest(row), row.getBytes("hash"))) {
                fail(number, Fault.EDITED);
            } else {
                arrive(number, row.getBytes("hash"));
            }
        }

        private void arrive(long number, byte[] hash) {
            Statement checkpoint = ahead.remove(number);
            if (checkpoint != null && !Arrays.equals(checkpoint.hash(), hash)) {
                fail(number, Fault.RECOMPUTED);
            }
            last = number;
            lastHash = hash;
            count++;
        }

        /** Rows may be wanting where they were old enough to go, or where a restore lost them: both were signed when it happened. */
        private boolean isAllowed(long number, byte[] previous) {
            for (Statement floor : outside.floors()) {
                if (count == 0 && floor.number() == number - 1 && Arrays.equals(floor.hash(), previous)) {
                    ahead.headMap(number, false).clear();
                    lastHash = previous;
                    return true;
                }
            }
            for (Statement loss : outside.losses()) {
                if (loss.number() == last && loss.next() == number && Arrays.equals(loss.hash(), lastHash)) {
                    lose(number);
                    return true;
                }
            }
            return false;
        }

        /** Where the rows should go on: at the beginning behind the last floor before what is there. */
        private long begin(long number) {
            long floor = outside.floors().stream()
                    .mapToLong(Statement::number)
                    .filter(one -> one < number)
                    .max()
                    .orElse(0);
            return count == 0 ? floor + 1 : last + 1;
        }

        private void lose(long next) {
            lost += next - last - 1;
            ahead.subMap(last, false, next, false).clear();
        }

        void end(long head) {
            for (Statement loss : outside.losses()) {
                if (loss.number() == last && loss.next() == head + 1 && Arrays.equals(loss.hash(), lastHash)) {
                    lose(loss.next());
                    return;
                }
            }
            boolean allGone = count == 0 && outside.floors().stream().anyMatch(floor -> floor.number() == head);
            if (allGone) {
                last = head;
                ahead.headMap(head, true).clear();
            }
            if (head != last) {
                fail(Math.min(head, last) + 1, Fault.CUT_OFF);
            }
            if (!ahead.isEmpty()) {
                fail(last + 1, Fault.CUT_OFF);
            }
        }

        boolean reachedAll() {
            return broken == null && ahead.isEmpty();
        }

        private void fail(long number, Fault fault) {
            if (broken == null) {
                broken = new Verdict.Broken(number, fault);
            }
        }

        Verdict verdict() {
            Long forged = outside.forged();
            if (forged != null && (broken == null || forged <= broken.number())) {
                return new Verdict.Broken(forged, Fault.FORGED_CHECKPOINT);
            }
            if (broken != null) {
                return broken;
            }
            var newest = outside.checkpoints().lastEntry();
            Instant at = newest == null ? null : newest.getValue().at();
            return new Verdict.Whole(count, outside.checkpoints().size(), lost, at);
        }

        private static byte[] digest(ResultSet row) throws SQLException {
            MessageDigest sha = sha256();
            Instant at = row.getObject("at", OffsetDateTime.class).toInstant();
            String pseudonym = row.getString("pseudonym");
            byte[] ciphertext = row.getBytes("ciphertext");
            part(sha, "allvideomodels audit row 1".getBytes(StandardCharsets.UTF_8));
            sha.update(ByteBuffer.allocate(20)
                    .putLong(row.getLong("number"))
                    .putLong(at.getEpochSecond())
                    .putInt(at.getNano())
                    .flip());
            part(sha, row.getString("what").getBytes(StandardCharsets.UTF_8));
            part(sha, row.getString("actor").getBytes(StandardCharsets.UTF_8));
            part(sha, pseudonym == null ? new byte[0] : pseudonym.getBytes(StandardCharsets.UTF_8));
            part(sha, ciphertext);
            return sha.digest(row.getBytes("previous"));
        }

        private static void part(MessageDigest sha, byte[] bytes) {
            sha.update(ByteBuffer.allocate(4).putInt(bytes.length).flip());
            sha.update(bytes);
        }

        private static MessageDigest sha256() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
