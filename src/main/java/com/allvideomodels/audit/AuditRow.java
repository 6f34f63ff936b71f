package com.allvideomodels.audit;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One row as it is stored.
 *
 * @param at in whole microseconds, as the database keeps it
 * @param previous hash of the row before it; zeros for the first
 * @param hash over everything else
 */
record AuditRow(
        long number,
        Instant at,
        String what,
        String actor,
        @Nullable UUID pseudonym,
        byte[] ciphertext,
        byte[] previous,
        byte[] hash) {

    private static final String FORMAT = "allvideomodels audit row 1";

    static AuditRow linked(
            long number,
            Instant at,
            String what,
            String actor,
            @Nullable UUID pseudonym,
            byte[] ciphertext,
            byte[] previous) {
        byte[] hash = hash(number, at, what, actor, pseudonym, ciphertext, previous);
        return new AuditRow(number, at, what, actor, pseudonym, ciphertext, previous, hash);
    }

    /** SHA-256 over the fields, each of a fixed length or preceded by its length, so that no two rows are the same bytes. */
    private static byte[] hash(
            long number,
            Instant at,
            String what,
            String actor,
            @Nullable UUID pseudonym,
            byte[] ciphertext,
            byte[] previous) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            text(out, FORMAT);
            out.writeLong(number);
            out.writeLong(at.getEpochSecond());
            out.writeInt(at.getNano());
            text(out, what);
            text(out, actor);
            text(out, pseudonym == null ? "" : pseudonym.toString());
            out.writeInt(ciphertext.length);
            out.write(ciphertext);
            out.write(previous);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sha256(bytes.toByteArray());
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
