package com.allvideomodels.local;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * A real PostgreSQL on a machine that has none: the embedded binaries, or a container where Docker answers and nothing needs to
 * be kept.
 */
public record Postgres(String url, String username, String password, Runnable stop) {

    private static final String IMAGE = "postgres:18-alpine";
    private static final Duration START = Duration.ofSeconds(60);

    /** One that keeps its rows in {@code folder}; found again, still running, after a kill of the process that started it. */
    public static Postgres keptIn(Path folder, int port) {
        return Postmaster.runningOn(folder)
                .map(found -> at(found.port(), found::stop))
                .orElseGet(() -> embedded(folder, port));
    }

    /** One for a test run; gone with the process. */
    public static Postgres fresh() {
        return DockerClientFactory.instance().isDockerAvailable() ? container() : embedded(null, 0);
    }

    /** The same server with a new, empty database. */
    public Postgres database(String name) {
        return made(name, "");
    }

    /** The same server with a new database like {@code other}, to which nobody may be connected. */
    public Postgres copy(String other, String name) {
        return made(name, " template " + other);
    }

    private Postgres made(String name, String how) {
        try (var connection = DriverManager.getConnection(url, username, password);
                var statement = connection.createStatement()) {
            statement.execute("create database " + name + how);
        } catch (SQLException e) {
            throw new IllegalStateException("no database " + name, e);
        }
        return new Postgres(url.replaceFirst("/[^/?]+(\\?|$)", "/" + name + "$1"), username, password, stop);
    }

    /** A role that can select and nothing else, as {@code config/auditor.sql} makes it; its password is its name. */
    public String reader() {
        try (var connection = DriverManager.getConnection(url, username, password);
                var statement = connection.createStatement()) {
            statement.execute("""
                    do $$ begin
                      if not exists (select 1 from pg_roles where rolname = 'auditor') then
                        create role auditor login password 'auditor';
                        grant pg_read_all_data to auditor;
                        alter role auditor set default_transaction_read_only = on;
                      end if;
                    exception when duplicate_object or unique_violation then null;
                    end $$
                    """);
        } catch (SQLException e) {
            throw new IllegalStateException("no role for the auditor", e);
        }
        return "auditor";
    }

    private static Postgres container() {
        var container =
                new PostgreSQLContainer(IMAGE).withCommand("postgres", "-c", "fsync=off", "-c", "max_connections=300");
        container.start();
        return new Postgres(container.getJdbcUrl(), container.getUsername(), container.getPassword(), container::stop);
    }

    private static Postgres embedded(Path folder, int port) {
        try {
            var builder = EmbeddedPostgres.builder()
                    .setRegisterShutdownHook(false)
                    .setPGStartupWait(START)
                    .setServerConfig("max_connections", "300")
                    .setLocaleConfig("locale-provider", "builtin")
                    .setLocaleConfig("builtin-locale", "C.UTF-8")
                    .setLocaleConfig("locale", "C");
            if (folder == null) {
                builder.setServerConfig("fsync", "off").setServerConfig("full_page_writes", "off");
            } else {
                Files.createDirectories(folder);
                builder.setDataDirectory(folder).setCleanDataDirectory(false).setPort(port);
            }
            EmbeddedPostgres running = builder.start();
            return at(running.getPort(), () -> close(running));
        } catch (IOException | IllegalStateException e) {
            throw new CannotStart(
                    folder == null
                            ? "The embedded PostgreSQL did not start: " + e.getMessage()
                            : "The embedded PostgreSQL did not start: " + e.getMessage() + "\nIf port " + port
                                    + " is taken, choose another with --local.postgres-port=…",
                    e);
        }
    }

    private static Postgres at(int port, Runnable stop) {
        return new Postgres("jdbc:postgresql://127.0.0.1:" + port + "/postgres", "postgres", "postgres", stop);
    }

    private static void close(EmbeddedPostgres running) {
        try {
            running.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
