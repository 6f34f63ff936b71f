package com.allvideomodels.generation;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.media.MediaClass;
import com.allvideomodels.media.MediaId;
import com.allvideomodels.media.MediaVault;
import com.allvideomodels.media.Stored;
import com.allvideomodels.retention.Cause;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** A vault in memory that can be told to fail, and to have been tidied before anyone took what came. */
public class PretendVault implements MediaVault {

    record Kept(Stored stored, byte[] bytes) {}

    final Map<MediaId, Kept> kept = new ConcurrentHashMap<>();
    final Set<MediaId> shredded = ConcurrentHashMap.newKeySet();
    private final InstantSource clock;
    volatile boolean away;
    volatile boolean tidied;
    volatile boolean losesAnswer;

    public PretendVault(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Stored keep(
            AccountId owner, MediaClass kind, String contentType, Instant deadline, InputStream bytes, long limit)
            throws IOException {
        byte[] all = bytes.readAllBytes();
        if (away) {
            throw new IOException("the store is away");
        }
        if (all.length > limit) {
            throw new TooLarge(limit);
        }
        var stored = new Stored(
                MediaId.fresh(), owner, kind, contentType, all.length, sha256(all), clock.instant(), deadline);
        kept.put(stored.id(), new Kept(stored, all));
        return stored;
    }

    @Override
    public Optional<Stored> find(AccountId owner, MediaId id) {
        return Optional.ofNullable(kept.get(id))
                .map(Kept::stored)
                .filter(stored -> stored.owner().equals(owner)
                        && clock.instant().isBefore(stored.deadline())
                        && !shredded.contains(id));
    }

    @Override
    public InputStream open(Stored stored) throws IOException {
        return open(stored, 0, stored.size());
    }

    @Override
    public InputStream open(Stored stored, long offset, long length) throws IOException {
        if (find(stored.owner(), stored.id()).isEmpty()) {
            throw new IOException("no longer there");
        }
        byte[] bytes = kept.get(stored.id()).bytes();
        return new ByteArrayInputStream(Arrays.copyOfRange(bytes, (int) offset, (int) (offset + length)));
    }

    @Override
    public boolean take(AccountId owner, MediaId id) {
        if (tidied) {
            shred(owner, id, Cause.ABANDONED);
        }
        if (losesAnswer) {
            losesAnswer = false;
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    throw new DataAccessResourceFailureException("connection lost");
                }
            });
        }
        return find(owner, id).isPresent();
    }

    @Override
    public void shorten(AccountId owner, MediaId id, Instant until) {
        if (!until.isAfter(clock.instant())) {
            shred(owner, id, Cause.DEADLINE);
        }
    }

    @Override
    public void shred(AccountId owner, MediaId id, Cause cause) {
        if (kept.containsKey(id) && kept.get(id).stored().owner().equals(owner)) {
            shredded.add(id);
        }
    }

    /** Videos that are there and not shredded. */
    long videosOf(AccountId owner) {
        return kept.values().stream()
                .filter(one ->
                        one.stored().owner().equals(owner) && one.stored().kind() == MediaClass.OUTPUT)
                .filter(one -> !shredded.contains(one.stored().id()))
                .count();
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
