package com.allvideomodels.media;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.retention.Cause;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Takes what people bring: told by its first bytes, encrypted as it arrives, then looked at from a distance. */
@Component
class CheckedUploads implements Uploads {

    private static final Logger log = LoggerFactory.getLogger(CheckedUploads.class);

    private static final int POSTER_WIDTH = 640;
    private static final Duration POSTER_AT = Duration.ofSeconds(1);

    private final EncryptedVault vault;
    private final FfmpegInspector inspector;
    private final UploadRows rows;
    private final MediaSettings.UploadLimits limits;
    private final InstantSource clock;

    CheckedUploads(
            EncryptedVault vault,
            FfmpegInspector inspector,
            UploadRows rows,
            MediaSettings settings,
            InstantSource clock) {
        this.vault = vault;
        this.inspector = inspector;
        this.rows = rows;
        this.limits = settings.uploads();
        this.clock = clock;
    }

    /** What is known of a file before it is looked into, and until when it may stay. */
    private record Arrival(String name, MediaKind kind, Instant at, Instant until) {}

    @Override
    public Receipt receive(AccountId owner, String name, InputStream bytes) throws IOException {
        return receive(owner, name, bytes, Instant.MAX);
    }

    private Receipt receive(AccountId owner, String name, InputStream bytes, Instant until) throws IOException {
        Instant now = clock.instant();
        if (rows.count(owner, now) >= limits.most()) {
            return new Receipt.Refused(Why.TOO_MANY);
        }
        var stream = new BufferedInputStream(bytes);
        byte[] head = head(stream);
        if (head.length == 0) {
            return new Receipt.Refused(Why.EMPTY);
        }
        Optional<MediaKind> kind = MediaKind.sniff(head);
        if (kind.isEmpty()) {
            return new Receipt.Refused(Why.UNSUPPORTED);
        }
        Instant usual = now.plus(limits.lifetime());
        return receive(
                owner, new Arrival(FileName.of(name), kind.get(), now, usual.isBefore(until) ? usual : until), stream);
    }

    private Receipt receive(AccountId owner, Arrival arrival, InputStream bytes) throws IOException {
        MediaKind kind = arrival.kind();
        long limit = (kind.isVideo() ? limits.largest() : limits.largestImage()).toBytes();
        Stored original;
        try {
            original = vault.keep(owner, MediaClass.UPLOAD, kind.contentType(), arrival.until(), bytes, limit);
        } catch (MediaVault.TooLarge e) {
            return new Receipt.Refused(Why.TOO_LARGE);
        }
        boolean taken = false;
        try {
            Receipt receipt = check(original, arrival);
            taken = receipt instanceof Receipt.Received;
            return receipt;
        } finally {
            if (!taken) {
                shred(original);
            }
        }
    }

    private void shred(Stored original) {
        try {
            vault.shred(original.owner(), original.id(), Cause.ABANDONED);
        } catch (RuntimeException e) {
            log.warn("A refused upload stays, encrypted, until media.abandon-stale runs: {}", original.id(), e);
        }
    }

    private Receipt check(Stored original, Arrival arrival) throws IOException {
        MediaKind kind = arrival.kind();
        try {
            MediaFacts facts = inspector.look(original, kind);
            Optional<Why> why = refusal(kind, facts);
            if (why.isPresent()) {
                return new Receipt.Refused(why.get());
            }
            Upload upload = kind.isVideo() ? video(original, arrival, facts) : picture(original, arrival, facts);
            return rows.add(upload, original.size(), limits.most())
                    ? new Receipt.Received(upload)
                    : new Receipt.Refused(Why.TOO_MANY);
        } catch (TooBigInside e) {
            return new Receipt.Refused(Why.TOO_BIG_INSIDE);
        } catch (Inspector.Unreadable e) {
            return new Receipt.Refused(Why.BROKEN);
        } catch (TookTooLong e) {
            return new Receipt.Refused(Why.TOO_SLOW);
        } catch (Places.Busy e) {
            return new Receipt.Refused(Why.BUSY);
        }
    }

    private Optional<Why> refusal(MediaKind kind, MediaFacts facts) {
        boolean tooBig = facts.pixelCount() > limits.maxPixels()
                || Math.max(facts.width(), facts.height()) > limits.maxSide()
                || facts.length().compareTo(limits.longest()) > 0 && kind.isVideo();
        if (tooBig) {
            return Optional.of(Why.TOO_BIG_INSIDE);
        }
        boolean cutOff = kind.isVideo() && (!facts.complete() || facts.length().isZero());
        return cutOff ? Optional.of(Why.BROKEN) : Optional.empty();
    }

    private Upload picture(Stored original, Arrival arrival, MediaFacts seen) throws IOException {
        Stored prepared = inspector.cleanPicture(original, arrival.kind(), seen.hasAlpha());
        MediaKind clean = seen.hasAlpha() ? MediaKind.PNG : MediaKind.JPEG;
        MediaFacts facts = inspector.look(prepared, clean);
        return upload(original, prepared, arrival, facts, Duration.ZERO, 0, poster(prepared, clean, Duration.ZERO));
    }

    private Upload video(Stored original, Arrival arrival, MediaFacts seen) throws IOException {
        Stored prepared = inspector.cleanVideo(original, arrival.kind(), seen);
        MediaFacts facts = inspector.look(prepared, MediaKind.MP4);
        // WebM does not say how many frames it has; one that was cut off ends before it should.
        if (facts.length().toMillis() < seen.length().toMillis() * 0.95 - 500) {
            throw new Inspector.Unreadable("cut off");
        }
        Duration at = seen.length().compareTo(POSTER_AT.multipliedBy(2)) > 0 ? POSTER_AT : Duration.ZERO;
        return upload(
                original,
                prepared,
                arrival,
                facts,
                seen.length(),
                Math.max(1, seen.frames()),
                poster(prepared, MediaKind.MP4, at));
    }

    private @Nullable MediaId poster(Stored prepared, MediaKind kind, Duration at) throws IOException {
        try {
            return inspector.still(prepared, kind, at, POSTER_WIDTH).id();
        } catch (TooBigInside | TookTooLong e) {
            return null;
        }
    }

    private Upload upload(
            Stored original,
            Stored prepared,
            Arrival arrival,
            MediaFacts facts,
            Duration length,
            long frames,
            @Nullable MediaId poster) {
        return new Upload(
                // The same number, so that what is held or destroyed by one name is known by the other.
                new UploadId(original.id().value()),
                original.owner(),
                arrival.name(),
                arrival.kind().isVideo(),
                original.id(),
                prepared.id(),
                prepared.contentType(),
                prepared.size(),
                facts.width(),
                facts.height(),
                length,
                frames,
                poster,
                arrival.at(),
                arrival.until());
    }

    @Override
    public Receipt adopt(AccountId owner, String name, Stored source, Instant until) throws IOException {
        if (!source.owner().equals(owner)) {
            throw new IllegalArgumentException("not the person's own");
        }
        try (InputStream bytes = vault.open(source)) {
            return receive(owner, name, bytes, until);
        }
    }

    @Override
    public Optional<Upload> find(AccountId owner, UploadId id) {
        return rows.find(owner, id, clock.instant());
    }

    @Override
    public Map<UploadId, Upload> findAll(AccountId owner, Collection<UploadId> ids) {
        return ids.isEmpty()
                ? Map.of()
                : rows.findAll(owner, ids, clock.instant()).stream()
                        .collect(Collectors.toUnmodifiableMap(Upload::id, Function.identity()));
    }

    @Override
    public List<Upload> recent(AccountId owner, int most) {
        return listed(owner, most).stream().map(UploadRows.Listed::upload).toList();
    }

    List<UploadRows.Listed> listed(AccountId owner, int most) {
        return rows.recent(owner, clock.instant(), most);
    }

    @Override
    public void delete(AccountId owner, UploadId id) {
        rows.original(owner, id).ifPresent(original -> vault.shred(owner, original, Cause.PERSON));
    }

    private static byte[] head(BufferedInputStream stream) throws IOException {
        stream.mark(MediaKind.HEAD);
        byte[] head = stream.readNBytes(MediaKind.HEAD);
        stream.reset();
        return head;
    }
}
