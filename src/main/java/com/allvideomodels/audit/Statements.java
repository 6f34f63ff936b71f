package com.allvideomodels.audit;

import com.allvideomodels.audit.Statement.Kind;
import com.allvideomodels.storage.Bucket;
import com.allvideomodels.storage.SignedText;
import com.allvideomodels.storage.Signer;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What was signed about the trail, in the record bucket. Never called inside a transaction. */
@Component
class Statements {

    private final Bucket recordBucket;
    private final Signer signer;

    Statements(Bucket recordBucket, Signer signer) {
        this.recordBucket = recordBucket;
        this.signer = signer;
    }

    /**
     * Puts it there unless it is there.
     *
     * @throws IllegalStateException if there is another of the same key, which says that this is no longer our chain
     */
    void put(Statement statement) throws IOException {
        if (recordBucket.create(statement.key(), statement.signed(signer))) {
            return;
        }
        // Another node was first, and says the same.
        Statement there =
                read(statement.kind(), statement.key()).orElseThrow(() -> new IOException("a statement vanished"));
        if (!Arrays.equals(there.hash(), statement.hash())) {
            throw new IllegalStateException(
                    "The audit trail differs from what was signed of it at row " + statement.number());
        }
    }

    /** The first one about a row after this. */
    Optional<Statement> after(Kind kind, long number) throws IOException {
        String key = kind.prefix() + "%019d".formatted(number);
        var later = recordBucket.list(kind.prefix(), key);
        return later.isEmpty() ? Optional.empty() : read(kind, later.getFirst());
    }

    /** @throws IllegalStateException if somebody else wrote or changed it */
    Optional<Statement> read(Kind kind, String key) throws IOException {
        Optional<byte[]> signed = recordBucket.read(key);
        if (signed.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Statement.read(kind, signed.get(), signer));
        } catch (SignedText.Forged e) {
            throw new IllegalStateException("What lies under " + key + " is not ours", e);
        }
    }
}
