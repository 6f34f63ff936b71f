package com.allvideomodels.billing;

import com.allvideomodels.PowerCut;
import com.allvideomodels.TestClock;
import com.allvideomodels.TestDatabase;
import com.allvideomodels.account.Accounts;
import com.allvideomodels.account.Profile;
import com.allvideomodels.credits.CreditsFixtures;
import com.allvideomodels.creem.CreemDesk.Message;
import com.allvideomodels.creem.CreemDesk.Page;
import com.allvideomodels.creem.LocalCreem;
import com.allvideomodels.http.ApiClients;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.EmailAddress;
import com.allvideomodels.storage.MasterKeys;
import com.allvideomodels.storage.TestStorage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.transaction.ConfigurableTransactionManager;

/** The money of the product and nothing else of it: a real database of its own, the real ledger, and a Creem on this machine. */
final class MoneyHouse implements AutoCloseable {

    private static final Path PLANS = Path.of("config/plans.yml");

    final TestDatabase database;
    final TestClock clock;

    private MoneyHouse(LocalCreem creem) {
        database = TestDatabase.with(context -> beans(context, creem));
        clock = database.get(TestClock.class);
    }

    static MoneyHouse over(LocalCreem creem) {
        return new MoneyHouse(creem);
    }

    /** One that sells what the product offers. */
    static LocalCreem creem(InstantSource clock) {
        LocalCreem creem = LocalCreem.at(0, null, clock, 1);
        creem.sells(PLANS);
        creem.desk().silent();
        return creem;
    }

    private static Plans plans(LocalCreem creem) {
        return new Plans(new BillingSettings(PLANS), settings(creem));
    }

    private static CreemSettings settings(LocalCreem creem) {
        Map<String, String> all = creem.settings();
        return new CreemSettings(
                URI.create(all.get("creem.base-url")),
                all.get("creem.api-key"),
                all.get("creem.webhook-secret"),
                List.of(all.get("creem.checkout-origins")));
    }

    private static void beans(GenericApplicationContext context, LocalCreem creem) {
        CreditsFixtures.ledger(context);
        context.registerBean(CreemSettings.class, () -> settings(creem));
        context.registerBean(Plans.class, () -> plans(creem));
        context.registerBean(MasterKeys.class, TestStorage::masterKeys);
        context.registerBean(ApiClients.class);
        context.registerBean(Accounts.class, Everybody::new);
        for (Class<?> one : List.of(
                PaymentRows.class,
                ReturnedRows.class,
                OwedRows.class,
                Payments.class,
                OwedCredits.class,
                Subscriptions.class,
                CreemCustomers.class,
                Checkouts.class,
                CheckoutWatch.class,
                Facts.class,
                Owners.class,
                CheckoutNews.class,
                PlanNews.class,
                ReturnNews.class,
                News.class,
                UntoldPayments.class,
                UntoldPlans.class,
                CreemApi.class,
                CreemEvents.class,
                CreemHook.class,
                EventWork.class,
                ReconciliationRows.class,
                MissedPayments.class,
                TwoBooks.class,
                Comparison.class,
                Reconciliation.class)) {
            context.registerBean(one);
        }
    }

    JdbcClient sql() {
        return database.sql();
    }

    <T> T get(Class<T> type) {
        return database.get(type);
    }

    /** As the desk does before somebody is led to the page. */
    void begun(AccountId who, Product product, Page page) {
        var checkouts = get(Checkouts.class);
        var row = checkouts.add(who, UUID.randomUUID(), product, "test", clock.instant());
        checkouts.open(row.id(), page.checkout(), page.url(), clock.instant().plus(Duration.ofMinutes(2)));
    }

    /** Brings it to the address to which Creem does. */
    void hears(Message message) {
        var call = new MockHttpServletRequest("POST", "/hooks/creem");
        call.addHeader("creem-signature", message.signature());
        call.setContent(message.body());
        try {
            if (get(CreemHook.class).tell(call).getStatusCode().value() != 200) {
                throw new IllegalStateException("not heard: " + message.type());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void worksOff() {
        get(EventWork.class).workOff();
    }

    /** Looks for all that was never told, however old. */
    void reconciles() {
        clock.advance(Duration.ofHours(7));
        get(CheckoutWatch.class).look();
        get(Reconciliation.class).far();
        get(OwedCredits.class).takeBack();
    }

    PowerCut powerCut() {
        return new PowerCut(get(ConfigurableTransactionManager.class));
    }

    @Override
    public void close() {
        database.close();
    }

    /** Whoever is asked for has an account. */
    private static final class Everybody implements Accounts {

        @Override
        public Optional<Profile> find(AccountId id) {
            return Optional.empty();
        }

        @Override
        public Optional<Profile> find(EmailAddress confirmed) {
            return Optional.empty();
        }

        @Override
        public Optional<AccountId> named(EmailAddress address) {
            return Optional.empty();
        }

        @Override
        public boolean keep(AccountId id) {
            return true;
        }

        @Override
        public Set<AccountId> existing(Set<AccountId> some) {
            return some;
        }
    }
}
