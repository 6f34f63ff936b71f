package com.allvideomodels.bench;

import com.allvideomodels.account.TestAccounts;
import com.allvideomodels.account.TestAccounts.TestAccount;
import com.allvideomodels.credits.Cause;
import com.allvideomodels.credits.Ledger;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.Credits;
import com.allvideomodels.kernel.ScheduledJob;
import com.allvideomodels.local.LocalApplication;
import com.allvideomodels.local.LocalGoogle;
import com.allvideomodels.local.Postgres;
import com.allvideomodels.privacy.Consents;
import com.allvideomodels.privacy.Means;
import com.allvideomodels.privacy.Processors;
import com.allvideomodels.privacy.Purpose;
import com.allvideomodels.provider.Provider;
import com.allvideomodels.running.Launch;
import com.allvideomodels.sandbox.Sandboxes;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The application in this process with its workers at work, and what a benchmark needs of its inside. */
final class Product implements AutoCloseable {

    private static final LocalGoogle GOOGLE = LocalGoogle.at(0);

    private final Launch launch;
    private final ConfigurableApplicationContext context;
    private final TestAccounts accounts;

    private Product(Launch launch) {
        this.launch = launch;
        context = LocalApplication.start(launch.arguments().toArray(String[]::new));
        accounts = context.getAutowireCapableBeanFactory().createBean(TestAccounts.class);
    }

    static Product start(Launch launch) {
        return new Product(launch);
    }

    /** Nothing that a benchmark does not ask for: a pool for many hands, providers without a limit on tasks at once. */
    static Launch launch(Postgres database, Sandboxes sandboxes) {
        Launch launch = Launch.over(database, sandboxes)
                .with("spring.datasource.hikari.maximum-pool-size", "20")
                .with("provider.volcengine.concurrency", "100000")
                .with("provider.luma.concurrency", "100000")
                .with("logging.config", "classpath:logback-quiet.xml");
        for (var setting : GOOGLE.settings().entrySet()) {
            launch = launch.with(setting.getKey(), setting.getValue());
        }
        return launch;
    }

    <T> T get(Class<T> type) {
        return context.getBean(type);
    }

    <T> T get(String name, Class<T> type) {
        return context.getBean(name, type);
    }

    ApplicationContext context() {
        return context;
    }

    JdbcClient sql() {
        return get(JdbcClient.class);
    }

    /** Does once, in this thread, what the timetable does by the clock. */
    void run(String job) {
        context.getBeanProvider(ScheduledJob.class).stream()
                .filter(one -> one.name().equals(job))
                .findAny()
                .orElseThrow()
                .work()
                .run();
    }

    /** Does it again and again, beside whatever else happens, as a short rhythm of the timetable would. */
    CompletableFuture<Void> runUntil(String job, BooleanSupplier over) {
        return CompletableFuture.runAsync(() -> {
            while (!over.getAsBoolean()) {
                try {
                    run(job);
                    Thread.sleep(100);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        });
    }

    String url() {
        return launch.url();
    }

    /** Someone who agreed to everything and can pay for anything. */
    TestAccount person() {
        TestAccount account = accounts.openAccount();
        AccountId id = account.id();
        get(TransactionTemplate.class).executeWithoutResult(status -> {
            get(Ledger.class).grant(id, new Credits(10_000_000), new Cause("welcome", "bench-" + id));
            for (Provider provider : Provider.values()) {
                String stated = get(Processors.class)
                        .find(provider.slug())
                        .orElseThrow()
                        .stated()
                        .toString();
                get(Consents.class).give(id, Purpose.provider(provider.slug()), stated, Means.CONSENTS_PAGE);
            }
        });
        return account;
    }

    /** A finished video of this person, by its row alone. */
    UUID finished(AccountId owner, UUID output) {
        UUID id = UUID.randomUUID();
        sql().sql("""
                insert into generation (id, owner, client_key, body_hash, model, api, mode, prompt, settings, price, hold_id,
                  state, version, due_at, asked_at, running_at, collecting_at, finished_at, captured, output, bytes, deadline)
                values (:id, :owner, gen_random_uuid(), 'x', 'seedance-1-5-pro', 'VOLCENGINE', 'TEXT', 'a long film', '{}', 10,
                  gen_random_uuid(), 'SUCCEEDED', 0, :now, :now, :now, :now, :now, 10, :output, 1, :now + interval '6 days')
                """)
                .param("id", id)
                .param("owner", owner.value())
                .param("output", output)
                .param("now", utc(Instant.now()))
                .update();
        return id;
    }

    static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    @Override
    public void close() {
        context.close();
    }
}
