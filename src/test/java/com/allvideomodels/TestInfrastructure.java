package com.allvideomodels;

import com.allvideomodels.creem.LocalCreem;
import com.allvideomodels.local.LocalGoogle;
import com.allvideomodels.local.LocalResend;
import com.allvideomodels.local.LocalSettings;
import com.allvideomodels.local.ObjectStore;
import com.allvideomodels.local.Postgres;
import com.allvideomodels.sandbox.SandboxSettings;
import com.allvideomodels.sandbox.Sandboxes;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** One database server and one object store for a test run, and a database of its own for each application context. */
public class TestInfrastructure implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final AtomicInteger DATABASES = new AtomicInteger();

    /** The server of this test run, started when first asked for. */
    public static Postgres postgres() {
        return Servers.POSTGRES;
    }

    public static ObjectStore store() {
        return Servers.STORE;
    }

    /** The providers' stand-ins, shared by every test: faults are for certain words of a prompt, or are taken back. */
    public static Sandboxes sandboxes() {
        return Servers.SANDBOXES;
    }

    /** Where money would move, shared by every test: it tells whom the last test named, and faults are for the next call alone. */
    public static LocalCreem creem() {
        return Servers.CREEM;
    }

    /** An application runs in this process: its shutdown handlers stop the servers, after its beans. */
    public static void leaveStoppingToSpring() {
        Servers.springStops = true;
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        leaveStoppingToSpring();
        Map<String, Object> settings = new HashMap<>(LocalSettings.common("http://localhost"));
        int number = DATABASES.incrementAndGet();
        settings.putAll(LocalSettings.database(postgres().database("test_" + number)));
        settings.putAll(LocalSettings.store(store()));
        // What is recorded there is about one database.
        settings.put("storage.record-bucket", "records-test-" + number);
        settings.putAll(Servers.GOOGLE.settings());
        settings.putAll(Servers.RESEND.settings());
        settings.putAll(creem().settings());
        // Every test comes from the same address.
        settings.put("account.throttle.network-burst", "100000");
        // Nobody waits for their turn.
        settings.put("mail.mailing-per-second", "1000");
        // Tests share a database, and some make years pass.
        settings.put("retention.bound.floor", "1000000");
        settings.putAll(sandboxes().properties());
        settings.put("spring.quartz.auto-startup", "false");
        settings.put("generation.workers.auto-startup", "false");
        settings.put("spring.datasource.hikari.maximum-pool-size", "20");
        context.getEnvironment().getPropertySources().addLast(new MapPropertySource("test", settings));
    }

    private static final class Servers {
        static final Postgres POSTGRES = Postgres.fresh();
        static final ObjectStore STORE = ObjectStore.fresh();
        static final LocalGoogle GOOGLE = LocalGoogle.at(0);
        static final LocalResend RESEND = LocalResend.at(0);
        static final LocalCreem CREEM = LocalCreem.at(0, null, InstantSource.system(), 1000);
        static final Sandboxes SANDBOXES = Sandboxes.start(SandboxSettings.forTests());

        static volatile boolean springStops;

        static {
            CREEM.sells(Path.of("config/plans.yml"));
            // After the contexts are closed; a hook of its own would race Spring's. But Spring runs these handlers only
            // if it
            // ran an application.
            SpringApplication.getShutdownHandlers().add(POSTGRES.stop());
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                if (!springStops) {
                    POSTGRES.stop().run();
                }
            }));
        }
    }
}
