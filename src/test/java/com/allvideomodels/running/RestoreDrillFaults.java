package com.allvideomodels.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.allvideomodels.Clause;
import com.allvideomodels.TestInfrastructure;
import com.allvideomodels.local.Postgres;
import com.allvideomodels.sandbox.SandboxSettings;
import com.allvideomodels.sandbox.Sandboxes;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The database is lost and restored from before a deletion and an erasure; the store went on. */
@Clause({"security.backups", "erase.secure"})
class RestoreDrillFaults {

    private static final String MODEL = "luma-ray-2";
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final Postgres server = TestInfrastructure.postgres();

    @Test
    void whatWentSinceTheBackupIsGoneAgainBeforeAnyoneIsServed() throws Exception {
        try (var sandboxes = Sandboxes.start(SandboxSettings.forTests())) {
            Postgres database = Launch.freshDatabase();
            String name = database.url().replaceAll(".*/([^/?]+).*", "$1");
            JdbcClient rows = rows(database);
            Launch launch = Launches.hasty(Launch.over(database, sandboxes))
                    .with("storage.bucket", "media-of-the-drill")
                    .with("storage.key-bucket", "keys-of-the-drill");
            Person ana;
            Person ben;
            UUID kept;
            UUID deleted;
            UUID bens;
            UUID benHimself;
            try (var node = NodeProcess.start("drill", launch)) {
                ana = Person.at(node.url(), "luma");
                ben = Person.at(node.url(), "luma");
                kept = ana.order(MODEL, "to be kept");
                deleted = ana.order(MODEL, "to be deleted");
                bens = ben.order(MODEL, "to be erased with Ben");
                Records.of(database).awaitEnds(List.of(kept, deleted, bens), PATIENCE);
                benHimself = rows.sql("select owner from generation where id = ?")
                        .param(bens)
                        .query(UUID.class)
                        .single();
                node.stop();
                execute("create database backup_of_" + name + " template " + name);

                node.start();
                ana.form("/generations/" + deleted, "/generations/" + deleted + "/deletion");
                rows.sql(
                                "insert into erasure (account_id, cause, ordered_at, due_at) values (?, 'ERASURE', now(), now())")
                        .param(benHimself)
                        .update();
                awaitLogged(rows, benHimself);
                node.kill9();
            }
            execute("drop database " + name + " with (force)");
            execute("create database " + name + " template backup_of_" + name);
            assertThat(mentions(rows, benHimself)).isPositive();

            var cable = Cable.to(TestInfrastructure.store().endpoint().getPort());
            cable.pull();
            Launch restored = launch.with("storage.endpoint", "http://127.0.0.1:" + cable.port())
                    .with("storage.create-buckets", "false");
            var starting = CompletableFuture.supplyAsync(() -> NodeProcess.start("drill-restored", restored));
            await("for the answer that nobody is served")
                    .atMost(PATIENCE)
                    .until(() -> status(launch.url() + "/sign-in") == 503);
            assertThat(status(launch.url() + "/actuator/health")).isEqualTo(503);
            assertThat(ben.get("/generations/" + bens).status()).isEqualTo(503);
            assertThat(ana.get("/generations/" + deleted + "/video").status()).isEqualTo(503);
            assertThat(mentions(rows, benHimself)).isPositive();

            cable.putBack();
            try (var node = starting.get(4, TimeUnit.MINUTES)) {
                assertThat(node.healthy()).isTrue();
                assertThat(ana.get("/generations/" + kept).body()).contains("<video");
                assertThat(ana.get("/generations/" + deleted + "/video").status())
                        .isEqualTo(404);
                assertThat(ben.get("/generations/" + bens).status()).isNotEqualTo(200);
                assertThat(mentions(rows, benHimself)).isZero();
                theAuditorFindsNothing(rows);
            } finally {
                cable.close();
            }
        }
    }

    private static void awaitLogged(JdbcClient rows, UUID erased) {
        await("for the log outside the database")
                .atMost(PATIENCE)
                .until(() ->
                        rows.sql("""
                        select exists (select 1 from erased_account where account_id = :id and logged_in is not null)
                           and not exists (select 1 from destruction where logged_in is null)
                           and not exists (select 1 from erasure)
                           and (select count(*) from destruction) >= 2
                        """).param("id", erased).query(Boolean.class).single());
    }

    private static long mentions(JdbcClient rows, UUID account) {
        return rows.sql(
                        "select (select count(*) from account where id = :id) + (select count(*) from generation where owner = :id)")
                .param("id", account)
                .query(Long.class)
                .single();
    }

    /** It looks once more, now that everything is done. */
    private static void theAuditorFindsNothing(JdbcClient rows) {
        long before =
                rows.sql("select count(*) from audit_run").query(Long.class).single();
        rows.sql(
                        "update qrtz_triggers set next_fire_time = extract(epoch from now()) * 1000 where trigger_name = 'auditor.audit'")
                .update();
        await("for an audit")
                .atMost(PATIENCE)
                .until(() -> rows.sql("select count(*) from audit_run")
                                .query(Long.class)
                                .single()
                        > before);
        assertThat(rows.sql("select failed, overdue, orphans, missing from audit_run order by at desc limit 1")
                        .query()
                        .singleRow())
                .containsEntry("failed", null)
                .containsEntry("overdue", 0L)
                .containsEntry("orphans", 0L)
                .containsEntry("missing", 0L);
    }

    private void execute(String statement) throws Exception {
        try (var connection = DriverManager.getConnection(server.url(), server.username(), server.password());
                var one = connection.createStatement()) {
            one.execute(statement);
        }
    }

    private static JdbcClient rows(Postgres database) {
        var source = new PGSimpleDataSource();
        source.setUrl(database.url());
        source.setUser(database.username());
        source.setPassword(database.password());
        return JdbcClient.create(source);
    }

    private static int status(String url) {
        var request = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(5))
                .build();
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (java.io.IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }
}
