package com.allvideomodels.storage;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Signs what others check without us: checkpoints of the audit trail, receipts of deletion (Ed25519, RFC 8032). The private halves lie in
 * the key bucket, wrapped by the master key; they open nothing and outlive every key that is destroyed. The newest signs; what earlier ones
 * signed can be verified for ever. Another node may sign with the one before for a minute. Thread-safe.
 */
@Component
public class Signer {

    private static final String PREFIX = "signing/";
    private static final String NAME = PREFIX + "ed25519-";
    private static final Duration REMEMBERED = Duration.ofMinutes(1);

    /** So soon at most somebody who brings forged things makes us ask the store again. */
    private static final Duration BETWEEN = Duration.ofSeconds(10);

    private final Bucket keyBucket;
    private final MasterKeys masterKeys;
    private final InstantSource clock;
    private volatile @Nullable Known known;

    Signer(Bucket keyBucket, MasterKeys masterKeys, InstantSource clock) {
        this.keyBucket = keyBucket;
        this.masterKeys = masterKeys;
        this.clock = clock;
    }

    /** @param keys the newest first */
    private record Known(List<SigningKey> keys, Instant at) {}

    /** The one that signs now. The first call in a minute asks the store, so none is made inside a transaction. */
    public SigningKey key() throws IOException {
        return keys().getFirst();
    }

    /** @return 64 bytes, as by {@link #key} */
    public byte[] sign(byte[] message) throws IOException {
        return key().sign(message);
    }

    /** Whether {@code signature} is ours over {@code message}. */
    public boolean verify(byte[] message, byte[] signature) throws IOException {
        return signedBy(message, signature).isPresent();
    }

    /** With which of our keys {@code signature} was made over {@code message}; nothing where with none. */
    public Optional<SigningKey> signedBy(byte[] message, byte[] signature) throws IOException {
        Optional<SigningKey> found = among(keys(), message, signature);
        return found.isPresent() ? found : among(keysKnownFor(BETWEEN), message, signature);
    }

    private static Optional<SigningKey> among(List<SigningKey> keys, byte[] message, byte[] signature)
            throws IOException {
        for (SigningKey key : keys) {
            if (key.verify(message, signature)) {
                return Optional.of(key);
            }
        }
        return Optional.empty();
    }

    /** The public half of the key that signs now, as of {@link SigningKey#publicKey}. */
    public String publicKey() throws IOException {
        return key().publicKey();
    }

    /** All there ever were, the newest first. */
    public List<SigningKey> keys() throws IOException {
        return keysKnownFor(REMEMBERED);
    }

    /** The name that the next key would have, for {@link #add}. */
    public String nextName() throws IOException {
        return NAME + (keysKnownFor(Duration.ZERO).getFirst().number() + 1);
    }

    /** Makes the key of this name if there is none; from then on it signs. Repeating it changes nothing. */
    public void add(String name) throws IOException {
        try {
            keyBucket.create(name, masterKeys.wrap(SigningKey.fresh(), name));
            known = null;
        } catch (GeneralSecurityException e) {
            throw new IOException("no signing key could be made", e);
        }
    }

    private List<SigningKey> keysKnownFor(Duration most) throws IOException {
        Known before = known;
        Instant now = clock.instant();
        if (before != null && now.isBefore(before.at().plus(most))) {
            return before.keys();
        }
        var fresh = new Known(load(), now);
        known = fresh;
        return fresh.keys();
    }

    private List<SigningKey> load() throws IOException {
        List<String> names = keyBucket.list(PREFIX);
        if (names.isEmpty()) {
            add(NAME + 1);
            names = List.of(NAME + 1);
        }
        List<SigningKey> keys = new java.util.ArrayList<>();
        for (String name : names) {
            keys.add(load(name));
        }
        keys.sort(Comparator.comparing(SigningKey::number).reversed());
        return List.copyOf(keys);
    }

    private SigningKey load(String name) throws IOException {
        byte[] stored = keyBucket.read(name).orElseThrow(() -> new IOException("the signing key is not there"));
        try {
            return SigningKey.of(Integer.parseInt(name.substring(NAME.length())), masterKeys.unwrap(stored, name));
        } catch (GeneralSecurityException e) {
            throw new IOException("no signing key", e);
        }
    }
}
