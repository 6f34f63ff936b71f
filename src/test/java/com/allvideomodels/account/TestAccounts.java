package com.allvideomodels.account;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.EmailAddress;
import com.allvideomodels.privacy.Consents;
import com.allvideomodels.privacy.Policies;
import com.allvideomodels.privacy.Purpose;
import com.allvideomodels.web.Theme;
import java.time.InstantSource;
import java.util.Locale;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
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
    private final InstantSource clock;

    TestAccounts(
            AccountRepository accounts,
            Consents consents,
            Policies policies,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            InstantSource clock) {
        this.accounts = accounts;
        this.consents = consents;
        this.policies = policies;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** An adult with a confirmed address and a password, who accepted the policy; the same events as in the product. */
    public TestAccount openAccount() {
        return openAccount(Locale.ENGLISH);
    }

    /** The same of somebody who reads this language. */
    public TestAccount openAccount(Locale language) {
        return open(true, language);
    }

    /** The same before the letter was answered. */
    public TestAccount openUnconfirmedAccount() {
        return open(false, Locale.ENGLISH);
    }

    private TestAccount open(boolean confirmed, Locale language) {
        String word = UUID.randomUUID().toString().replace("-", "").substring(0, 12);
        var email = new EmailAddress("person-" + word + "@example.test");
        var username = new Username("u" + word);
        var newcomer = new Newcomer("Person " + word, username, email, CHEAP_HASH, null, language, Theme.SYSTEM);
        return transaction.execute(status -> {
            Account account = new Account(newcomer, clock.instant());
            if (confirmed) {
                account.confirmAddress(clock.instant());
            }
            AccountId id = accounts.saveAndFlush(account).id();
            String version = policies.current().id();
            consents.give(id, Purpose.POLICY, version);
            consents.give(id, Purpose.TRANSFER, version);
            events.publishEvent(new AccountOpened(id));
            if (confirmed) {
                events.publishEvent(new EmailConfirmed(id));
            }
            return new TestAccount(id, email, username.value(), PASSWORD);
        });
    }
}
