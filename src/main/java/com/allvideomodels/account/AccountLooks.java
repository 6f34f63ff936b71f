package com.allvideomodels.account;

import com.allvideomodels.audit.Act;
import com.allvideomodels.audit.Actor;
import com.allvideomodels.audit.AuditTrail;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.EmailAddress;
import com.allvideomodels.kernel.Keyset;
import com.allvideomodels.web.PersonFacts;
import com.allvideomodels.web.StaffSearch;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What staff see of people. Each look is in the audit trail, in the transaction that reads (clause security.rbac). */
@Component
class AccountLooks implements StaffSearch {

    static final int PAGE = 50;

    private static final Pattern ID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    /** One line of the list: without name and address, which a list does not need. */
    record Line(
            UUID id, String username, boolean confirmed, boolean closed, boolean suspended, OffsetDateTime openedAt) {}

    /** Where somebody came in. */
    record Entry(OffsetDateTime at, String network, String device, String method) {}

    /** Everything of one account that an answer to its person may need. */
    record Whole(
            Profile account,
            boolean closed,
            boolean password,
            boolean google,
            boolean authenticator,
            int passkeys,
            int openSessions,
            List<Entry> entries,
            List<PersonFacts.Fact> facts,
            Suspensions.@Nullable Suspension suspension) {

        public OffsetDateTime openedAtUtc() {
            return account.openedAt().atOffset(ZoneOffset.UTC);
        }
    }

    private final AccountRepository accounts;
    private final Identities identities;
    private final SecondFactors factors;
    private final Passkeys passkeys;
    private final Suspensions suspensions;
    private final List<PersonFacts> modules;
    private final AuditTrail trail;
    private final JdbcClient sql;

    AccountLooks(
            AccountRepository accounts,
            Identities identities,
            SecondFactors factors,
            Passkeys passkeys,
            Suspensions suspensions,
            List<PersonFacts> modules,
            AuditTrail trail,
            JdbcClient sql) {
        this.accounts = accounts;
        this.identities = identities;
        this.factors = factors;
        this.passkeys = passkeys;
        this.suspensions = suspensions;
        this.modules = modules;
        this.trail = trail;
        this.sql = sql;
    }

    /** One more than a page where there are more. */
    @Transactional
    public List<Line> page(boolean newestFirst, Optional<Keyset> after, AccountId by) {
        trail.record(Act.of(new Actor.Staff(by), "accounts.listed"));
        String order = newestFirst ? "desc" : "asc";
        String place = after.isEmpty() ? "" : "where (a.opened_at, a.id) " + (newestFirst ? "<" : ">") + " (:at, :id)";
        var query = sql.sql("""
                        select a.id, a.username, a.email_confirmed_at is not null, a.closed_at is not null,
                               exists (select 1 from suspension s where s.account_id = a.id), a.opened_at
                          from account a %s order by a.opened_at %s, a.id %s limit %d
                        """.formatted(place, order, order, PAGE + 1));
        if (after.isPresent()) {
            query = query.param("at", after.get().at().atOffset(ZoneOffset.UTC))
                    .param("id", after.get().id());
        }
        return query.query((row, n) -> new Line(
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        row.getBoolean(3),
                        row.getBoolean(4),
                        row.getBoolean(5),
                        row.getObject(6, OffsetDateTime.class)))
                .list();
    }

    @Transactional
    public Optional<Whole> look(AccountId id, AccountId by) {
        Optional<Account> account = accounts.findById(id.value());
        account.ifPresent(found ->
                trail.record(Act.of(new Actor.Staff(by), "account.viewed").about(id)));
        return account.map(this::whole);
    }

    @Override
    @Transactional
    public List<Hit> find(String words, AccountId by) {
        Optional<Account> found = named(words);
        found.ifPresent(account ->
                trail.record(Act.of(new Actor.Staff(by), "account.found").about(account.id())));
        return found
                .map(account -> new Hit("accounts.one", account.username(), "/admin/accounts/" + account.id()))
                .stream()
                .toList();
    }

    @Override
    public String page() {
        return "/admin/accounts/id";
    }

    private Optional<Account> named(String words) {
        if (words.contains("@")) {
            return EmailAddress.parse(words).flatMap(email -> accounts.findByConfirmedEmail(email.value()));
        }
        return ID.matcher(words).matches() ? accounts.findById(UUID.fromString(words)) : accounts.findByUsername(words);
    }

    private Whole whole(Account account) {
        return new Whole(
                account.toProfile(),
                account.closed(),
                account.passwordHash() != null,
                identities.has(account.id()),
                factors.hasAuthenticator(account.id()),
                passkeys.of(account.id()).size(),
                openSessions(account.id()),
                entries(account.id()),
                modules.stream()
                        .flatMap(module -> module.about(account.id()).stream())
                        .toList(),
                suspensions.of(account.id()).orElse(null));
    }

    private int openSessions(AccountId account) {
        return sql.sql("select count(*) from spring_session where principal_name = :name")
                .param("name", account.toString())
                .query(Integer.class)
                .single();
    }

    private List<Entry> entries(AccountId account) {
        return sql.sql("""
                        select at, network, device, method from sign_in where account_id = :account
                         order by at desc limit 20
                        """)
                .param("account", account.value())
                .query((row, n) -> new Entry(
                        row.getObject(1, OffsetDateTime.class), row.getString(2), row.getString(3), row.getString(4)))
                .list();
    }
}
