package com.allvideomodels.audit;

import com.allvideomodels.audit.ChainedTrail.Noted;
import com.allvideomodels.kernel.AccountId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Adds rows to the chain. Whoever adds waits for whoever added before to commit. */
@Repository
class Chain {

    private final JdbcClient sql;
    private final SubjectKeys keys;

    Chain(JdbcClient sql, SubjectKeys keys) {
        this.sql = sql;
        this.keys = keys;
    }

    /** Adds these at the end of the caller's transaction; whatever is encrypted is so before the head is locked. */
    void append(Collection<Noted> acts) {
        if (acts.isEmpty()) {
            return;
        }
        var sealing = new Sealing(
                keys.of(acts.stream().flatMap(noted -> people(noted.act())).toList()));
        List<SealedAct> sealed = acts.stream().map(sealing::seal).toList();
        Head head = lockedHead();
        List<AuditRow> rows = new ArrayList<>();
        for (SealedAct act : sealed) {
            AuditRow row = act.after(head);
            rows.add(row);
            head = new Head(row.number(), row.hash());
        }
        rows.forEach(this::insert);
        moveTo(head);
    }

    private static Stream<AccountId> people(Act act) {
        return Stream.concat(Sealing.account(act.by()).stream(), Sealing.subject(act).stream());
    }

    /** The end of the chain, which stays the end until this transaction does. */
    Head lockedHead() {
        return sql.sql("select number, hash from audit_head for update")
                .query((row, line) -> new Head(row.getLong(1), row.getBytes(2)))
                .single();
    }

    Head head() {
        return sql.sql("select number, hash from audit_head")
                .query((row, line) -> new Head(row.getLong(1), row.getBytes(2)))
                .single();
    }

    void moveTo(Head head) {
        sql.sql("update audit_head set number = :number, hash = :hash")
                .param("number", head.number())
                .param("hash", head.hash())
                .update();
    }

    /** The hash of one row, if it is there. */
    Optional<byte[]> hashAt(long number) {
        return sql.sql("select hash from audit_row where number = :number")
                .param("number", number)
                .query((row, line) -> row.getBytes(1))
                .optional();
    }

    private void insert(AuditRow row) {
        sql.sql("""
                insert into audit_row (number, at, what, actor, pseudonym, ciphertext, previous, hash)
                values (:number, :at, :what, :actor, :pseudonym, :ciphertext, :previous, :hash)
                """)
                .param("number", row.number())
                .param("at", row.at().atOffset(ZoneOffset.UTC))
                .param("what", row.what())
                .param("actor", row.actor())
                .param("pseudonym", row.pseudonym(), java.sql.Types.OTHER)
                .param("ciphertext", row.ciphertext())
                .param("previous", row.previous())
                .param("hash", row.hash())
                .update();
    }

    /** @param number of the last row; 0 before the first */
    record Head(long number, byte[] hash) {}
}
