package com.allvideomodels.auditor;

import com.zaxxer.hikari.HikariDataSource;
import jakarta.annotation.PreDestroy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables through a connection of the auditor's own, whose role can only select. It is no bean of the application's transactions. */
@Component
class ReadOnlyTables {

    private static final int PAGE = 1000;
    private static final long IDLE_MS = 10_000;

    private final HikariDataSource source = new HikariDataSource();
    private final JdbcClient sql;

    ReadOnlyTables(Environment environment) {
        source.setPoolName("auditor");
        source.setJdbcUrl(own(environment, "url"));
        source.setUsername(own(environment, "username"));
        source.setPassword(own(environment, "password"));
        source.setReadOnly(true);
        // Periods of the rules are counted in UTC, whatever the machine's zone.
        source.setConnectionInitSql("set default_transaction_read_only = on; set time zone 'UTC'");
        source.setMaximumPoolSize(3);
        source.setMinimumIdle(0);
        source.setIdleTimeout(IDLE_MS);
        // A database that is away is said by the audit; it does not keep the application from starting.
        source.setInitializationFailTimeout(-1);
        this.sql = JdbcClient.create(source);
    }

    private static @Nullable String own(Environment environment, String name) {
        String own = environment.getProperty("auditor.datasource." + name, "");
        return own.isBlank() ? environment.getProperty("spring.datasource." + name) : own;
    }

    JdbcClient sql() {
        return sql;
    }

    Connection connection() throws SQLException {
        return source.getConnection();
    }

    /** Makes a value of each row of an answer that may be longer than memory. */
    interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Rows by and by, all of one instant; closed by whoever opened it. */
    <T> Cursor<T> cursor(String statement, Reader<T> reader) throws SQLException {
        Connection connection = connection();
        try {
            // Without a transaction the driver fetches everything at once.
            connection.setAutoCommit(false);
            var prepared = connection.prepareStatement(statement);
            prepared.setFetchSize(PAGE);
            return new Cursor<>(connection, prepared.executeQuery(), reader);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    @PreDestroy
    void close() {
        source.close();
    }

    /** An open answer. */
    static final class Cursor<T> implements AutoCloseable {

        private final Connection connection;
        private final ResultSet rows;
        private final Reader<T> reader;
        private long read;

        private Cursor(Connection connection, ResultSet rows, Reader<T> reader) {
            this.connection = connection;
            this.rows = rows;
            this.reader = reader;
        }

        /** The next one; nothing after the last. */
        @Nullable
        T next() throws SQLException {
            if (!rows.next()) {
                return null;
            }
            read++;
            return reader.read(rows);
        }

        long read() {
            return read;
        }

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }
}
