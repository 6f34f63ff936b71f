package com.allvideomodels.storage;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Signs what others check without us: checkpoints of the audit trail, receipts of deletion (Ed25519, RFC 8032). The private half lies
 * in the key bucket, wrapped by the master key; it opens nothing and outlives every key that is destroyed. Thread-safe.
 */
@Component
public class Signer {

    private static final String NAME = "signing/ed25519-1";
    private static final String ALGORITHM = "Ed25519";

    private final Bucket keyBucket;
    private final MasterKeys masterKeys;
    private volatile @Nullable Pair pair;

    Signer(Bucket keyBucket, MasterKeys masterKeys) {
        this.keyBucket = keyBucket;
        this.masterKeys = masterKeys;
    }

    private record Pair(PrivateKey secret, PublicKey open) {}

    /**
     * The first call asks the store, so none is made inside a transaction.
     *
     * @return 64 bytes
     */
    public byte[] sign(byte[] message) throws IOException {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(pair().secret());
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IOException("could not sign", e);
        }
    }

    /** Whether {@code signature} is ours over {@code message}. */
    public boolean verify(byte[] message, byte[] signature) throws IOException {
        try {
            Signature check = Signature.getInstance(ALGORITHM);
            check.initVerify(pair().open());
            check.update(message);
            return check.verify(signature);
        } catch (java.security.SignatureException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IOException("could not verify", e);
        }
    }

    /** The public half, as X.509 (RFC 8410) in base64: what anyone needs to check a signature. */
    public String publicKey() throws IOException {
        try {
            return Base64.getEncoder().encodeToString(pair().open().getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IOException("no signing key", e);
        }
    }

    private Pair pair() throws IOException, GeneralSecurityException {
        Pair known = pair;
        if (known == null) {
            known = load();
            pair = known;
        }
        return known;
    }

    private Pair load() throws IOException, GeneralSecurityException {
        byte[] stored = keyBucket.read(NAME).orElse(null);
        if (stored == null) {
            keyBucket.create(NAME, masterKeys.wrap(fresh(), NAME));
            stored = keyBucket.read(NAME).orElseThrow(() -> new IOException("the signing key is not there"));
        }
        byte[] both = masterKeys.unwrap(stored, NAME);
        int length = both[0];
        var factory = KeyFactory.getInstance(ALGORITHM);
        return new Pair(
                factory.generatePrivate(new PKCS8EncodedKeySpec(Arrays.copyOfRange(both, 1, 1 + length))),
                factory.generatePublic(new X509EncodedKeySpec(Arrays.copyOfRange(both, 1 + length, both.length))));
    }

    /** Both halves in one: the length of the private one in a byte, the private one, the public one. */
    private static byte[] fresh() throws GeneralSecurityException {
        var made = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
        byte[] secret = made.getPrivate().getEncoded();
        byte[] open = made.getPublic().getEncoded();
        byte[] both = new byte[1 + secret.length + open.length];
        both[0] = (byte) secret.length;
        System.arraycopy(secret, 0, both, 1, secret.length);
        System.arraycopy(open, 0, both, 1 + secret.length, open.length);
        return both;
    }
}
