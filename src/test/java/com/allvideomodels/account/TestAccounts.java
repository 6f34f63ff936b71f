package com.allvideomodels.account;

import static org.awaitility.Awaitility.await;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.EmailAddress;
import com.allvideomodels.privacy.Consents;
import com.allvideomodels.privacy.Means;
import com.allvideomodels.privacy.Policies;
import com.allvideomodels.privacy.Purpose;
import com.allvideomodels.web.Theme;
import java.time.InstantSource;
import java.util.Locale;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.transaction.support.TransactionTemplate;

/** Accounts for tests: everything that signing up leaves behind, without the pages and the slow hash. */
public class TestAccounts {

    /** Everybody's; strong enough for the product's own rules. */
    public static final String PASSWORD = "wandering-teapot-orbits-quietly";

    private static final String CHEAP_HASH = new Argon2PasswordEncoder(16, 32, 1, 64, 1).encode(PASSWORD);

    public record TestAccount(AccountId id, EmailAddress email, String username, String password) {}

    private final AccountRepository accounts;
    private final Consents consents;
    private final Policies policies;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final JdbcClient sql;
    private final InstantSource clock;

    TestAccounts(
            AccountRepository accounts,
            Consents consents,
            Policies policies,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            JdbcClient sql,
            InstantSource clock) {
        this.accounts = accounts;
        this.consents = consents;
        this.policies = policies;
        this.events = events;
        this.transaction = transaction;
        this.sql = sql;
        this.clock = clock;
    }

    /** An adult with a confirmed address and a password, who accepted the policy; the same events as in the product. */
    public TestAccount openAccount() {
        return open(true, anyAddress(), Locale.ENGLISH);
    }

    /** One with this address. */
    public TestAccount openAccount(EmailAddress address) {
        return open(true, address, Locale.ENGLISH);
    }

    /** One of somebody who reads this language. */
    public TestAccount openAccount(Locale language) {
        return open(true, anyAddress(), language);
    }

    /** The same before the letter was answered. */
    public TestAccount openUnconfirmedAccount() {
        return open(false, anyAddress(), Locale.ENGLISH);
    }

    /**
     * Waits for what follows from opening or closing an account: it comes a moment later, would come between two looks of a test, and keeps
     * the account from what passes over rows that somebody else is at.
     */
    public void nothingIsOnItsWayTo(AccountId who) {
        await().until(() -> sql.sql("select count(*) from event_publication where serialized_event like :who")
                        .param("who", "%" + who + "%")
                        .query(Long.class)
                        .single()
                == 0);
    }

    private static EmailAddress anyAddress() {
        return new EmailAddress("person-" + word() + "@example.test");
    }

    private static String word() {
        return UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    }

    private TestAccount open(boolean confirmed, EmailAddress email, Locale language) {
        String word = word();
        var username = new Username("u" + word);
        var newcomer = new Newcomer("Person " + word, username, email, CHEAP_HASH, null, language, Theme.SYSTEM);
        return transaction.execute(status -> {
            Account account = new Account(newcomer, clock.instant());
            if (confirmed) {
                account.confirmAddress(clock.instant());
            }
            AccountId id = accounts.saveAndFlush(account).id();
            String version = policies.current().id();
            consents.give(id, Purpose.POLICY, version, Means.SIGN_UP);
            consents.give(id, Purpose.TRANSFER, version, Means.SIGN_UP);
            events.publishEvent(new AccountOpened(id));
            if (confirmed) {
                events.publishEvent(new EmailConfirmed(id));
            }
            return new TestAccount(id, email, username.value(), PASSWORD);
        });
    }
}
