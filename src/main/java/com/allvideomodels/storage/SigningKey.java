package com.allvideomodels.storage;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** One of the keys of {@link Signer} (Ed25519, RFC 8032). Thread-safe. */
public final class SigningKey {

    private static final String ALGORITHM = "Ed25519";
    private static final int ID_LENGTH = 16;

    private final int number;
    private final PrivateKey secret;
    private final PublicKey open;
    private final String id;

    private SigningKey(int number, PrivateKey secret, PublicKey open) throws GeneralSecurityException {
        this.number = number;
        this.secret = secret;
        this.open = open;
        this.id = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(open.getEncoded()))
                .substring(0, ID_LENGTH);
    }

    /** Both halves in one: the length of the private one in a byte, the private one, the public one. */
    static byte[] fresh() throws GeneralSecurityException {
        var made = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
        byte[] secret = made.getPrivate().getEncoded();
        byte[] open = made.getPublic().getEncoded();
        byte[] both = new byte[1 + secret.length + open.length];
        both[0] = (byte) secret.length;
        System.arraycopy(secret, 0, both, 1, secret.length);
        System.arraycopy(open, 0, both, 1 + secret.length, open.length);
        return both;
    }

    /** @param both as {@link #fresh} makes it */
    static SigningKey of(int number, byte[] both) throws GeneralSecurityException {
        int length = both[0];
        var factory = KeyFactory.getInstance(ALGORITHM);
        return new SigningKey(
                number,
                factory.generatePrivate(new PKCS8EncodedKeySpec(Arrays.copyOfRange(both, 1, 1 + length))),
                factory.generatePublic(new X509EncodedKeySpec(Arrays.copyOfRange(both, 1 + length, both.length))));
    }

    /** From 1, in the order in which they came to sign. */
    int number() {
        return number;
    }

    /** By which what it signs may name it: the first 16 digits of the SHA-256 of the public half, in hexadecimal. */
    public String id() {
        return id;
    }

    /** The public half, as X.509 (RFC 8410) in base64: what anyone needs to check a signature. */
    public String publicKey() {
        return Base64.getEncoder().encodeToString(open.getEncoded());
    }

    /** @return 64 bytes */
    public byte[] sign(byte[] message) throws IOException {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(secret);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IOException("could not sign", e);
        }
    }

    boolean verify(byte[] message, byte[] signature) throws IOException {
        try {
            Signature check = Signature.getInstance(ALGORITHM);
            check.initVerify(open);
            check.update(message);
            return check.verify(signature);
        } catch (java.security.SignatureException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IOException("could not verify", e);
        }
    }
}
