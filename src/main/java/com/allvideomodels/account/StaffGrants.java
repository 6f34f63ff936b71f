package com.allvideomodels.account;

import com.allvideomodels.audit.Act;
import com.allvideomodels.audit.Actor;
import com.allvideomodels.audit.AuditTrail;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.StaffRole;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who works here in which role (clause security.rbac). Asked for each request, so that a change holds from the next one on. One
 * administrator who can come in is always left: neither their role nor their account is taken away.
 */
@Component
class StaffGrants implements Colleagues {

    /**
     * @param username whose role it is
     * @param grantedBy nothing where the command for the first administrator did it, or where that account is gone
     * @param hasSecondFactor whether the person has a second factor and can get in at all
     */
    record Grant(
            AccountId account,
            String username,
            StaffRole role,
            @Nullable String grantedBy,
            Instant at,
            boolean hasSecondFactor) {

        public OffsetDateTime atUtc() {
            return at.atOffset(ZoneOffset.UTC);
        }
    }

    private final JdbcClient sql;
    private final AuditTrail trail;
    private final InstantSource clock;

    StaffGrants(JdbcClient sql, AuditTrail trail, InstantSource clock) {
        this.sql = sql;
        this.trail = trail;
        this.clock = clock;
    }

    Set<StaffRole> of(AccountId account) {
        Set<StaffRole> roles = EnumSet.noneOf(StaffRole.class);
        sql.sql("select role from staff_grant where account_id = :account")
                .param("account", account.value())
                .query(String.class)
                .list()
                .forEach(role -> roles.add(StaffRole.valueOf(role)));
        return roles;
    }

    @Override
    public List<AccountId> inRole(StaffRole role) {
        return sql.sql("""
                        select g.account_id from staff_grant g join account a on a.id = g.account_id
                        where g.role = :role and a.closed_at is null""").param("role", role.name()).query(UUID.class).stream()
                .map(AccountId::new)
                .toList();
    }

    boolean isStaff(AccountId account) {
        return !of(account).isEmpty();
    }

    /** All of them for a member of staff, whose look is in the audit trail. */
    @Transactional
    public List<Grant> look(AccountId by) {
        trail.record(Act.of(new Actor.Staff(by), "roles.listed"));
        return all();
    }

    List<Grant> all() {
        return sql.sql("""
                        select g.account_id, a.username, g.role, b.username as granted_by, g.granted_at,
                               exists (select 1 from authenticator t where t.account_id = g.account_id and t.confirmed_at is not null)
                               or exists (select 1 from user_entities e join user_credentials c on c.user_entity_user_id = e.id
                                           where e.account_id = g.account_id) as has_factor
                          from staff_grant g
                          join account a on a.id = g.account_id
                          left join account b on b.id = g.granted_by
                         order by lower(a.username), g.role
                        """)
                .query((row, n) -> new Grant(
                        new AccountId(row.getObject("account_id", UUID.class)),
                        row.getString("username"),
                        StaffRole.valueOf(row.getString("role")),
                        row.getString("granted_by"),
                        row.getObject("granted_at", OffsetDateTime.class).toInstant(),
                        row.getBoolean("has_factor")))
                .list();
    }

    /** Gives a role; giving it twice changes nothing. */
    @Transactional
    public void grant(AccountId to, StaffRole role, AccountId by) {
        if (insert(to, role, by)) {
            trail.record(Act.of(new Actor.Staff(by), "role.granted").about(to).with("role", role));
        }
    }

    /**
     * Takes a role away; taking it twice changes nothing.
     *
     * @return whether it is gone; the role of the last administrator stays
     */
    @Transactional
    public boolean withdraw(AccountId from, StaffRole role, AccountId by) {
        oneAtATime();
        if (role == StaffRole.ADMINISTRATOR && isLastAdministrator(from)) {
            return false;
        }
        int gone = sql.sql("delete from staff_grant where account_id = :account and role = :role")
                .param("account", from.value())
                .param("role", role.name())
                .update();
        if (gone > 0) {
            trail.record(
                    Act.of(new Actor.Staff(by), "role.withdrawn").about(from).with("role", role));
        }
        return true;
    }

    /** Whether, with this one gone, nobody would be left who gives roles. Who is kept out or has closed their account gives none. */
    boolean isLastAdministrator(AccountId who) {
        return of(who).contains(StaffRole.ADMINISTRATOR) && administratorsBeside(who) == 0;
    }

    /**
     * Before an account ends. Others who would take an administrator away wait until the caller's transaction is over.
     *
     * @throws LastAdministrator where nobody who gives roles would be left
     */
    void keepAnAdministratorBeside(AccountId who) {
        oneAtATime();
        if (isLastAdministrator(who)) {
            throw new LastAdministrator();
        }
    }

    /** @return whether there was no administrator who can come in, and this person is the first one now */
    @Transactional
    public boolean makeFirstAdministrator(AccountId who) {
        oneAtATime();
        if (administratorsBeside(who) > 0 || !insert(who, StaffRole.ADMINISTRATOR, null)) {
            return false;
        }
        trail.record(Act.of(new Actor.Job("staff.first-admin"), "role.granted")
                .about(who)
                .with("role", StaffRole.ADMINISTRATOR));
        return true;
    }

    private boolean insert(AccountId to, StaffRole role, @Nullable AccountId by) {
        return sql.sql("""
                        insert into staff_grant (account_id, role, granted_by, granted_at)
                        values (:account, :role, :by, :now)
                        on conflict do nothing
                        """)
                        .param("account", to.value())
                        .param("role", role.name())
                        .param("by", by == null ? null : by.value())
                        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                        .update()
                > 0;
    }

    /** Two who leave at once must not leave nobody, two commands not make two first ones. */
    private void oneAtATime() {
        sql.sql("select pg_advisory_xact_lock(30)").query((row, number) -> true).single();
    }

    private long administratorsBeside(AccountId who) {
        return sql.sql("""
                        select count(*) from staff_grant g join account a on a.id = g.account_id
                        where g.role = 'ADMINISTRATOR' and g.account_id <> :who and a.closed_at is null
                          and not exists (select 1 from suspension s where s.account_id = a.id)
                        """).param("who", who.value()).query(Long.class).single();
    }
}
