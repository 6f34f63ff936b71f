package com.allvideomodels.retention;

import com.allvideomodels.audit.Pruning;
import com.allvideomodels.kernel.AccountId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The trail of acts, which does not know this module, ends from its beginning on and never between two rows that stay. A hold on the
 * class keeps all of it; one on an account keeps that person's first row and what follows it, or the chain would have a hole.
 */
@Component
class AuditRule implements RetentionRule {

    private static final String CLASS = "audit";

    private final Pruning pruning;
    private final RetentionPolicy policy;
    private final JdbcClient sql;

    AuditRule(Pruning pruning, RetentionPolicy policy, JdbcClient sql) {
        this.pruning = pruning;
        this.policy = policy;
        this.sql = sql;
    }

    @Override
    public String dataClass() {
        return CLASS;
    }

    @Override
    public long due(Instant now, long most) {
        return isHeld(now) ? 0 : pruning.due(writtenBy(now), most, heldPeople(now));
    }

    @Override
    public int end(Instant now, int most) {
        return isHeld(now) ? 0 : pruning.end(writtenBy(now), most, heldPeople(now));
    }

    @Override
    public Optional<Instant> oldestDue(Instant now) {
        return isHeld(now)
                ? Optional.empty()
                : pruning.oldest(writtenBy(now), heldPeople(now)).map(policy.rule(CLASS)::dueAt);
    }

    Instant writtenBy(Instant now) {
        return policy.rule(CLASS).startedBy(now);
    }

    /** After {@link LegalHolds#guard} that stays so. */
    boolean isHeld(Instant now) {
        return !sql.sql("select " + LegalHolds.noneOn(CLASS, "null::uuid", "null::uuid"))
                .param("now", HoldRows.utc(now))
                .query(Boolean.class)
                .single();
    }

    /** After {@link LegalHolds#guard} that stays so. */
    Set<AccountId> heldPeople(Instant now) {
        return sql.sql("""
                select target from legal_hold
                where scope = 'ACCOUNT' and released_at is null and (expires_at is null or expires_at > :now)
                """).param("now", HoldRows.utc(now)).query(UUID.class).list().stream()
                .map(AccountId::new)
                .collect(Collectors.toSet());
    }
}
