package com.allvideomodels.incident;

import com.allvideomodels.audit.AuditTrail;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.privacy.AccountCriterion;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Whom an incident concerns. */
@Component
@Transactional
class AffectedAccounts {

    private static final int BATCH = 1000;

    private final JdbcClient sql;
    private final IncidentLock lock;
    private final AuditTrail audit;

    AffectedAccounts(JdbcClient sql, IncidentLock lock, AuditTrail audit) {
        this.sql = sql;
        this.lock = lock;
        this.audit = audit;
    }

    /** What was asked of a criterion; {@code to} is excluded. */
    record Search(Instant from, Instant to, String choice) {}

    /**
     * Adds whom the criterion finds now to those the incident concerns. Nobody is taken out again.
     *
     * @return how many were not there before; nothing where the incident is closed or something is being done to those it has
     */
    Optional<Long> add(UUID incident, AccountCriterion criterion, Search search, AccountId by) {
        if (!lock.idleForAccounts(incident)) {
            return Optional.empty();
        }
        long added = addFound(incident, criterion, search);
        audit.record(Incidents.act(by, "incident.affected", incident)
                .with("criterion", criterion.key())
                .with("choice", search.choice())
                .with("from", search.from())
                .with("to", search.to())
                .with("added", added));
        return Optional.of(added);
    }

    private long addFound(UUID incident, AccountCriterion criterion, Search search) {
        long added = 0;
        AccountId last = null;
        List<AccountId> page;
        do {
            page = criterion.find(search.from(), search.to(), search.choice(), last, BATCH);
            added += insert(incident, page);
            last = page.isEmpty() ? last : page.getLast();
        } while (page.size() == BATCH);
        return added;
    }

    private int insert(UUID incident, List<AccountId> accounts) {
        return sql.sql("""
                        insert into incident_account (incident, account_id)
                        select :incident, found from unnest(cast(:accounts as uuid[])) as found on conflict do nothing""")
                .param("incident", incident)
                .param("accounts", accounts.stream().map(AccountId::value).toArray(UUID[]::new))
                .update();
    }

    @Transactional(readOnly = true)
    long count(UUID incident) {
        return sql.sql("select count(*) from incident_account where incident = :id")
                .param("id", incident)
                .query(Long.class)
                .single();
    }
}
