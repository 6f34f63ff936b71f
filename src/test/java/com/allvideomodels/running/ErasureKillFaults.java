package com.allvideomodels.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.allvideomodels.Clause;
import com.allvideomodels.local.Postgres;
import com.allvideomodels.media.TestMedia;
import com.allvideomodels.retention.Traces;
import com.allvideomodels.sandbox.SandboxSettings;
import com.allvideomodels.sandbox.Sandboxes;
import com.allvideomodels.storage.Bucket;
import com.allvideomodels.storage.TestStorage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The node that erases somebody is killed at places of the way that {@code -Dfaults.seed} draws, again and again. What the last start
 * leaves is as if nothing had happened.
 */
@Tag("long")
@Clause({"right.deletion", "gdpr.erasure", "ccpa.delete", "erase.secure"})
class ErasureKillFaults {

    private static final String MODEL = "luma-ray-2";
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final long SEED = Long.getLong("faults.seed", 20_261_126);
    private static final int KILLS = 3;

    /** In one round; between the rounds lies the act that says so. */
    private static final int STEPS = 12;

    private static final String END =
            "retention.erase,media.delete-bytes,media.end-keys,retention.write-log,retention.receipts";

    @TempDir
    Path folder;

    private final Postgres database = Launch.freshDatabase();
    private final Records records = Records.of(database);
    private final Traces traces = new Traces(rows(database));

    @Test
    void whereverItIsKilledTheNextStartBringsItToItsEnd() throws IOException {
        try (var sandboxes = Sandboxes.start(SandboxSettings.forTests())) {
            Launch launch = Launches.hasty(Launch.over(database, sandboxes))
                    .with("storage.bucket", "media-of-kills")
                    .with("storage.key-bucket", "keys-of-kills")
                    .with("local.clock", folder.resolve("clock"));
            try (var node = NodeProcess.start("erasure-kill", launch)) {
                Person ana = Person.at(node.url(), "luma");
                Person ben = Person.at(node.url(), "luma");
                ana.upload("holiday.png", TestMedia.png(64, 48));
                UUID anas = ana.order(MODEL, "a heron of Ana's");
                UUID bens = ben.order(MODEL, "a kite of Ben's");
                records.awaitEnds(List.of(anas, bens), PATIENCE);
                UUID running = ana.order(MODEL, "a heron that flies [stall]");
                records.awaitState(running, "RUNNING", PATIENCE);
                UUID herself = owner(anas);
                erasedUnderFire(node, herself);
                onceAndForAll(herself);
                assertThat(ben.get("/generations/" + bens).body()).contains("<video");
            }
        }
    }

    private void erasedUnderFire(NodeProcess node, UUID ana) {
        slowly();
        records.change(
                "insert into erasure (account_id, cause, ordered_at, due_at) values (?, 'ERASURE', now(), now())", ana);
        for (int place : places()) {
            inBackground(node);
            await("for step " + place + " with seed " + SEED)
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> progress(ana) >= place);
            node.kill9();
            assertThat(progress(ana)).as("killed on its way").isLessThan(Long.MAX_VALUE);
            node.start();
        }
        timePasses(node);
        timePasses(node);
        assertThat(records.number("select count(*) from erasure")).isZero();
    }

    /** Ascending, since what is done is not done again. */
    private static int[] places() {
        return new Random(SEED)
                .ints(1, 2 * STEPS)
                .distinct()
                .limit(KILLS)
                .sorted()
                .toArray();
    }

    /** Every step takes some time between its work and its commit. */
    private void slowly() {
        records.change("""
                create function slowly() returns trigger language plpgsql as $$ begin perform pg_sleep(0.2); return null; end $$
                """);
        records.change(
                "create trigger slowly after update of steps_done on erasure for each row execute function slowly()");
    }

    private long progress(UUID account) {
        return records.word("""
                        select cast(cardinality(steps_done) + case when erased_at is null then 0 else 12 end as text)
                        from erasure where account_id = ?
                        """, account).map(Long::valueOf).orElse(Long.MAX_VALUE);
    }

    private void onceAndForAll(UUID ana) throws IOException {
        assertThat(traces.of(ana)).isSubsetOf(Traces.KEPT);
        assertThat(traces.of("a heron")).isEmpty();
        assertThat(traces.of("holiday.png")).isEmpty();
        assertThat(records.number("select count(*) from erased_account where account_id = ?", ana))
                .isOne();
        assertThat(records.number("select count(*) from audit_row where what = 'account.erased'"))
                .isOne();
        assertThat(records.number("select count(*) from letter where template = 'account-erased'"))
                .isOne();
        assertThat(records.number("select count(*) from ledger_balance where ended_at is not null"))
                .isOne();
        assertThat(records.number("select count(*) - count(distinct (item, data_class)) from destruction"))
                .isZero();
        assertThat(records.number("select count(*) from destruction where cause = 'ERASURE'"))
                .as("the upload and the video")
                .isEqualTo(2);
        assertThat(records.number("select count(*) from receipt")).isEqualTo(2);
        Bucket store = TestStorage.bucket("media-of-kills");
        assertThat(store.list("")).as("what is stored is Ben's").hasSize((int)
                records.number("select count(*) from media_object where shredded_at is null"));
        assertThat(TestStorage.bucket("keys-of-kills").read("subject/" + ana))
                .hasValueSatisfying(left -> assertThat(left)
                        .as("no key, but the word that there was one")
                        .hasSizeLessThan(32));
    }

    private UUID owner(UUID generation) {
        return UUID.fromString(records.word("select cast(owner as text) from generation where id = ?", generation)
                .orElseThrow());
    }

    /** Nobody waits for an answer of a node that is killed before it can give it. */
    private static void inBackground(NodeProcess node) {
        Thread.ofVirtual().start(() -> {
            try {
                timePasses(node);
            } catch (RuntimeException e) {
                // The node is gone.
            }
        });
    }

    /** As long as a dead node keeps what it took to itself. */
    private static void timePasses(NodeProcess node) {
        Person.passingBy(node.url()).patient(PATIENCE).form("/local/clock", "/local/clock", "by", "PT11M", "jobs", END);
    }

    private static JdbcClient rows(Postgres database) {
        var source = new PGSimpleDataSource();
        source.setUrl(database.url());
        source.setUser(database.username());
        source.setPassword(database.password());
        return JdbcClient.create(source);
    }
}
