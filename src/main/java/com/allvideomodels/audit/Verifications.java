package com.allvideomodels.audit;

import java.io.IOException;
import java.sql.Types;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Verifies the trail, daily and whenever somebody wants to know, and keeps what came of it. */
@Component
class Verifications {

    static final String JOB = "audit.verify";

    private static final Logger LOG = LoggerFactory.getLogger(Verifications.class);

    private final AuditVerifier verifier;
    private final AuditTrail trail;
    private final TransactionTemplate transaction;
    private final JdbcClient sql;
    private final InstantSource clock;

    Verifications(
            AuditVerifier verifier,
            AuditTrail trail,
            TransactionTemplate transaction,
            JdbcClient sql,
            InstantSource clock) {
        this.verifier = verifier;
        this.trail = trail;
        this.transaction = transaction;
        this.sql = sql;
        this.clock = clock;
    }

    /** @throws IOException if what lies outside the database cannot be read; then nothing is known */
    Verdict run(Actor by) throws IOException {
        Verdict verdict = verifier.verify();
        if (verdict instanceof Verdict.Broken broken) {
            LOG.error("The audit trail is not whole: {} at row {}. See /admin/audit", broken.fault(), broken.number());
        }
        transaction.executeWithoutResult(status -> keep(verdict, by));
        return verdict;
    }

    private void keep(Verdict verdict, Actor by) {
        sql.sql("""
                insert into audit_verification (at, broken_at) values (:now, :broken)
                on conflict (only_one) do update set at = excluded.at, broken_at = excluded.broken_at
                """)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("broken", verdict instanceof Verdict.Broken broken ? broken.number() : null, Types.BIGINT)
                .update();
        trail.record(Act.of(by, "audit.verified").with("result", inShort(verdict)));
    }

    private static String inShort(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Whole whole -> "whole, " + whole.rows() + " rows";
            case Verdict.Broken broken -> broken.fault() + " at " + broken.number();
        };
    }

    Optional<Last> last() {
        return sql.sql("select at, broken_at from audit_verification")
                .query((row, line) ->
                        new Last(row.getObject(1, OffsetDateTime.class).toInstant(), row.getObject(2, Long.class)))
                .optional();
    }

    /** @param brokenAt the first row that was wrong; nothing where none was */
    record Last(Instant at, @Nullable Long brokenAt) {

        public OffsetDateTime atUtc() {
            return at.atOffset(ZoneOffset.UTC);
        }
    }
}
