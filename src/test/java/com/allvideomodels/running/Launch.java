package com.allvideomodels.running;

import com.allvideomodels.TestInfrastructure;
import com.allvideomodels.local.LocalSettings;
import com.allvideomodels.local.Postgres;
import com.allvideomodels.sandbox.Sandboxes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The properties of an application that is started for a test, on a port of its own, over a database, the test run's store and
 * sandboxes. Several may share one database.
 */
public record Launch(int port, Map<String, Object> properties) {

    private static final AtomicInteger DATABASES = new AtomicInteger();

    public Launch {
        properties = Map.copyOf(properties);
    }

    /** A new database of the test run's server. */
    public static Postgres freshDatabase() {
        return TestInfrastructure.postgres().database("launch_" + DATABASES.incrementAndGet());
    }

    /** One over this database and these sandboxes. */
    public static Launch over(Postgres database, Sandboxes sandboxes) {
        int port = freePort();
        Map<String, Object> properties = new LinkedHashMap<>(LocalSettings.common("http://127.0.0.1:" + port));
        properties.putAll(LocalSettings.database(database));
        properties.putAll(LocalSettings.store(TestInfrastructure.store()));
        // What is recorded there is about one database; nodes that share it share the record.
        String name = database.url().replaceAll(".*/([^/?]+).*", "$1").replace('_', '-');
        properties.put("storage.record-bucket", "records-" + name);
        properties.putAll(sandboxes.properties());
        // Any free one: several nodes run beside each other.
        properties.put("local.google-port", "0");
        properties.put("local.resend-port", "0");
        properties.put("local.creem-port", "0");
        properties.put("spring.datasource.hikari.maximum-pool-size", "10");
        return new Launch(port, properties);
    }

    /** The same, with this property in place of what there was. */
    public Launch with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(properties);
        more.put(name, value);
        return new Launch(port, more);
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** As arguments of a command line. */
    public List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        arguments.add("--server.port=" + port);
        properties.forEach((name, value) -> arguments.add("--" + name + "=" + value));
        return arguments;
    }

    /** One that nobody listens on now. */
    public static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
