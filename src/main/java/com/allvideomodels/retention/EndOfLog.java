package com.allvideomodels.retention;

import com.allvideomodels.storage.Bucket;
import com.allvideomodels.storage.Signer;
import java.io.IOException;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Keeps {@link LogEnd} in the key bucket: who can only delete in the record bucket cannot make both agree, and a record bucket with a
 * lock on it would not let it be written over.
 */
@Component
class EndOfLog {

    private static final String PREFIX = "log/";

    private final Bucket keyBucket;
    private final Bucket recordBucket;
    private final Signer signer;

    EndOfLog(Bucket keyBucket, Bucket recordBucket, Signer signer) {
        this.keyBucket = keyBucket;
        this.recordBucket = recordBucket;
        this.signer = signer;
    }

    /** It is about one record bucket: with another one in its place, nothing is found. */
    String key() {
        return PREFIX + recordBucket.name();
    }

    Optional<LogEnd> read() throws IOException {
        Optional<byte[]> signed = keyBucket.read(key());
        return signed.isPresent() ? Optional.of(LogEnd.read(signed.get(), signer)) : Optional.empty();
    }

    void write(LogEnd end) throws IOException {
        keyBucket.write(key(), end.signed(signer));
    }
}
