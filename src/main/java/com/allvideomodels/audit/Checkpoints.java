package com.allvideomodels.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Puts the end of the chain, signed, where who can write to the database cannot change it. */
@Component
class Checkpoints {

    private final Chain chain;
    private final Statements statements;
    private final JdbcClient sql;
    private final InstantSource clock;

    Checkpoints(Chain chain, Statements statements, JdbcClient sql, InstantSource clock) {
        this.chain = chain;
        this.statements = statements;
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
            statements.put(new Statement(Statement.Kind.CHECKPOINT, head.number(), head.hash(), rows(), now));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        sql.sql("insert into audit_checkpoint (number, hash, at) values (:number, :hash, :now) on conflict do nothing")
                .param("number", head.number())
                .param("hash", head.hash())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
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

    /** When the oldest row was written that no checkpoint speaks of. */
    Optional<Instant> uncoveredSince() {
        return sql.sql("select at from audit_row where number > :newest order by number limit 1")
                .param("newest", newest().map(Newest::number).orElse(0L))
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    record Newest(long number, Instant at) {

        public OffsetDateTime atUtc() {
            return at.atOffset(ZoneOffset.UTC);
        }
    }
}
