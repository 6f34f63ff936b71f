package com.allvideomodels.account;

import com.allvideomodels.audit.Act;
import com.allvideomodels.audit.Actor;
import com.allvideomodels.audit.AuditTrail;
import com.allvideomodels.kernel.AccountId;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Keeps somebody out until it is cleared up what they did, or what was done in their name (clause use.security). Nothing is deleted. */
@Component
class Suspensions implements Containment {

    /** @param by user name of whoever did it; nothing where that account is gone */
    record Suspension(String reason, @Nullable String by, OffsetDateTime at) {}

    private final JdbcClient sql;
    private final AuditTrail trail;
    private final Standing standing;
    private final InstantSource clock;

    Suspensions(JdbcClient sql, AuditTrail trail, Standing standing, InstantSource clock) {
        this.sql = sql;
        this.trail = trail;
        this.standing = standing;
        this.clock = clock;
    }

    Optional<Suspension> of(AccountId account) {
        return sql.sql("""
                        select s.reason, b.username, s.at from suspension s left join account b on b.id = s.suspended_by
                         where s.account_id = :account
                        """)
                .param("account", account.value())
                .query((row, n) ->
                        new Suspension(row.getString(1), row.getString(2), row.getObject(3, OffsetDateTime.class)))
                .optional();
    }

    @Override
    @Transactional
    public void endSessions(AccountId account, AccountId by) {
        standing.lock(account);
        if (allOut(account)) {
            trail.record(Act.of(new Actor.Staff(by), "account.signed-out").about(account));
        }
    }

    /** Ends every session and lets nobody in from now on; suspending twice keeps the first reason. */
    @Override
    @Transactional
    public void suspend(AccountId account, String reason, AccountId by) {
        standing.lock(account);
        int suspended = sql.sql("""
                        insert into suspension (account_id, reason, suspended_by, at)
                        select id, :reason, :by, :now from account where id = :account
                        on conflict do nothing
                        """)
                .param("account", account.value())
                .param("reason", reason)
                .param("by", by.value())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        if (suspended > 0) {
            allOut(account);
            trail.record(Act.of(new Actor.Staff(by), "account.suspended")
                    .about(account)
                    .with("reason", reason));
        }
    }

    /** @return whether there is such an account */
    private boolean allOut(AccountId account) {
        int there = sql.sql("update account set sessions_from = :now where id = :id")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("id", account.value())
                .update();
        sql.sql("delete from spring_session where principal_name = :name")
                .param("name", account.toString())
                .update();
        return there > 0;
    }

    /** Lets them in again. */
    @Transactional
    public void lift(AccountId account, AccountId by) {
        int lifted = sql.sql("delete from suspension where account_id = :account")
                .param("account", account.value())
                .update();
        if (lifted > 0) {
            trail.record(Act.of(new Actor.Staff(by), "account.unsuspended").about(account));
        }
    }
}
