package com.allvideomodels.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.allvideomodels.TestInfrastructure;
import com.allvideomodels.local.ObjectStore;
import com.allvideomodels.local.Postgres;
import com.allvideomodels.storage.Bucket;
import com.allvideomodels.storage.TestStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * {@code -Dfaults.objects} outputs are due at one instant. Two nodes share the timetable, and the one that sweeps is killed in the
 * middle. What is left must be as if nothing had happened.
 */
@Tag("long")
class SweepFaults {

    private static final int OBJECTS = Integer.getInteger("faults.objects", 400);
    private static final boolean MANY = OBJECTS > 10_000;
    private static final Duration PATIENCE = MANY ? Duration.ofMinutes(15) : Duration.ofMinutes(3);
    private static final String SWEEPING =
            "select instance_name from qrtz_fired_triggers where job_name = 'retention.sweep' and state = 'EXECUTING'";

    @TempDir
    Path folder;

    private ObjectStore store;
    private S3Client s3;
    private Records records;

    @BeforeEach
    void open() {
        store = ObjectStore.keptIn(folder, 0);
        s3 = TestStorage.client(store.endpoint(), store.accessKey(), store.secretKey());
    }

    @AfterEach
    void close() {
        s3.close();
        store.stop().run();
    }

    @Test
    void whatANodeLeavesInTheMiddleOfASweepTheOtherEndsOnceAndForAll() throws IOException {
        var database = Launch.freshDatabase();
        records = Records.of(database);
        try (var one = NodeProcess.start("sweep-one", launch(database, "one"));
                var two = NodeProcess.start("sweep-two", launch(database, "two"))) {
            LocalDate day = due(Instant.now().plusSeconds(2).truncatedTo(ChronoUnit.SECONDS));
            long begun = System.nanoTime();
            if (!MANY) {
                // It would audit so many objects while they are swept; the timetable comes within a minute anyway.
                runTimetable(one, "PT1S");
            }
            NodeProcess left = killWhoSweeps(Map.of("one", one, "two", two));
            everythingGoes(left);
            say("%d objects gone after %d s".formatted(OBJECTS, seconds(begun)));
            theAccountsAreRight();
            runTimetable(left, "P1DT1H");
            keysAreDeadAndTheAuditorIsContent(day);
            say("and audited after %d s".formatted(seconds(begun)));
        }
    }

    private Launch launch(Postgres database, String name) {
        return Launches.hasty(Launch.over(database, TestInfrastructure.sandboxes()))
                .with("storage.endpoint", store.endpoint().toString())
                .with("local.clock", folder.resolve("clock-" + name))
                .with("spring.quartz.properties.org.quartz.scheduler.instanceId", name)
                .with("spring.quartz.properties.org.quartz.jobStore.clusterCheckinInterval", 2000)
                // So many on one day would be stopped, as they should; and small batches, so that there is a middle.
                .with("retention.bound.floor", 10_000_000)
                .with("retention.batch", MANY ? 500 : 4);
    }

    /** Bytes straight into the store's folder and rows straight into the table, all with one deadline. @return its day */
    private LocalDate due(Instant deadline) throws IOException {
        LocalDate day = LocalDate.ofInstant(deadline, ZoneOffset.UTC);
        Path place = Files.createDirectories(folder.resolve("media/output/" + day));
        byte[] bytes = new byte[64];
        for (int i = 0; i < OBJECTS; i++) {
            Files.write(place.resolve(id(i).toString()), bytes);
        }
        records.change("""
                insert into media_object (id, owner, kind, content_type, state, object_key, version, size, sha256, header, wrapped_key,
                                          created_at, deadline, taken_at)
                select id, md5('owner' || n % 50)::uuid, 'OUTPUT', 'video/mp4', 'kept', 'output/' || ? || '/' || id, 1, 8,
                       repeat('a', 64), 'h', 'k', cast(? as timestamptz) - interval '7 days', cast(? as timestamptz), now()
                from (select n, md5('object' || n)::uuid as id from generate_series(0, ? - 1) n) made
                """, day.toString(), deadline.toString(), deadline.toString(), OBJECTS);
        assertThat(bucket().present(List.of(key(day, 0), key(day, OBJECTS - 1))))
                .as("the store has them")
                .hasSize(2);
        return day;
    }

    private static String key(LocalDate day, int number) {
        return "output/" + day + "/" + id(number);
    }

    /** As the database makes them. */
    private static UUID id(int number) {
        try {
            byte[] hash = java.security.MessageDigest.getInstance("MD5").digest(("object" + number).getBytes());
            var halves = java.nio.ByteBuffer.wrap(hash);
            return new UUID(halves.getLong(), halves.getLong());
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private Bucket bucket() {
        return new Bucket(s3, "media");
    }

    private void runTimetable(NodeProcess node, String by) {
        String[] move = {"by", by};
        // A receipt for each of so many takes longer than anyone wants to wait here; those go by the timetable.
        String[] someJobs = {"by", by, "jobs", "media.delete-bytes,media.end-keys,auditor.audit"};
        Person.passingBy(node.url()).patient(PATIENCE).form("/local/clock", "/local/clock", MANY ? someJobs : move);
        // Sessions go by the machine's clock, which nobody moved; by the product's they would be overdue.
        records.change("delete from spring_session");
    }

    /** @return the other */
    private NodeProcess killWhoSweeps(Map<String, NodeProcess> nodes) {
        await("for a sweep").atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(() -> destroyed() > 0);
        String sweeping = records.word(SWEEPING).orElseThrow(() -> new AssertionError("the sweep was over already"));
        nodes.get(sweeping).kill9();
        assertThat(destroyed()).as("killed in the middle").isBetween(1L, OBJECTS - 1L);
        return nodes.get(sweeping.equals("one") ? "two" : "one");
    }

    private void everythingGoes(NodeProcess left) {
        await("for the other node to destroy the rest; see " + left.log())
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> destroyed() == OBJECTS);
        await("for the other node to delete what nobody has taken; see " + left.log())
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> records.number(
                                "select count(*) from media_deletion where due_at <= now() + interval '2 minutes'")
                        == 0);
        // Bytes that the dead node had taken are free once its lease is over.
        runTimetable(left, "PT11M");
        await("for the other node to delete all bytes; see " + left.log())
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> records.number("select count(*) from media_deletion") == 0);
    }

    private long destroyed() {
        return records.number("select count(*) from media_object where shredded_at is not null");
    }

    private void theAccountsAreRight() throws IOException {
        assertThat(bucket().list("output/")).as("nothing is in the store").isEmpty();
        assertThat(records.number(
                        "select count(*) from media_object where wrapped_key is null and bytes_deleted_at is not null"))
                .as("each row says so, and has no key")
                .isEqualTo(OBJECTS);
        assertThat(records.number("""
                select count(*) from destruction
                where cause = 'DEADLINE' and bytes_gone_at is not null and cardinality(bytes_left) = 0
                """)).as("one destruction each").isEqualTo(OBJECTS);
        assertThat(records.number("select count(distinct item) from destruction"))
                .isEqualTo(OBJECTS);
        assertThat(records.number("select sum(ended) from sweep_day where data_class = 'output'"))
                .as("each was counted once, by whichever node")
                .isEqualTo(OBJECTS);
    }

    private void keysAreDeadAndTheAuditorIsContent(LocalDate day) throws IOException {
        await("for a clean audit after the day is over")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(
                        () -> assertThat(latestAudit()).contains("0 overdue by 0, 0 orphans, 0 missing, 0 uploads"));
        assertThat(new Bucket(s3, "keys").list("day/output/"))
                .as("the key of their day")
                .noneMatch(name -> name.endsWith(day.toString()));
        if (!MANY) {
            await("for receipts")
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> records.number("select count(*) from receipt") >= OBJECTS);
        }
        assertThat(records.number("select count(*) - count(distinct item) from receipt"))
                .as("nothing has two receipts")
                .isZero();
        assertThat(records.number("select coalesce(max(number), 0) - count(*) from receipt"))
                .as("the chain has no gap")
                .isZero();
    }

    private String latestAudit() {
        return records.word("""
                        select overdue || ' overdue by ' || overdue_seconds || ', ' || orphans || ' orphans, ' || missing || ' missing, '
                               || uploads || ' uploads'
                        from audit_run where failed is null and at > now() + interval '1 day' order by at desc limit 1
                        """).orElse("none");
    }

    private static long seconds(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun).toSeconds();
    }

    private static void say(String what) {
        System.out.println("SweepFaults: " + what);
    }
}
