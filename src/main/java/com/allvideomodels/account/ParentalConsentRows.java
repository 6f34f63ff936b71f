package com.allvideomodels.account;

import com.allvideomodels.account.ParentalConsent.Step;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.EmailAddress;
import com.allvideomodels.web.Languages;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of parents' consents. Each step is one statement that names the step before it, so it is taken once. */
@Repository
class ParentalConsentRows {

    private static final String ALIVE = "(expires_at is null or expires_at > :now)";

    private final JdbcClient sql;

    ParentalConsentRows(JdbcClient sql) {
        this.sql = sql;
    }

    void add(EmailAddress parent, Locale language, Secret secret, Instant now, Instant until) {
        sql.sql("""
                insert into parental_consent (id, email, language, step, step_hash, asked_at, expires_at)
                values (:id, :email, :language, 'ASKED', :hash, :now, :until)
                """)
                .param("id", UUID.randomUUID())
                .param("email", parent.value())
                .param("language", Languages.nearest(language.toLanguageTag()).toLanguageTag())
                .param("hash", secret.hash())
                .param("now", utc(now))
                .param("until", utc(until))
                .update();
    }

    /** By the secret of its step, or by the one that ends it. */
    Optional<ParentalConsent> find(String secret, Instant now) {
        return sql.sql("select *, coalesce(withdrawal_hash = :hash, false) as ending from parental_consent"
                        + " where (step_hash = :hash or withdrawal_hash = :hash) and " + ALIVE)
                .param("hash", Secret.hashOf(secret))
                .param("now", utc(now))
                .query(ParentalConsentRows::consent)
                .optional();
    }

    Optional<ParentalConsent> find(UUID id, Instant now) {
        return sql.sql("select *, false as ending from parental_consent where id = :id and " + ALIVE)
                .param("id", id)
                .param("now", utc(now))
                .query(ParentalConsentRows::consent)
                .optional();
    }

    Optional<EmailAddress> parentOf(AccountId account) {
        return sql.sql("select email from parental_consent where account_id = :account")
                .param("account", account.value())
                .query(String.class)
                .optional()
                .map(EmailAddress::new);
    }

    boolean agree(UUID id, Instant now, Instant again, Instant until) {
        return sql.sql("""
                update parental_consent set step = 'AGREED', agreed_at = :now, again_at = :again, expires_at = :until
                where id = :id and step = 'ASKED' and expires_at > :now
                """)
                        .param("id", id)
                        .param("now", utc(now))
                        .param("again", utc(again))
                        .param("until", utc(until))
                        .update()
                == 1;
    }

    /** Takes the one that has waited longest to be asked again; nobody else gets it. */
    Optional<ParentalConsent> askAgain(Secret secret, Instant now, Instant until) {
        return sql.sql("""
                update parental_consent set step = 'CONFIRMING', step_hash = :hash, again_at = null, expires_at = :until
                where id = (
                  select id from parental_consent where step = 'AGREED' and again_at <= :now and expires_at > :now
                  order by again_at limit 1 for update skip locked)
                returning *, false as ending
                """)
                .param("hash", secret.hash())
                .param("now", utc(now))
                .param("until", utc(until))
                .query(ParentalConsentRows::consent)
                .optional();
    }

    boolean confirm(
            UUID id, List<AllowedProvider> allowed, Secret invitation, Secret withdrawal, Instant now, Instant until) {
        return sql.sql("""
                update parental_consent set step = 'CONFIRMED', step_hash = :invitation, withdrawal_hash = :withdrawal,
                  confirmed_at = :now, expires_at = :until, providers = :providers
                where id = :id and step = 'CONFIRMING' and expires_at > :now
                """)
                        .param("id", id)
                        .param("invitation", invitation.hash())
                        .param("withdrawal", withdrawal.hash())
                        .param(
                                "providers",
                                allowed.stream().map(AllowedProvider::word).toArray(String[]::new))
                        .param("now", utc(now))
                        .param("until", utc(until))
                        .update()
                == 1;
    }

    /** What the parent allowed with the second answer. */
    List<AllowedProvider> providers(UUID id) {
        return sql.sql("select providers from parental_consent where id = :id")
                .param("id", id)
                .query((row, number) -> AllowedProvider.parse(
                        (String[]) row.getArray("providers").getArray()))
                .optional()
                .orElse(List.of());
    }

    boolean use(UUID id, AccountId account, Instant now) {
        return sql.sql("""
                update parental_consent set step = 'USED', account_id = :account, step_hash = null, expires_at = null
                where id = :id and step = 'CONFIRMED' and expires_at > :now
                """)
                        .param("id", id)
                        .param("account", account.value())
                        .param("now", utc(now))
                        .update()
                == 1;
    }

    /** @return the account that was opened with it, as nobody can open one with it any more */
    Optional<AccountId> end(UUID id) {
        return sql.sql("delete from parental_consent where id = :id returning account_id")
                .param("id", id)
                .query((row, number) -> Optional.ofNullable(row.getObject(1, UUID.class)))
                .optional()
                .flatMap(account -> account)
                .map(AccountId::new);
    }

    /** The newest, without the parents' addresses, which a list does not need. */
    List<Line> newest(int most) {
        return sql.sql("""
                select p.id, p.step, p.asked_at, p.agreed_at, p.confirmed_at, p.expires_at, p.account_id, a.username
                from parental_consent p left join account a on a.id = p.account_id
                order by p.asked_at desc, p.id desc limit :most
                """)
                .param("most", most)
                .query((row, number) -> new Line(
                        Step.valueOf(row.getString("step")),
                        time(row, "asked_at"),
                        time(row, "agreed_at"),
                        time(row, "confirmed_at"),
                        time(row, "expires_at"),
                        row.getObject("account_id", UUID.class),
                        row.getString("username")))
                .list();
    }

    /** One line of the list of staff. */
    record Line(
            Step step,
            @Nullable OffsetDateTime askedAt,
            @Nullable OffsetDateTime agreedAt,
            @Nullable OffsetDateTime confirmedAt,
            @Nullable OffsetDateTime expiresAt,
            @Nullable UUID account,
            @Nullable String username) {}

    private static ParentalConsent consent(ResultSet row, int number) throws SQLException {
        UUID account = row.getObject("account_id", UUID.class);
        return new ParentalConsent(
                row.getObject("id", UUID.class),
                new EmailAddress(row.getString("email")),
                Locale.forLanguageTag(row.getString("language")),
                Step.valueOf(row.getString("step")),
                account == null ? null : new AccountId(account),
                row.getBoolean("ending"));
    }

    private static @Nullable OffsetDateTime time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
