package com.allvideomodels.media;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.retention.Cause;
import com.allvideomodels.storage.Bucket;
import com.allvideomodels.storage.ObjectUpload;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The vault: rows in the database, sealed bytes in the media bucket, keys that open them in the key bucket. */
@Component
class EncryptedVault implements MediaVault {

    private static final Logger log = LoggerFactory.getLogger(EncryptedVault.class);

    private final MediaRows rows;
    private final Bucket mediaBucket;
    private final DataKeys dataKeys;
    private final Shredding shredding;
    private final InstantSource clock;

    EncryptedVault(MediaRows rows, Bucket mediaBucket, DataKeys dataKeys, Shredding shredding, InstantSource clock) {
        this.rows = rows;
        this.mediaBucket = mediaBucket;
        this.dataKeys = dataKeys;
        this.shredding = shredding;
        this.clock = clock;
    }

    @Override
    public Stored keep(
            AccountId owner, MediaClass kind, String contentType, Instant deadline, InputStream bytes, long limit)
            throws IOException {
        return keep(owner, kind, contentType, deadline, null, bytes, limit);
    }

    /** Keeps something made of an object, which is destroyed with it and has its deadline. */
    Stored keepMadeOf(Stored source, MediaClass kind, String contentType, InputStream bytes, long limit)
            throws IOException {
        return keep(source.owner(), kind, contentType, source.deadline(), source.id(), bytes, limit);
    }

    private Stored keep(
            AccountId owner,
            MediaClass kind,
            String contentType,
            Instant deadline,
            @Nullable MediaId madeOf,
            InputStream bytes,
            long limit)
            throws IOException {
        requireNoTransaction();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var seal = new Seal(Seal.VERSION, MediaId.fresh(), owner, kind, deadline.truncatedTo(ChronoUnit.MICROS));
        String objectKey = kind.prefix() + seal.day() + "/" + name(now);
        if (!rows.arriving(seal, contentType, objectKey, madeOf, now)) {
            throw new Gone();
        }
        ObjectUpload upload = mediaBucket.upload(objectKey);
        upload.tell(id -> rows.inParts(seal.id(), id));
        try {
            var measured = new MeasuredStream(bytes, limit);
            SealedObject object = seal(seal, objectKey, measured, upload);
            String sha256 = measured.sha256Hex();
            if (!rows.kept(object, sha256, clock.instant())) {
                throw new Gone();
            }
            return new Stored(seal.id(), owner, kind, contentType, object.size(), sha256, now, seal.deadline());
        } catch (IOException | RuntimeException e) {
            discard(seal.id(), objectKey, upload, e);
            throw e;
        } finally {
            upload.letGo();
        }
    }

    /** In the order of their making: what ends together lies close together in the list of the store, which is asked for it. */
    private static String name(Instant now) {
        return "%012x-%s".formatted(now.toEpochMilli(), UUID.randomUUID());
    }

    private SealedObject seal(Seal seal, String objectKey, MeasuredStream bytes, ObjectUpload upload)
            throws IOException {
        try {
            byte[] dataKey = dataKeys.fresh();
            byte[] wrapped = dataKeys.wrap(dataKey, seal);
            var sink = new HeaderStream(upload);
            try (OutputStream sealing = Segments.cipher(dataKey).newEncryptingStream(sink, seal.associatedData())) {
                bytes.transferTo(sealing);
            }
            upload.complete();
            return new SealedObject(
                    seal, objectKey, bytes.count(), sink.header(), wrapped, seal.dayKey(), seal.deadline());
        } catch (GeneralSecurityException e) {
            throw new IOException("The object could not be encrypted", e);
        }
    }

    private void discard(MediaId id, String objectKey, ObjectUpload upload, Exception cause) {
        try {
            mediaBucket.discard(objectKey, upload.uploadId());
            rows.neverCame(id);
        } catch (IOException | RuntimeException e) {
            cause.addSuppressed(e);
            log.warn("An unfinished object stays behind until media.abandon-stale runs: {}", id);
        }
    }

    @Override
    public Optional<Stored> find(AccountId owner, MediaId id) {
        return rows.find(owner, id, clock.instant());
    }

    @Override
    public InputStream open(Stored stored) throws IOException {
        SealedObject object = sealed(stored);
        return open(object, 0, object.size());
    }

    @Override
    public InputStream open(Stored stored, long offset, long length) throws IOException {
        SealedObject object = sealed(stored);
        if (offset < 0 || length < 0 || offset > object.size() || length > object.size() - offset) {
            throw new IllegalArgumentException("no such range");
        }
        return length == 0 ? InputStream.nullInputStream() : open(object, offset, length);
    }

    private SealedObject sealed(Stored stored) throws IOException {
        requireNoTransaction();
        return rows.sealed(stored.owner(), stored.id(), clock.instant()).orElseThrow(Gone::new);
    }

    private InputStream open(SealedObject object, long offset, long length) throws IOException {
        try {
            byte[] dataKey = dataKeys.unwrap(object);
            Segments segments = object.segments();
            long first = segments.sealedStart(segments.of(offset));
            long last = segments.sealedEnd(segments.of(Math.max(offset, offset + length - 1))) - 1;
            InputStream sealed = mediaBucket.read(object.objectKey(), first, last);
            return new OpenedStream(sealed, object, dataKey, offset, length, clock);
        } catch (GeneralSecurityException e) {
            throw new IOException("The object cannot be opened: " + e.getMessage(), e);
        }
    }

    @Override
    public boolean take(AccountId owner, MediaId id) {
        return rows.take(owner, id, clock.instant());
    }

    @Override
    public void shorten(AccountId owner, MediaId id, Instant until) {
        shredding.shorten(owner, id, until);
    }

    @Override
    public void shred(AccountId owner, MediaId id, Cause cause) {
        shredding.order(owner, id, cause, clock.instant());
    }

    private static void requireNoTransaction() {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("The store is far away: never inside a transaction");
        }
    }
}
