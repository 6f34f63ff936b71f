package com.allvideomodels.account;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.EmailAddress;
import com.allvideomodels.mail.Letter;
import com.allvideomodels.mail.Letters;
import com.allvideomodels.mail.Mailer;
import com.allvideomodels.web.Operator;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Moves an account to another address once both the old and the new one agree. */
@Component
class AddressChanges {

    private static final Duration LIFE = Duration.ofHours(24);

    sealed interface Outcome {
        /** Both agreed; the account has the new address. */
        record Moved() implements Outcome {}

        /** One agreed, the other is still asked. */
        record HalfWay() implements Outcome {}

        record Stale() implements Outcome {}
    }

    /** @param complete whether both ends agreed */
    private record Step(AccountId account, EmailAddress newAddress, boolean complete) {}

    private final AccountRepository accounts;
    private final SignUps signUps;
    private final JdbcClient sql;
    private final Mailer mailer;
    private final Operator operator;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final InstantSource clock;

    AddressChanges(
            AccountRepository accounts,
            SignUps signUps,
            JdbcClient sql,
            Mailer mailer,
            Operator operator,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            InstantSource clock) {
        this.accounts = accounts;
        this.signUps = signUps;
        this.sql = sql;
        this.mailer = mailer;
        this.operator = operator;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Asks both ends. An address that has an account is told so by letter, and nobody else is. */
    void ask(AccountId who, EmailAddress wanted) {
        transaction.executeWithoutResult(status -> {
            Account account = accounts.findById(who.value()).orElseThrow();
            if (account.email().equals(wanted)) {
                return;
            }
            if (account.emailConfirmed()) {
                askBoth(account, wanted);
            } else {
                account.correctAddress(wanted);
                accounts.save(account);
            }
        });
        signUps.remind(who);
    }

    /** The address that is waiting for agreement, if any. */
    Optional<EmailAddress> wanted(AccountId who) {
        return sql.sql("select new_email from address_change where account_id = :who and expires_at > :now")
                .param("who", who.value())
                .param("now", now())
                .query(String.class)
                .optional()
                .map(EmailAddress::new);
    }

    Optional<EmailAddress> peek(String secret) {
        return sql.sql("""
                        select new_email from address_change
                         where (old_hash = :hash or new_hash = :hash) and expires_at > :now
                        """)
                .param("hash", Secret.hashOf(secret))
                .param("now", now())
                .query(String.class)
                .optional()
                .map(EmailAddress::new);
    }

    Outcome agree(String secret) {
        try {
            return transaction.execute(status -> note(secret).map(this::follow).orElse(new Outcome.Stale()));
        } catch (DataIntegrityViolationException e) {
            // The new address got an account of its own in the meantime.
            return new Outcome.Stale();
        }
    }

    private void askBoth(Account account, EmailAddress wanted) {
        Secret oldEnd = Secret.fresh();
        Secret newEnd = Secret.fresh();
        drop(account.id());
        sql.sql("""
                        insert into address_change (id, account_id, new_email, old_hash, new_hash, expires_at)
                        values (:id, :who, :wanted, :old, :new, :expires)
                        """)
                .param("id", UUID.randomUUID())
                .param("who", account.id().value())
                .param("wanted", wanted.value())
                .param("old", oldEnd.hash())
                .param("new", newEnd.hash())
                .param("expires", clock.instant().plus(LIFE).atOffset(ZoneOffset.UTC))
                .update();
        mailer.write(account.email(), account.language(), Letters.changeAddressNotice(link(oldEnd)));
        mailer.write(wanted, account.language(), letterTo(wanted, newEnd));
    }

    private Letter letterTo(EmailAddress wanted, Secret newEnd) {
        return accounts.findByConfirmedEmail(wanted.value()).isPresent()
                ? Letters.addressInUse(operator.address("/sign-in"))
                : Letters.changeAddressConfirm(link(newEnd));
    }

    private Optional<Step> note(String secret) {
        return sql.sql("""
                        update address_change
                           set old_confirmed_at = case when old_hash = :hash then coalesce(old_confirmed_at, :now)
                                                       else old_confirmed_at end,
                               new_confirmed_at = case when new_hash = :hash then coalesce(new_confirmed_at, :now)
                                                       else new_confirmed_at end
                         where (old_hash = :hash or new_hash = :hash) and expires_at > :now
                        returning account_id, new_email, old_confirmed_at, new_confirmed_at
                        """)
                .param("hash", Secret.hashOf(secret))
                .param("now", now())
                .query((row, n) -> step(row))
                .optional();
    }

    private static Step step(ResultSet row) throws SQLException {
        boolean complete = row.getObject("old_confirmed_at") != null && row.getObject("new_confirmed_at") != null;
        return new Step(
                new AccountId(row.getObject("account_id", UUID.class)),
                new EmailAddress(row.getString("new_email")),
                complete);
    }

    private Outcome follow(Step step) {
        if (!step.complete()) {
            return new Outcome.HalfWay();
        }
        Account account = accounts.findById(step.account().value()).orElseThrow();
        account.moveTo(step.newAddress(), clock.instant());
        accounts.saveAndFlush(account);
        drop(step.account());
        events.publishEvent(new EmailConfirmed(step.account()));
        return new Outcome.Moved();
    }

    /** Whatever was asked for before comes to nothing. */
    void drop(AccountId who) {
        sql.sql("delete from address_change where account_id = :who")
                .param("who", who.value())
                .update();
    }

    private String link(Secret secret) {
        return operator.address("/address-change?token=" + secret.text());
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
