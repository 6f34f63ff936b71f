package com.allvideomodels.local;

import com.allvideomodels.Application;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * Everything on this machine: the application with a real database, a real object store, a mailbox and sandboxes of the
 * providers. What they keep lies under {@code .data} and survives a restart. Any property given on the command line or in
 * the environment wins, and what it replaces is not started.
 */
public class LocalApplication {

    private static final int POSTGRES_PORT = 54329;
    private static final int STORE_PORT = 54330;
    private static final int GOOGLE_PORT = 54331;

    public static void main(String[] args) {
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new SimpleCommandLinePropertySource(args));
        Path data = Path.of(environment.getProperty("local.data", ".data"));
        String port = environment.getProperty("server.port", "8080");
        Map<String, Object> settings = new HashMap<>(LocalSettings.common("http://localhost:" + port));
        List<Runnable> stops = new ArrayList<>();
        if (!environment.containsProperty("spring.datasource.url")) {
            Postgres postgres = Postgres.keptIn(data.resolve("postgres"), POSTGRES_PORT);
            settings.putAll(LocalSettings.database(postgres));
            stops.add(postgres.stop());
        }
        if (!environment.containsProperty("storage.endpoint")) {
            ObjectStore store = ObjectStore.keptIn(data.resolve("store"), STORE_PORT);
            settings.putAll(LocalSettings.store(store));
            stops.add(store.stop());
        }
        if (!environment.containsProperty("spring.security.oauth2.client.registration.google.client-id")) {
            LocalGoogle google = LocalGoogle.at(GOOGLE_PORT);
            settings.putAll(google.settings());
            stops.add(google.stop());
        }
        var application = new SpringApplication(Application.class, LocalConfiguration.class);
        application.setDefaultProperties(settings);
        stops.reversed().forEach(stop -> SpringApplication.getShutdownHandlers().add(stop));
        application.run(args);
    }
}
