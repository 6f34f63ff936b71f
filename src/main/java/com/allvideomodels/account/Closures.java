package com.allvideomodels.account;

import com.allvideomodels.audit.Act;
import com.allvideomodels.audit.Actor;
import com.allvideomodels.audit.AuditTrail;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.retention.Cause;
import com.allvideomodels.retention.Erasures;
import com.allvideomodels.retention.Repetitions;
import com.allvideomodels.retention.RetentionPolicy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Closes accounts and opens them again; each is one statement, so that of two who want the opposite one comes first. */
@Component
class Closures implements AccountClosure {

    /** What a restored database is told of. */
    static final String CLOSED = "account-closed";

    static final String REOPENED = "account-reopened";

    private final JdbcClient sql;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final RetentionPolicy policy;
    private final Standing standing;
    private final Repetitions repetitions;
    private final ClosingLetters letters;
    private final Erasures erasures;
    private final StaffGrants grants;
    private final InstantSource clock;

    Closures(
            JdbcClient sql,
            AuditTrail audit,
            ApplicationEventPublisher events,
            RetentionPolicy policy,
            Standing standing,
            Repetitions repetitions,
            ClosingLetters letters,
            Erasures erasures,
            StaffGrants grants,
            InstantSource clock) {
        this.sql = sql;
        this.audit = audit;
        this.events = events;
        this.policy = policy;
        this.standing = standing;
        this.repetitions = repetitions;
        this.letters = letters;
        this.erasures = erasures;
        this.grants = grants;
        this.clock = clock;
    }

    @Override
    @Transactional
    public void close(AccountId account, Actor by) {
        grants.keepAnAdministratorBeside(account);
        if (close(account, by, clock.instant())) {
            erasedFrom(account).ifPresent(ends -> letters.closed(account, ends));
        }
    }

    /**
     * Its time runs from {@code at}; whoever was signed in until now is no longer. No letter says so. Whether an administrator is left is
     * not asked: this is also for what a restored database is told, and for parents, who need no leave.
     *
     * @return whether it was open
     */
    @Transactional
    public boolean close(AccountId account, Actor by, Instant at) {
        standing.lock(account);
        int closed = sql.sql(
                        "update account set closed_at = :at, sessions_from = :now where id = :id and closed_at is null")
                .param("id", account.value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        if (closed == 1) {
            repetitions.note(CLOSED, account.value(), "", at);
            endSessions(account);
            audit.record(Act.of(by, "account.closed").about(account));
            events.publishEvent(new AccountClosed(account));
        }
        return closed == 1;
    }

    /** In the caller's transaction, unlike the ways of the store of sessions. */
    private void endSessions(AccountId account) {
        sql.sql("delete from spring_session where principal_name = :name")
                .param("name", account.toString())
                .update();
    }

    @Override
    @Transactional
    public Reopening reopen(AccountId account, Actor by) {
        int opened = sql.sql("""
                update account set closed_at = null
                where id = :id and closed_at is not null and erasure_ordered_at is null
                """).param("id", account.value()).update();
        if (opened == 1) {
            repetitions.note(REOPENED, account.value(), "", clock.instant());
            audit.record(Act.of(by, "account.reopened").about(account));
        }
        return opened == 1 || isOpen(account) ? Reopening.OPEN : Reopening.TOO_LATE;
    }

    private boolean isOpen(AccountId account) {
        return sql.sql("select exists (select 1 from account where id = :id and closed_at is null)")
                .param("id", account.value())
                .query(Boolean.class)
                .single();
    }

    @Override
    @Transactional
    public void erase(AccountId account, Actor by) {
        grants.keepAnAdministratorBeside(account);
        Instant now = clock.instant();
        close(account, by, now);
        int ordered = sql.sql(
                        "update account set erasure_ordered_at = :now where id = :id and erasure_ordered_at is null")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("id", account.value())
                .update();
        if (ordered == 1) {
            erasures.order(account, Cause.ERASURE, now);
            audit.record(Act.of(by, "account.erasure-ordered").about(account));
        }
    }

    @Override
    public Optional<Instant> erasedFrom(AccountId account) {
        return sql.sql(
                        "select closed_at, opened_at, email_confirmed_at from account where id = :id and closed_at is not null")
                .param("id", account.value())
                .query((row, number) -> {
                    Instant closed = at(row, "closed_at");
                    Instant grace = policy.rule("account").dueAt(closed);
                    // One that was never confirmed goes by its own rule, closed or not.
                    Instant unconfirmed = policy.rule("unconfirmed-account").dueAt(at(row, "opened_at"));
                    boolean confirmed = row.getObject("email_confirmed_at") != null;
                    return confirmed || grace.isBefore(unconfirmed) ? grace : unconfirmed;
                })
                .optional();
    }

    private static Instant at(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
