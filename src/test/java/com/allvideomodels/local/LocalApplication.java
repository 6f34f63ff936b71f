package com.allvideomodels.local;

import com.allvideomodels.Application;
import com.allvideomodels.StartedForCommand;
import com.allvideomodels.creem.LocalCreem;
import com.allvideomodels.sandbox.SandboxSettings;
import com.allvideomodels.sandbox.Sandboxes;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * Everything on this machine: the application with a real database, a real object store, a mailbox and sandboxes of the
 * providers and of Creem. What they keep lies under {@code .data} and survives a restart. Any property given on the command line or in
 * the environment wins, and what it replaces is not started.
 */
public class LocalApplication {

    private final Binder given;
    private final Map<String, Object> defaults = new HashMap<>();
    private final List<Runnable> stops = new ArrayList<>();

    private LocalApplication(Binder given) {
        this.given = given;
    }

    public static void main(String[] args) {
        try {
            var running = start(args);
            if (StartedForCommand.isIt(running.getEnvironment())) {
                System.exit(SpringApplication.exit(running));
            }
            Welcome.print(
                    running,
                    Path.of(given(separate(args))
                            .bind("local.data", String.class)
                            .orElse(".data")));
        } catch (CannotStart e) {
            System.err.println("\n" + e.getMessage() + "\n");
            System.exit(1);
        } catch (RuntimeException e) {
            // Spring has said why; the servers beside it would keep the process alive.
            System.exit(1);
        }
    }

    /**
     * Starts what the arguments do not replace, then the application.
     *
     * @throws CannotStart if a port is taken or another one uses the same data
     */
    public static ConfigurableApplicationContext start(String... arguments) {
        String[] args = separate(arguments);
        var local = new LocalApplication(given(args));
        try {
            local.prepare();
            return local.run(args);
        } catch (CannotStart e) {
            local.stops.reversed().forEach(Runnable::run);
            throw e;
        }
    }

    /** Arguments that Maven passes on may be joined by commas as well as by spaces. */
    private static String[] separate(String... args) {
        return Stream.of(args).flatMap(arg -> Stream.of(arg.split(",(?=--)"))).toArray(String[]::new);
    }

    private static Binder given(String... args) {
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new SimpleCommandLinePropertySource(args));
        return Binder.get(environment);
    }

    private void prepare() {
        defaults.putAll(LocalSettings.common("http://localhost:" + number("server.port", 8080)));
        Path data = Path.of(given.bind("local.data", String.class).orElse(".data"));
        boolean database = !has("spring.datasource.url");
        boolean store = !has("storage.endpoint");
        boolean providers = LocalSettings.SURFACES.stream().anyMatch(surface -> !has(surface));
        if (database || store || providers) {
            stops.add(OneAtATime.in(data));
        }
        if (database) {
            Postgres postgres = Postgres.keptIn(data.resolve("postgres"), number("local.postgres-port", 24329));
            defaults.putAll(LocalSettings.database(postgres));
            stops.add(postgres.stop());
            // Beside the rows whose deadlines it has passed.
            defaults.put("local.clock", data.resolve("clock").toString());
        }
        if (store) {
            ObjectStore kept = ObjectStore.keptIn(data.resolve("store"), number("local.store-port", 24330));
            defaults.putAll(LocalSettings.store(kept));
            stops.add(kept.stop());
        }
        if (!has("spring.security.oauth2.client.registration.google.client-id")) {
            LocalGoogle google = LocalGoogle.at(number("local.google-port", 24340));
            defaults.putAll(google.settings());
            stops.add(google.stop());
        }
        if (!has("resend.base-url") && !has("resend.api-key")) {
            LocalResend resend = LocalResend.at(number("local.resend-port", 24341));
            defaults.putAll(resend.settings());
            stops.add(resend.stop());
        }
        if (!has("creem.base-url") && !has("creem.api-key")) {
            creem(database ? data : null);
        }
        if (providers) {
            sandboxes(data.resolve("sandbox"));
        }
    }

    /** @param data where it remembers what the database knows of it too; {@code null} for nowhere */
    private void creem(@Nullable Path data) {
        LocalCreem creem = data == null
                ? creem(null, InstantSource.system())
                : creem(data.resolve("creem.json"), () -> new LocalClock(data.resolve("clock")).instant());
        creem.sells(Path.of(given.bind("billing.plans", String.class).orElse("config/plans.yml")));
        creem.tells(URI.create(given.bind("app.public-url", String.class)
                        .orElse(defaults.get("app.public-url").toString())
                + "/hooks/creem"));
        defaults.putAll(creem.settings());
        stops.add(creem::close);
    }

    private LocalCreem creem(@Nullable Path file, InstantSource clock) {
        int port = number("local.creem-port", 24342);
        try {
            return LocalCreem.at(port, file, clock, 1);
        } catch (UncheckedIOException e) {
            throw new CannotStart(e.getMessage() + ", choose another with --local.creem-port=…", e);
        }
    }

    private void sandboxes(Path data) {
        var settings = SandboxSettings.forPeople(data, number("local.sandbox-port", 24331))
                .faster(given.bind("sandbox.speed", Double.class).orElse(1.0))
                .ringing(given.bind("sandbox.callbacks", Boolean.class).orElse(true));
        Sandboxes sandboxes = started(settings);
        stops.add(sandboxes::close);
        LocalSettings.SURFACES.stream()
                .filter(surface -> !has(surface))
                .forEach(surface -> defaults.putAll(LocalSettings.sandbox(sandboxes, surface)));
    }

    private static Sandboxes started(SandboxSettings settings) {
        try {
            return Sandboxes.start(settings);
        } catch (UncheckedIOException e) {
            throw new CannotStart(
                    e.getMessage() + "\nSeven ports in a row are needed; choose others with --local.sandbox-port=…", e);
        }
    }

    private ConfigurableApplicationContext run(String... args) {
        var application = new SpringApplication(Application.class, LocalConfiguration.class);
        application.setDefaultProperties(defaults);
        // Afterwards, when no bean needs them any more; hooks of their own would race Spring's.
        stops.reversed().forEach(stop -> SpringApplication.getShutdownHandlers().add(stop));
        return application.run(args);
    }

    private boolean has(String property) {
        return given.bind(property, String.class).isBound();
    }

    private int number(String property, int otherwise) {
        return given.bind(property, Integer.class).orElse(otherwise);
    }
}
