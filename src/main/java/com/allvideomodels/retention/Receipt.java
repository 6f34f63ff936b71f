package com.allvideomodels.retention;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;

/**
 * That something was destroyed, in words that are signed.
 *
 * @param number in the chain, from 1 and without gaps
 * @param id random; whoever knows it can read the receipt, also when the account is gone
 * @param body the signed text, as {@link ReceiptText} writes it
 * @param signature Ed25519 over the bytes of the body, in base64
 */
record Receipt(long number, UUID id, UUID item, String dataClass, Instant at, String body, String signature) {

    /** What a person keeps: the signed text and its signature. */
    String document() {
        return "{\"receipt\":" + body + ",\"signature\":\"" + signature + "\"}";
    }

    /** By which the next receipt names this one. */
    String hash() {
        return hash(body);
    }

    static String hash(String body) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
