package com.allvideomodels.incident;

import com.allvideomodels.audit.Act;
import com.allvideomodels.audit.Actor;
import com.allvideomodels.audit.AuditTrail;
import com.allvideomodels.incident.IncidentForm.Judgement;
import com.allvideomodels.kernel.AccountId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The records of incidents. Whatever staff do with one is an act in the audit trail, in the same transaction. */
@Component
@Transactional
class Incidents {

    private static final int SHOWN = 200;
    private static final String WITH_COUNTS = """
            select i.*, (select count(*) from incident_account a where a.incident = i.id) as affected,
              (select count(a.told_at) from incident_account a where a.incident = i.id) as told
            from incident i\s""";

    private final JdbcClient sql;
    private final AuditTrail audit;
    private final Notices notices;
    private final IncidentLock lock;
    private final InstantSource clock;

    Incidents(JdbcClient sql, AuditTrail audit, Notices notices, IncidentLock lock, InstantSource clock) {
        this.sql = sql;
        this.audit = audit;
        this.notices = notices;
        this.lock = lock;
        this.clock = clock;
    }

    UUID record(IncidentForm form, AccountId by) {
        Judgement judged = Judgement.of(form.severity(), form.risk()).orElseThrow();
        UUID id = UUID.randomUUID();
        sql.sql("""
                        insert into incident
                          (id, title, happened, noticed_at, categories, severity, risk, recorded_by, recorded_at)
                        values (:id, :title, :happened, :noticed, :categories, :severity, :risk, :by, :now)""")
                .param("id", id)
                .param("title", form.title())
                .param("happened", form.happened())
                .param("noticed", form.noticed().orElseThrow().atOffset(ZoneOffset.UTC))
                .param("categories", form.kinds().toArray(String[]::new))
                .param("severity", judged.severity().name())
                .param("risk", judged.risk().name())
                .param("by", by.value())
                .param("now", now())
                .update();
        audit.record(act(by, "incident.recorded", id));
        return id;
    }

    /** Open ones first, the newest of each coming first. */
    @Transactional(readOnly = true)
    List<Incident> all() {
        return sql.sql(WITH_COUNTS + "order by i.closed_at is not null, i.noticed_at desc limit :most")
                .param("most", SHOWN)
                .query(Incidents::one)
                .list();
    }

    @Transactional(readOnly = true)
    List<Incident> open() {
        return all().stream().filter(Incident::isOpen).toList();
    }

    @Transactional(readOnly = true)
    Optional<Incident> find(UUID id) {
        return sql.sql(WITH_COUNTS + "where i.id = :id")
                .param("id", id)
                .query(Incidents::one)
                .optional();
    }

    /** Shows one to a member of staff, which is audited. */
    Optional<Incident> look(UUID id, AccountId by) {
        Optional<Incident> found = find(id);
        found.ifPresent(one -> audit.record(act(by, "incident.viewed", id)));
        return found;
    }

    @Transactional(readOnly = true)
    List<Incident.Note> notes(UUID incident) {
        return sql.sql("select * from incident_note where incident = :id order by id desc")
                .param("id", incident)
                .query((row, number) -> new Incident.Note(
                        instant(row, "at"),
                        Severity.valueOf(row.getString("severity")),
                        Risk.valueOf(row.getString("risk")),
                        row.getString("words")))
                .list();
    }

    /** @return whether it is still open */
    boolean assess(UUID incident, Judgement judged, String words, AccountId by) {
        boolean open =
                sql.sql("update incident set severity = :severity, risk = :risk where id = :id and closed_at is null")
                                .param("severity", judged.severity().name())
                                .param("risk", judged.risk().name())
                                .param("id", incident)
                                .update()
                        == 1;
        if (open) {
            sql.sql("""
                            insert into incident_note (incident, at, by_account, severity, risk, words)
                            values (:id, :now, :by, :severity, :risk, :words)""")
                    .param("id", incident)
                    .param("now", now())
                    .param("by", by.value())
                    .param("severity", judged.severity().name())
                    .param("risk", judged.risk().name())
                    .param("words", words)
                    .update();
            audit.record(act(by, "incident.assessed", incident).with("risk", judged.risk()));
        }
        return open;
    }

    /** @return whether it is closed now: nothing of it was being done, and no deadline was left without a note */
    boolean close(UUID incident, AccountId by) {
        boolean ready = lock.idle(incident)
                && find(incident)
                        .map(one -> notices.of(one).stream().allMatch(due -> due.state() == LegalDeadlines.State.NOTED))
                        .orElse(false);
        if (ready) {
            sql.sql("update incident set closed_at = :now where id = :id")
                    .param("now", now())
                    .param("id", incident)
                    .update();
            audit.record(act(by, "incident.closed", incident));
        }
        return ready;
    }

    /** How many deadlines of open incidents are over or near, and how many incidents are open. */
    @Transactional(readOnly = true)
    Pressing pressing() {
        List<Incident> open = open();
        long due = open.stream().flatMap(one -> notices.pressing(one).stream()).count();
        return new Pressing(open.size(), due);
    }

    record Pressing(long open, long due) {}

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    static Act act(AccountId by, String what, UUID incident) {
        return Act.of(new Actor.Staff(by), what).with("incident", incident);
    }

    private static Incident one(ResultSet row, int number) throws SQLException {
        return new Incident(
                row.getObject("id", UUID.class),
                row.getString("title"),
                row.getString("happened"),
                instant(row, "noticed_at"),
                List.of((String[]) row.getArray("categories").getArray()),
                Severity.valueOf(row.getString("severity")),
                Risk.valueOf(row.getString("risk")),
                instant(row, "recorded_at"),
                past(row, "closed_at"),
                row.getLong("affected"),
                row.getLong("told"));
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static @Nullable Instant past(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
