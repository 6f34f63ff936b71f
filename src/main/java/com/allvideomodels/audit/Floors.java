package com.allvideomodels.audit;

import com.allvideomodels.audit.Statement.Kind;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Says outside the database up to where the trail may begin, before any of its rows goes. Nothing is said of rows that a signed
 * checkpoint does not prove to be what they were: what was tampered with stays as evidence.
 */
@Component
class Floors {

    private static final int STEPS_AT_ONCE = 20;
    private static final Logger LOG = LoggerFactory.getLogger(Floors.class);

    private final JdbcClient sql;
    private final Statements statements;
    private final AuditVerifier verifier;
    private final InstantSource clock;

    Floors(JdbcClient sql, Statements statements, AuditVerifier verifier, InstantSource clock) {
        this.sql = sql;
        this.statements = statements;
        this.verifier = verifier;
        this.clock = clock;
    }

    private record Row(
            long number, byte[] hash, Instant at, @Nullable UUID pseudonym) {}

    /**
     * Signs for the rows written up to {@code until}, as far as a checkpoint follows them.
     *
     * @param kept whose rows stay, and with them all that follow
     * @param step how many rows lie between two floors at most: they go from floor to floor, and never in part
     */
    void sign(Instant until, Collection<UUID> kept, int step) throws IOException {
        List<Row> old = keptBefore(kept) ? List.of() : oldRows(until, kept, STEPS_AT_ONCE * step);
        if (old.isEmpty()) {
            return;
        }
        Optional<Statement> cover =
                statements.after(Kind.CHECKPOINT, old.getLast().number());
        if (cover.isEmpty()) {
            return;
        }
        if (!verifier.proves(cover.get(), current())) {
            LOG.error(
                    "Rows of the audit trail are old enough to go and stay: the checkpoint at row {} does not prove them."
                            + " Verify the trail at /admin/audit",
                    cover.get().number());
            return;
        }
        for (Row floor : every(step, old)) {
            statements.put(
                    new Statement(Kind.FLOOR, floor.number(), floor.hash(), floor.number() + 1, clock.instant()));
            keep(floor);
        }
    }

    /** What is kept below a floor is not to be followed by another: then nobody can say that it was allowed to go. */
    private boolean keptBefore(Collection<UUID> kept) {
        return sql.sql("""
                select exists (select 1 from audit_row where pseudonym = any(:kept) and number <= (select max(number) from audit_floor))
                """)
                .param("kept", kept.toArray(UUID[]::new))
                .query(Boolean.class)
                .single();
    }

    private static List<Row> every(int step, List<Row> old) {
        List<Row> floors = new ArrayList<>();
        for (int i = step - 1; i < old.size() - 1; i += step) {
            floors.add(old.get(i));
        }
        floors.add(old.getLast());
        return floors;
    }

    /** Those after the newest floor, in their order, up to the first that stays. */
    private List<Row> oldRows(Instant until, Collection<UUID> kept, int most) {
        List<Row> next = sql.sql("""
                select number, hash, at, pseudonym from audit_row
                where number > coalesce((select max(number) from audit_floor), 0) order by number limit :most
                """)
                .param("most", most)
                .query((row, line) -> new Row(
                        row.getLong(1),
                        row.getBytes(2),
                        row.getObject(3, OffsetDateTime.class).toInstant(),
                        row.getObject(4, UUID.class)))
                .list();
        return next.stream()
                .takeWhile(
                        row -> !row.at().isAfter(until) && (row.pseudonym() == null || !kept.contains(row.pseudonym())))
                .toList();
    }

    /** The one after which the rows begin. */
    private Optional<Statement> current() throws IOException {
        long before = begin() - 1;
        Statement sought = new Statement(Kind.FLOOR, before, new byte[0], before, Instant.EPOCH);
        return before == 0 ? Optional.empty() : statements.read(Kind.FLOOR, sought.key());
    }

    private void keep(Row floor) {
        sql.sql("insert into audit_floor (number, hash, at) values (:number, :hash, :now) on conflict do nothing")
                .param("number", floor.number())
                .param("hash", floor.hash())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** The number of the first row that is there; of the one to come where none is. */
    long begin() {
        return sql.sql("""
                select coalesce((select min(number) from audit_row), (select number + 1 from audit_head))
                """).query(Long.class).single();
    }
}
