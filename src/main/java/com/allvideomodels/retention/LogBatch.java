package com.allvideomodels.retention;

import com.allvideomodels.storage.SignedText;
import com.allvideomodels.storage.Signer;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One object of the log in the record bucket: signed, and chained to the one before it by its hash.
 *
 * @param previous hash of the bytes of the batch before; zeros for the first
 */
record LogBatch(long sequence, byte[] previous, Instant at, List<LogEntry> entries) {

    static final String PREFIX = "destructions/";
    private static final String TITLE = "allvideomodels destruction log 1";

    LogBatch {
        entries = List.copyOf(entries);
    }

    static String key(long sequence) {
        return PREFIX + "%019d".formatted(sequence);
    }

    byte[] signed(Signer signer) throws IOException {
        String head = TITLE + "\nsequence " + sequence + "\nprevious "
                + HexFormat.of().formatHex(previous) + "\nat " + at + "\n";
        String lines = entries.stream().map(entry -> entry.line() + "\n").collect(Collectors.joining());
        return SignedText.sign(head + lines, signer);
    }

    /** @throws Tampered if it is not ours, or not the one that follows the batch with this number and hash */
    static LogBatch follows(long sequence, byte[] hash, byte[] signed, Signer signer) throws IOException {
        LogBatch batch = read(sequence + 1, signed, signer);
        if (!MessageDigest.isEqual(batch.previous(), hash)) {
            throw new Tampered("batch " + (sequence + 1) + " does not follow the one before it");
        }
        return batch;
    }

    /** @throws Tampered if it is not ours, or not the one of this number */
    static LogBatch read(long sequence, byte[] signed, Signer signer) throws IOException {
        try {
            List<String> lines = SignedText.verified(signed, signer).lines().toList();
            var batch = new LogBatch(
                    Long.parseLong(lines.get(1).substring("sequence ".length())),
                    HexFormat.of().parseHex(lines.get(2).substring("previous ".length())),
                    Instant.parse(lines.get(3).substring("at ".length())),
                    lines.stream().skip(4).map(LogEntry::read).toList());
            if (!lines.getFirst().equals(TITLE) || batch.sequence() != sequence) {
                throw new Tampered("what lies at the place of batch " + sequence + " is something else");
            }
            return batch;
        } catch (SignedText.Forged e) {
            throw new Tampered("batch " + sequence + " was changed: " + e.getMessage());
        } catch (Tampered e) {
            throw e;
        } catch (RuntimeException e) {
            throw new Tampered("batch " + sequence + " cannot be read");
        }
    }

    static byte[] hash(byte[] signed) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(signed);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The log is not what was written; nobody is served from a database that depends on it. */
    static final class Tampered extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Tampered(String what) {
            super("The log of destructions in the record bucket is not whole: " + what);
        }
    }
}
