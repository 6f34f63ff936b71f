package com.allvideomodels.incident;

import com.allvideomodels.audit.AuditTrail;
import com.allvideomodels.kernel.AccountId;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Which deadlines of laws an incident has, and what staff noted of each. */
@Component
@Transactional
class Notices {

    private final JdbcClient sql;
    private final LegalDeadlines laws;
    private final AuditTrail audit;
    private final InstantSource clock;

    Notices(JdbcClient sql, LegalDeadlines laws, AuditTrail audit, InstantSource clock) {
        this.sql = sql;
        this.laws = laws;
        this.audit = audit;
        this.clock = clock;
    }

    /** The first due first. */
    @Transactional(readOnly = true)
    List<LegalDeadlines.Due> of(Incident incident) {
        return laws.of(incident.noticedAt(), incident.risk(), noted(incident.id()), clock.instant());
    }

    /** Those of an open incident that are near or over; of a closed one none. */
    @Transactional(readOnly = true)
    List<LegalDeadlines.Due> pressing(Incident incident) {
        return incident.isOpen()
                ? of(incident).stream().filter(LegalDeadlines.Due::isPressing).toList()
                : List.of();
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
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("by", by.value())
                .param("words", words)
                .param("id", incident)
                .update();
        audit.record(Incidents.act(by, "incident.deadline-noted", incident).with("deadline", deadline));
    }
}
