package com.allvideomodels;

import com.zaxxer.hikari.HikariDataSource;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * A real database that nobody else writes to, with the product's tables, and no more beans than a test names. For tests that look at whole
 * tables; others are better off as a {@link ProductTest}.
 */
public final class TestDatabase implements AutoCloseable {

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    private TestDatabase(Consumer<GenericApplicationContext> beans) {
        var server = TestInfrastructure.postgres().copy(Migrated.name(), "own_" + NUMBERS.incrementAndGet());
        context.registerBean(HikariDataSource.class, () -> {
            var source = new HikariDataSource();
            source.setJdbcUrl(server.url());
            source.setUsername(server.username());
            source.setPassword(server.password());
            source.setMaximumPoolSize(16);
            return source;
        });
        context.register(Wiring.class, TestClock.class);
        beans.accept(context);
        context.refresh();
    }

    public static TestDatabase with(Consumer<GenericApplicationContext> beans) {
        return new TestDatabase(beans);
    }

    public <T> T get(Class<T> type) {
        return context.getBean(type);
    }

    public JdbcClient sql() {
        return get(JdbcClient.class);
    }

    public TransactionTemplate transactions() {
        return get(TransactionTemplate.class);
    }

    @Override
    public void close() {
        context.close();
    }

    /** Has the tables; every other one is a copy of it, which takes a tenth of the time that migrations take. */
    private static final class Migrated {

        private static final String NAME = "own_tables";

        static {
            var server = TestInfrastructure.postgres().database(NAME);
            Flyway.configure()
                    .dataSource(server.url(), server.username(), server.password())
                    .load()
                    .migrate();
        }

        // Not the constant itself, which the compiler would copy without making the database.
        static String name() {
            return NAME;
        }
    }

    // No @Configuration: the product's own scan would find it and lose its JPA transactions.
    @EnableTransactionManagement(proxyTargetClass = true)
    static class Wiring {

        @Bean
        PlatformTransactionManager transactionManager(DataSource source) {
            return new JdbcTransactionManager(source);
        }

        @Bean
        TransactionTemplate transactions(PlatformTransactionManager manager) {
            return new TransactionTemplate(manager);
        }

        @Bean
        JdbcClient sql(DataSource source) {
            return JdbcClient.create(source);
        }

        @Bean
        JsonMapper json() {
            return new JsonMapper();
        }
    }
}
