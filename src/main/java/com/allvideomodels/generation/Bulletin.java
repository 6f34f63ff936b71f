package com.allvideomodels.generation;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Hears what any node did, through a connection of its own that listens. It is a convenience: what it misses while it is cut off is
 * found by asking, so losing it costs seconds and nothing else.
 */
@Component
class Bulletin implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Bulletin.class);
    private static final int PATIENCE_MILLIS = 500;
    private static final long RECONNECT_MILLIS = 1000;

    private final JdbcConnectionDetails database;
    private final List<Reader> readers;
    private final GenerationSettings settings;

    private volatile boolean running;

    Bulletin(JdbcConnectionDetails database, List<Reader> readers, GenerationSettings settings) {
        this.database = database;
        this.readers = readers;
        this.settings = settings;
    }

    @Override
    public void start() {
        running = true;
        Thread.ofVirtual().name("bulletin").start(this::listen);
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public boolean isAutoStartup() {
        return settings.live().autoStartup();
    }

    private void listen() {
        boolean before = true;
        while (isRunning()) {
            try (Connection connection = connect()) {
                readers.forEach(Reader::missed);
                before = true;
                read(connection.unwrap(PGConnection.class));
            } catch (SQLException e) {
                if (before && isRunning()) {
                    LOG.warn("Not listening to the database; trying again every second: {}", e.getSQLState());
                }
                before = false;
                pause();
            }
        }
    }

    private Connection connect() throws SQLException {
        var connection =
                DriverManager.getConnection(database.getJdbcUrl(), database.getUsername(), database.getPassword());
        try (var statement = connection.createStatement()) {
            statement.execute("listen generation");
        }
        return connection;
    }

    private void read(PGConnection connection) throws SQLException {
        while (isRunning()) {
            PGNotification[] said = connection.getNotifications(PATIENCE_MILLIS);
            if (said != null) {
                for (PGNotification one : said) {
                    News.parse(one.getParameter()).ifPresent(news -> readers.forEach(reader -> reader.heard(news)));
                }
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(RECONNECT_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whoever wants to know. Called on the listening thread, so answers at once. */
    interface Reader {

        void heard(News news);

        /** Something may have been said that nobody heard. */
        void missed();
    }

    /** @param place of the sentence in the story, 0 where something moved without one */
    record News(UUID generation, UUID owner, long place) {

        static Optional<News> parse(String said) {
            try {
                String[] parts = said.split(" ", 3);
                return Optional.of(
                        new News(UUID.fromString(parts[0]), UUID.fromString(parts[1]), Long.parseLong(parts[2])));
            } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                return Optional.empty();
            }
        }
    }
}
