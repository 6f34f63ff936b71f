package com.allvideomodels.retention;

import com.allvideomodels.storage.SignedText;
import com.allvideomodels.storage.Signer;
import java.io.IOException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/**
 * How far the log goes, said apart from it and signed: a log whose last batches were taken away would otherwise look whole.
 *
 * @param sequence of the last batch that was known when this was written
 * @param floor the first batch that is kept
 * @param beat counts up while a database is served; a restored one has counted less far
 * @param receipts number of the last receipt, which is never given twice
 * @param at when the database that was served last said so
 */
record LogEnd(long sequence, byte[] hash, long floor, long beat, long receipts, String receiptsHash, Instant at) {

    private static final String TITLE = "allvideomodels destruction log end 1";

    byte[] signed(Signer signer) throws IOException {
        return SignedText.sign(
                String.join(
                                "\n",
                                TITLE,
                                "sequence " + sequence,
                                "hash " + HexFormat.of().formatHex(hash),
                                "floor " + floor,
                                "beat " + beat,
                                "receipts " + receipts,
                                "receipts-hash " + receiptsHash,
                                "at " + at)
                        + "\n",
                signer);
    }

    /** @throws LogBatch.Tampered if it is not ours */
    static LogEnd read(byte[] signed, Signer signer) throws IOException {
        try {
            List<String> lines = SignedText.verified(signed, signer).lines().toList();
            if (!lines.getFirst().equals(TITLE)) {
                throw new LogBatch.Tampered("what says where it ends is something else");
            }
            return new LogEnd(
                    Long.parseLong(value(lines, 1)),
                    HexFormat.of().parseHex(value(lines, 2)),
                    Long.parseLong(value(lines, 3)),
                    Long.parseLong(value(lines, 4)),
                    Long.parseLong(value(lines, 5)),
                    value(lines, 6),
                    Instant.parse(value(lines, 7)));
        } catch (SignedText.Forged e) {
            throw new LogBatch.Tampered("what says where it ends was changed: " + e.getMessage());
        } catch (LogBatch.Tampered e) {
            throw e;
        } catch (RuntimeException e) {
            throw new LogBatch.Tampered("what says where it ends cannot be read");
        }
    }

    private static String value(List<String> lines, int line) {
        return lines.get(line).substring(lines.get(line).indexOf(' ') + 1);
    }
}
