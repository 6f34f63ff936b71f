package com.allvideomodels.incident;

import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Holds one incident until the end of the caller's transaction: nothing is ordered or confirmed meanwhile. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class IncidentLock {

    private static final String UNDER_WAY = """
            select exists (select 1 from incident_action where incident = :id and finished_at is null
              and (confirmed_by is not null or not needs_second)\s""";

    private final JdbcClient sql;

    IncidentLock(JdbcClient sql) {
        this.sql = sql;
    }

    /** @return whether it is open */
    boolean open(UUID incident) {
        return sql.sql("select 1 from incident where id = :id and closed_at is null for update")
                .param("id", incident)
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    /** @return whether it is open and nothing of it is being carried out */
    boolean idle(UUID incident) {
        return open(incident) && !exists(UNDER_WAY + ")", incident);
    }

    /** @return whether it is open and nothing is being done to those it has */
    boolean idleForAccounts(UUID incident) {
        return open(incident) && !exists(UNDER_WAY + "and kind in ('END_SESSIONS', 'SUSPEND', 'NOTIFY'))", incident);
    }

    private boolean exists(String question, UUID incident) {
        return sql.sql(question).param("id", incident).query(Boolean.class).single();
    }
}
