package com.allvideomodels.privacy;

import com.allvideomodels.audit.Act;
import com.allvideomodels.audit.Actor;
import com.allvideomodels.audit.AuditTrail;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.retention.HistoryGuard;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The register of disclosures, to which lines are only ever added. */
@Component
@Transactional
class DisclosureRows implements Disclosures {

    private static final int SHOWN = 200;

    private final JdbcClient sql;
    private final AuditTrail audit;
    private final HistoryGuard guard;

    DisclosureRows(JdbcClient sql, AuditTrail audit, HistoryGuard guard) {
        this.sql = sql;
        this.audit = audit;
        this.guard = guard;
    }

    /** One line, as staff see it. @param account nothing once it has ended */
    record Line(
            Told what,
            @Nullable UUID account,
            @Nullable OffsetDateTime secretUntil,
            UUID recordedBy,
            @Nullable UUID reviewer) {}

    @Override
    @Transactional(readOnly = true)
    public List<Told> toldTo(AccountId person, Instant now) {
        return sql.sql("""
                        select * from disclosure where account_id = :person and (secret_until is null or secret_until <= :now)
                        order by disclosed_at desc, id""")
                .param("person", person.value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(DisclosureRows::told)
                .list();
    }

    void add(DisclosureForm form, AccountId person, AccountId by, Instant now) {
        UUID id = UUID.randomUUID();
        Instant secret = form.secretEnd();
        sql.sql("""
                        insert into disclosure
                          (id, account_id, authority, ground, given, disclosed_at, secret_until, recorded_by, recorded_at)
                        values (:id, :person, :authority, :ground, :given, :at, :secret, :by, :now)""")
                .param("id", id)
                .param("person", person.value())
                .param("authority", form.authority())
                .param("ground", form.ground())
                .param("given", form.given())
                .param("at", form.disclosedAt().atOffset(ZoneOffset.UTC))
                .param(
                        "secret",
                        secret == null ? null : secret.atOffset(ZoneOffset.UTC),
                        java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
                .param("by", by.value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
        audit.record(act(by, "disclosure.recorded").about(person).with("disclosure", id));
    }

    /** Whether it was somebody else who recorded it, and nobody had reviewed it. */
    boolean review(UUID disclosure, AccountId by, Instant now) {
        boolean reviewed = sql.sql("""
                        insert into disclosure_review (disclosure, reviewer, at)
                        select id, :by, :now from disclosure where id = :id and recorded_by <> :by
                        on conflict do nothing""")
                        .param("id", disclosure)
                        .param("by", by.value())
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
        if (reviewed) {
            audit.record(act(by, "disclosure.reviewed").with("disclosure", disclosure));
        }
        return reviewed;
    }

    /** The newest ones, shown to a member of staff, which is audited. */
    List<Line> look(AccountId by) {
        audit.record(act(by, "disclosure.listed"));
        return sql.sql("""
                        select d.*, r.reviewer from disclosure d left join disclosure_review r on r.disclosure = d.id
                        order by d.disclosed_at desc, d.id limit :most""")
                .param("most", SHOWN)
                .query((row, number) -> new Line(
                        told(row, number),
                        row.getObject("account_id", UUID.class),
                        row.getObject("secret_until", OffsetDateTime.class),
                        row.getObject("recorded_by", UUID.class),
                        row.getObject("reviewer", UUID.class)))
                .list();
    }

    /** The account has ended: its lines stay without it. */
    void detach(AccountId person) {
        guard.lift(
                "disclosure-account",
                () -> sql.sql("update disclosure set account_id = null where account_id = :person")
                        .param("person", person.value())
                        .update());
    }

    private static Act act(AccountId by, String what) {
        return Act.of(new Actor.Staff(by), what);
    }

    private static Told told(ResultSet row, int number) throws SQLException {
        return new Told(
                row.getObject("id", UUID.class),
                row.getString("authority"),
                row.getString("ground"),
                row.getString("given"),
                row.getObject("disclosed_at", OffsetDateTime.class).toInstant());
    }
}
