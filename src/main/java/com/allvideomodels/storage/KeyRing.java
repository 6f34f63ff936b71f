package com.allvideomodels.storage;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import com.google.crypto.tink.subtle.Random;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The keys that wrap data keys: one for each class and day of deadline, one for each person. They lie in the key bucket, apart
 * from the database and its backups; destroying one there ends all it wraps. Another node may remember it for a minute: who
 * destroys a key first writes so where every node looks before it uses one.
 */
@Component
public class KeyRing {

    private static final Duration REMEMBERED = Duration.ofMinutes(1);
    private static final int MOST = 1000;
    private static final int LENGTH = 32;
    private static final byte[] TOMBSTONE = "destroyed\n".getBytes(StandardCharsets.US_ASCII);

    private final Bucket keyBucket;
    private final MasterKeys masterKeys;
    private final InstantSource clock;
    private final Map<String, Remembered> cache = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Remembered> eldest) {
            return size() > MOST;
        }
    };

    public KeyRing(Bucket keyBucket, MasterKeys masterKeys, InstantSource clock) {
        this.keyBucket = keyBucket;
        this.masterKeys = masterKeys;
        this.clock = clock;
    }

    private record Remembered(Aead key, Instant until) {}

    /** The key of this name, made if there is none. Two nodes that make it at once get the same one. */
    public Aead toWrap(String name) throws IOException, GeneralSecurityException {
        Optional<Aead> known = find(name);
        if (known.isPresent()) {
            return known.get();
        }
        keyBucket.create(name, masterKeys.wrap(Random.randBytes(LENGTH), name));
        return toUnwrap(name);
    }

    /** The key of this name; there is none, and never will be again, once it was destroyed. */
    public Aead toUnwrap(String name) throws IOException, GeneralSecurityException {
        return find(name).orElseThrow(() -> new GeneralSecurityException("a key was destroyed"));
    }

    /**
     * Destroys the key of this name for good.
     *
     * @param entombed leaves word of it, so that nobody who comes late makes the key anew
     * @return whether the store, when asked, has none any more
     */
    public boolean destroy(String name, boolean entombed) throws IOException {
        forget(name);
        if (entombed) {
            keyBucket.write(name, TOMBSTONE);
        } else {
            keyBucket.delete(List.of(name));
        }
        boolean gone = keyBucket.read(name).map(KeyRing::isTombstone).orElse(!entombed);
        forget(name);
        return gone;
    }

    /** Reads it from the key bucket when it is next wanted. */
    public void forget(String name) {
        synchronized (cache) {
            cache.remove(name);
        }
    }

    /** The names of keys and tombstones that begin with this. */
    public List<String> names(String prefix) throws IOException {
        return keyBucket.list(prefix);
    }

    private static boolean isTombstone(byte[] content) {
        return Arrays.equals(content, TOMBSTONE);
    }

    private Optional<Aead> find(String name) throws IOException, GeneralSecurityException {
        Aead known = remembered(name);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<byte[]> object = keyBucket.read(name).filter(content -> !isTombstone(content));
        if (object.isEmpty()) {
            return Optional.empty();
        }
        Aead key = new AesGcmJce(masterKeys.unwrap(object.get(), name));
        synchronized (cache) {
            cache.put(name, new Remembered(key, clock.instant().plus(REMEMBERED)));
        }
        return Optional.of(key);
    }

    private @Nullable Aead remembered(String name) {
        synchronized (cache) {
            Remembered one = cache.get(name);
            return one == null || !clock.instant().isBefore(one.until()) ? null : one.key();
        }
    }
}
