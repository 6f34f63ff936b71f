package com.allvideomodels.audit;

import com.allvideomodels.storage.Bucket;
import com.allvideomodels.storage.Signer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Puts the end of the chain, signed, where who can write to the database cannot change it. */
@Component
class Checkpoints {

    private final Chain chain;
    private final Bucket recordBucket;
    private final Signer signer;
    private final JdbcClient sql;
    private final InstantSource clock;

    Checkpoints(Chain chain, Bucket recordBucket, Signer signer, JdbcClient sql, InstantSource clock) {
        this.chain = chain;
        this.recordBucket = recordBucket;
        this.signer = signer;
        this.sql = sql;
        this.clock = clock;
    }

    /** One more, if anything was added since the last. */
    void write() {
        Chain.Head head = chain.head();
        if (head.number() == 0 || newest().map(Newest::number).orElse(0L) >= head.number()) {
            return;
        }
        Instant now = clock.instant();
        try {
            put(new Statement(Statement.Kind.CHECKPOINT, head.number(), head.hash(), rows(), now));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        sql.sql("insert into audit_checkpoint (number, hash, at) values (:number, :hash, :now) on conflict do nothing")
                .param("number", head.number())
                .param("hash", head.hash())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    private void put(Statement statement) throws IOException {
        if (recordBucket.create(statement.key(), statement.signed(signer))) {
            return;
        }
        // Another node was first, and says the same; anything else is no longer our chain.
        try {
            byte[] there =
                    recordBucket.read(statement.key()).orElseThrow(() -> new IOException("a checkpoint vanished"));
            if (!Arrays.equals(Statement.read(statement.kind(), there, signer).hash(), statement.hash())) {
                throw new IllegalStateException(
                        "The audit trail differs from its checkpoint at row " + statement.number());
            }
        } catch (com.allvideomodels.storage.SignedText.Forged e) {
            throw new IllegalStateException("The checkpoint at row " + statement.number() + " is not ours", e);
        }
    }

    private long rows() {
        return sql.sql("select count(*) from audit_row").query(Long.class).single();
    }

    /** The last one of which the database knows. */
    Optional<Newest> newest() {
        return sql.sql("select number, at from audit_checkpoint order by number desc limit 1")
                .query((row, line) -> new Newest(
                        row.getLong(1), row.getObject(2, OffsetDateTime.class).toInstant()))
                .optional();
    }

    record Newest(long number, Instant at) {

        public OffsetDateTime atUtc() {
            return at.atOffset(ZoneOffset.UTC);
        }
    }
}
