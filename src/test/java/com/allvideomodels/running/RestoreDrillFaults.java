package com.allvideomodels.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.allvideomodels.Clause;
import com.allvideomodels.TestInfrastructure;
import com.allvideomodels.local.Postgres;
import com.allvideomodels.media.TestMedia;
import com.allvideomodels.sandbox.SandboxSettings;
import com.allvideomodels.sandbox.Sandboxes;
import com.allvideomodels.storage.Bucket;
import com.allvideomodels.storage.TestStorage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The database is lost, and restored from a backup nine days old; the store went on. In these days a video and an upload passed their
 * deadlines, a video was deleted, a consent withdrawn, a person erased, and the keys of those days died. The backup is a copy of the
 * database inside the server ({@code create database … template}), since the machine may have older client tools than the server.
 */
@Tag("long")
@Clause({"security.backups", "erase.secure"})
class RestoreDrillFaults {

    private static final String MODEL = "luma-ray-2";
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final String MEDIA = "media-of-the-drill";
    private static final String KEYS = "keys-of-the-drill";

    private final Postgres server = TestInfrastructure.postgres();
    private final Postgres database = Launch.freshDatabase();
    private final String name = database.url().replaceAll(".*/([^/?]+).*", "$1");
    private final JdbcClient rows = rows(database);
    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    private Person ana;
    private Person ben;
    private UUID benHimself;
    private UUID expired;
    private UUID deleted;
    private UUID bens;
    private UUID oldUpload;
    private UUID keptUpload;
    private UUID bensUpload;

    @Test
    void whatWentSinceTheBackupIsGoneAgainBeforeAnyoneIsServed() throws Exception {
        try (var sandboxes = Sandboxes.start(SandboxSettings.forTests())) {
            Launch launch = Launches.hasty(Launch.over(database, sandboxes))
                    .with("storage.bucket", MEDIA)
                    .with("storage.key-bucket", KEYS)
                    .with("local.clock", folder.resolve("clock").toString());
            try (var node = NodeProcess.start("drill", launch)) {
                peopleMakeThings(node);
                node.stop();
                execute("create database backup_of_" + name + " template " + name);
                node.start();
                timeGoesOn();
                node.kill9();
            }
            execute("drop database " + name + " with (force)");
            execute("create database " + name + " template backup_of_" + name);
            theBackupHasAllOfItButNotTheKeys();
            nobodyIsServedUntilItIsCarriedOut(launch);
        }
    }

    private void peopleMakeThings(NodeProcess node) throws IOException {
        ana = Person.at(node.url(), "luma");
        ben = Person.at(node.url(), "luma");
        oldUpload = ana.upload("old.png", TestMedia.png(64, 48));
        move("P25D");
        keptUpload = ana.upload("kept.png", TestMedia.png(65, 48));
        bensUpload = ben.upload("bens.png", TestMedia.png(66, 48));
        expired = ana.order(MODEL, "to pass its deadline");
        deleted = ana.order(MODEL, "to be deleted");
        bens = ben.order(MODEL, "to be erased with Ben");
        Records.of(database).awaitEnds(List.of(expired, deleted, bens), PATIENCE);
        for (UUID one : List.of(expired, deleted)) {
            assertThat(ana.get("/generations/" + one + "/video").status()).isEqualTo(200);
        }
        benHimself = one("select owner from generation where id = ?", bens, UUID.class);
    }

    private void timeGoesOn() {
        ana.form("/generations/" + deleted, "/generations/" + deleted + "/deletion");
        ana.form("/privacy/consents", "/consents/provider:luma/withdrawal");
        assertThat(consent()).isEqualTo("WITHDRAWN");
        move("P9D");
        rows.sql("insert into erasure (account_id, cause, ordered_at, due_at) values (?, 'ERASURE', now(), now())")
                .param(benHimself)
                .update();
        // The timetable once more: his keys die ten minutes apart from him by its own rhythm.
        move("PT1M");
        await("for everything to go, for its keys to die, and for the log to have it")
                .atMost(PATIENCE)
                .until(() -> rows.sql("""
                        select (select count(*) from media_object m join generation g on g.output = m.id
                                where g.id = any(:gone) and m.shredded_at is not null) = 2
                           and not exists (select 1 from upload where id = any(:uploads))
                           and not exists (select 1 from erasure)
                           and not exists (select 1 from media_deletion)
                           and not exists (select 1 from repetition where logged_in is null)
                           and not exists (select 1 from destruction where logged_in is null)
                           and exists (select 1 from erased_account where account_id = :ben and logged_in is not null)
                           and exists (select 1 from key_death where name = :subject and dead_at is not null)
                           and exists (select 1 from key_death where name like 'day/output/%' and dead_at is not null)
                           and exists (select 1 from key_death where name like 'day/upload/%' and dead_at is not null)
                        """)
                        .param("gone", new UUID[] {expired, deleted})
                        .param("uploads", new UUID[] {oldUpload, bensUpload})
                        .param("ben", benHimself)
                        .param("subject", "subject/" + benHimself)
                        .query(Boolean.class)
                        .single());
    }

    private void theBackupHasAllOfItButNotTheKeys() throws IOException {
        assertThat(mentions(benHimself)).isPositive();
        assertThat(one("select count(*) from upload where id = ?", oldUpload, Long.class))
                .isOne();
        assertThat(rows.sql("select count(*) from spring_session where principal_name is not null")
                        .query(Long.class)
                        .single())
                .isPositive();
        assertThat(rows.sql(
                                "select wrapped_key is not null from media_object where id = (select output from generation where id = ?)")
                        .param(expired)
                        .query(Boolean.class)
                        .single())
                .as("the key of the video itself is in the backup")
                .isTrue();
        noDeadKeyIsBack();
    }

    /** What the video's own key is wrapped under: the key of its day, and Ben's. */
    private void noDeadKeyIsBack() throws IOException {
        Bucket keys = TestStorage.bucket(KEYS);
        String day = rows.sql(
                        "select deadline from media_object where id = (select output from generation where id = ?)")
                .param(expired)
                .query((row, line) -> row.getObject(1, java.time.OffsetDateTime.class))
                .single()
                .withOffsetSameInstant(ZoneOffset.UTC)
                .toLocalDate()
                .toString();
        assertThat(keys.read("day/output/" + day)).isEmpty();
        assertThat(keys.read("subject/" + benHimself))
                .hasValueSatisfying(left -> assertThat(left)
                        .as("no key, but the word that there was one")
                        .hasSizeLessThan(32));
    }

    private void nobodyIsServedUntilItIsCarriedOut(Launch launch) throws Exception {
        try (var cable = Cable.to(TestInfrastructure.store().endpoint().getPort())) {
            cable.pull();
            Launch restored = launch.with("storage.endpoint", "http://127.0.0.1:" + cable.port())
                    .with("storage.create-buckets", "false");
            try (var node = NodeProcess.launch("drill-restored", restored)) {
                awaitClosed(node);
                everythingIsClosed(node.url());
                // Told to stop while it waits, it stops, and the next start goes on.
                assertThat(node.stopsWithin(Duration.ofSeconds(30))).isTrue();
                node.launch();
                awaitClosed(node);
                cable.putBack();
                node.awaitHealth();
                whatWentIsGoneAndTheRestIsThere();
                noDeadKeyIsBack();
                theAuditorFindsNothing();
            }
        }
    }

    private void awaitClosed(NodeProcess node) {
        await("for the answer that nobody is served")
                .atMost(PATIENCE)
                .failFast(() -> !node.alive())
                .until(() -> asked(node.url() + "/sign-in")
                        .filter(answer -> answer.statusCode() == 503)
                        .isPresent());
    }

    private void everythingIsClosed(String url) {
        HttpResponse<String> page = asked(url + "/sign-in").orElseThrow();
        assertThat(page.headers().firstValue("Retry-After")).hasValue("30");
        assertThat(page.headers().firstValue("Content-Security-Policy")).isPresent();
        assertThat(page.body()).contains("<h1", "A short pause", "/css/base").doesNotContain("Sign up");
        assertThat(asked(url + "/actuator/health").orElseThrow().statusCode()).isEqualTo(503);
        assertThat(asked(url + "/actuator/health/serving").orElseThrow().body())
                .contains("DOWN", "log of destructions");
        assertThat(asked(url + "/actuator/health/liveness").orElseThrow().statusCode())
                .as("nobody should kill it for that")
                .isEqualTo(200);
        for (String address : List.of(
                "/generations/" + bens,
                "/generations/" + deleted + "/video",
                "/uploads/" + oldUpload + "/file",
                "/create",
                "/admin",
                "/css/../generations/" + bens)) {
            assertThat(ana.get(address).status()).as(address).isIn(503, 400);
            assertThat(ben.get(address).status()).as(address).isIn(503, 400);
        }
        assertThat(mentions(benHimself)).isPositive();
    }

    private void whatWentIsGoneAndTheRestIsThere() {
        assertThat(ana.get("/create").location()).as("the old session").contains("/sign-in");
        assertThat(ben.get("/create").location()).as("the old session").contains("/sign-in");
        ana.signIn();
        assertThat(ana.get("/create").status()).isEqualTo(200);
        assertThat(ana.get("/uploads/" + keptUpload + "/file").status()).isEqualTo(200);
        assertThat(ana.get("/uploads/" + oldUpload + "/file").status()).isEqualTo(404);
        assertThat(ana.get("/generations/" + expired + "/video").status()).isIn(404, 410);
        assertThat(ana.get("/generations/" + deleted + "/video").status()).isIn(404, 410);
        assertThat(ana.get("/generations").body())
                .doesNotContain("to be deleted")
                .contains("to pass its deadline");
        assertThat(consent()).isEqualTo("WITHDRAWN");
        ben.signIn();
        assertThat(ben.get("/create").status()).as("nobody is Ben any more").isEqualTo(302);
        assertThat(mentions(benHimself)).isZero();
        assertThat(one("select count(*) from upload where id = ?", bensUpload, Long.class))
                .isZero();
        assertThat(rows.sql("select count(*) from audit_row where what = 'database.restored'")
                        .query(Long.class)
                        .single())
                .isOne();
    }

    /** It looks again and again, until what follows the replay is done too: bytes, keys, providers' copies. */
    private void theAuditorFindsNothing() {
        // They end by the machine's time, which nobody moved; the auditor goes by that of the product.
        rows.sql("delete from spring_session").update();
        await("for an audit that finds nothing; the last said: " + lastAudit())
                .atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(2))
                .until(this::lastAudit, said -> said.startsWith("clean"));
    }

    private String lastAudit() {
        Optional<String> last =
                rows.sql("""
                select case when failed is null and overdue = 0 and overdue_seconds = 0 and orphans = 0 and missing = 0 then 'clean'
                       else concat_ws(' ', failed, overdue, orphans, missing, findings) end
                from audit_run where at > (select max(at) from erased_account) and at > cast(:since as timestamptz)
                order by at desc limit 1
                """).param("since", restoredAt()).query(String.class).optional();
        rows.sql(
                        "update qrtz_triggers set next_fire_time = extract(epoch from now()) * 1000 where trigger_name = 'auditor.audit'")
                .update();
        return last.orElse("nothing yet");
    }

    private java.time.OffsetDateTime restoredAt() {
        return rows.sql("select max(at) from audit_row where what = 'database.restored'")
                .query((row, line) -> row.getObject(1, java.time.OffsetDateTime.class))
                .single();
    }

    private void move(String by) {
        ana.form("/local/clock", "/local/clock", "by", by);
    }

    private String consent() {
        return rows.sql("""
                select e.kind from consent_event e join generation g on g.owner = e.account_id
                where g.id = ? and e.purpose = 'provider:luma' order by e.id desc limit 1
                """).param(expired).query(String.class).single();
    }

    private long mentions(UUID account) {
        return rows.sql(
                        "select (select count(*) from account where id = :id) + (select count(*) from generation where owner = :id)")
                .param("id", account)
                .query(Long.class)
                .single();
    }

    private <T> T one(String question, UUID about, Class<T> type) {
        return rows.sql(question).param(about).query(type).single();
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

    private Optional<HttpResponse<String>> asked(String url) {
        var request = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(5))
                .header("Accept", "text/html,application/json")
                .header("Accept-Language", "en")
                .build();
        try {
            return Optional.of(http.send(request, HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
