package com.allvideomodels.incident;

import com.allvideomodels.audit.Act;
import com.allvideomodels.audit.Actor;
import com.allvideomodels.audit.AuditTrail;
import com.allvideomodels.incident.IncidentForm.Judgement;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.privacy.AccountCriterion;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    private static final int BATCH = 1000;
    private static final int SHOWN = 200;
    private static final String WITH_COUNTS = """
            select i.*, (select count(*) from incident_account a where a.incident = i.id) as affected,
              (select count(a.told_at) from incident_account a where a.incident = i.id) as told
            from incident i\s""";

    private final JdbcClient sql;
    private final AuditTrail audit;
    private final LegalDeadlines deadlines;
    private final InstantSource clock;

    Incidents(JdbcClient sql, AuditTrail audit, LegalDeadlines deadlines, InstantSource clock) {
        this.sql = sql;
        this.audit = audit;
        this.deadlines = deadlines;
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

    /**
     * Adds whom the criterion finds now to those the incident concerns. Nobody is taken out again.
     *
     * @return how many were not there before; nothing where the incident is closed or something is being done to those it has
     */
    Optional<Long> affect(UUID incident, AccountCriterion criterion, Search search, AccountId by) {
        if (!lockIdle(incident)) {
            return Optional.empty();
        }
        long added = 0;
        AccountId last = null;
        List<AccountId> page;
        do {
            page = criterion.find(search.from(), search.to(), search.choice(), last, BATCH);
            added += add(incident, page);
            last = page.isEmpty() ? last : page.getLast();
        } while (page.size() == BATCH);
        audit.record(act(by, "incident.affected", incident)
                .with("criterion", criterion.key())
                .with("choice", search.choice())
                .with("from", search.from())
                .with("to", search.to())
                .with("added", added));
        return Optional.of(added);
    }

    /** What was asked of a criterion; {@code to} is excluded. */
    record Search(Instant from, Instant to, String choice) {}

    private int add(UUID incident, List<AccountId> accounts) {
        return sql.sql("""
                        insert into incident_account (incident, account_id)
                        select :incident, found from unnest(cast(:accounts as uuid[])) as found on conflict do nothing""")
                .param("incident", incident)
                .param("accounts", accounts.stream().map(AccountId::value).toArray(UUID[]::new))
                .update();
    }

    /** Nothing can be ordered or carried out meanwhile. @return whether it is open and nothing is being carried out */
    private boolean lockIdle(UUID incident) {
        boolean open = sql.sql("select 1 from incident where id = :id and closed_at is null for update")
                .param("id", incident)
                .query(Integer.class)
                .optional()
                .isPresent();
        return open && !sql.sql("""
                        select exists (select 1 from incident_action where incident = :id and finished_at is null
                          and (confirmed_by is not null or not needs_second))""").param("id", incident).query(Boolean.class).single();
    }

    @Transactional(readOnly = true)
    List<LegalDeadlines.Due> deadlines(Incident incident) {
        return deadlines.of(incident.noticedAt(), incident.risk(), noted(incident.id()), clock.instant());
    }

    private Map<String, String> noted(UUID incident) {
        Map<String, String> noted = new HashMap<>();
        sql.sql("select deadline, words from incident_notice where incident = :id")
                .param("id", incident)
                .query((row, number) -> noted.put(row.getString(1), row.getString(2)))
                .list();
        return noted;
    }

    /** That a deadline was met, or why it asks for nothing; noting again takes the place of what was noted. */
    void note(UUID incident, String deadline, String words, AccountId by) {
        sql.sql("""
                        insert into incident_notice (incident, deadline, at, noted_by, words)
                        select id, :deadline, :now, :by, :words from incident where id = :id
                        on conflict (incident, deadline) do update
                          set at = excluded.at, noted_by = excluded.noted_by, words = excluded.words""")
                .param("deadline", deadline)
                .param("now", now())
                .param("by", by.value())
                .param("words", words)
                .param("id", incident)
                .update();
        audit.record(act(by, "incident.deadline-noted", incident).with("deadline", deadline));
    }

    /** @return whether it is closed now: nothing of it was being done, and no deadline was left without a note */
    boolean close(UUID incident, AccountId by) {
        boolean ready = lockIdle(incident)
                && find(incident)
                        .map(one -> deadlines(one).stream().allMatch(due -> due.state() == LegalDeadlines.State.NOTED))
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
        List<Incident> open = all().stream().filter(Incident::isOpen).toList();
        long due = open.stream()
                .flatMap(one -> deadlines(one).stream())
                .filter(LegalDeadlines.Due::isPressing)
                .count();
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
