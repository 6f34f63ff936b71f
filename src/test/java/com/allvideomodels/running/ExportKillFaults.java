package com.allvideomodels.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.allvideomodels.Clause;
import com.allvideomodels.TestInfrastructure;
import com.allvideomodels.local.ObjectStore;
import com.allvideomodels.local.Postgres;
import com.allvideomodels.media.TestMedia;
import com.allvideomodels.rights.OpenedCopy;
import com.allvideomodels.storage.Bucket;
import com.allvideomodels.storage.TestStorage;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The node that makes a copy of somebody's data is killed while it writes, and again when all of it is stored and nobody was told. The
 * next start makes one whole copy, the person hears of it once, and nothing of the others is left in the store.
 */
@Tag("long")
class ExportKillFaults {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** So many rows of so much text that parts of the copy are in the store before the last of them are read. */
    private static final int ROWS = 6000;

    private static final String MADE = "rights.make-exports";

    @TempDir
    Path folder;

    private final Postgres database = Launch.freshDatabase();
    private final Records records = Records.of(database);
    private ObjectStore store;
    private S3Client s3;
    private Bucket media;
    private Person ana;

    @BeforeEach
    void open() {
        store = ObjectStore.keptIn(folder, 0);
        s3 = TestStorage.client(store.endpoint(), store.accessKey(), store.secretKey());
        media = new Bucket(s3, "media");
    }

    @AfterEach
    void close() {
        s3.close();
        store.stop().run();
    }

    @Test
    @Clause({"right.access", "right.portability"})
    void whatAKilledNodeLeavesOfACopyTheNextStartMakesWholeAndOnce() throws Exception {
        byte[] photo = TestMedia.jpeg(800, 600);
        Launch launch = Launches.hasty(Launch.over(database, TestInfrastructure.sandboxes()))
                .with("storage.endpoint", store.endpoint().toString())
                .with("local.clock", folder.resolve("clock"));
        try (var node = NodeProcess.start("export-kill", launch)) {
            ana = Person.at(node.url());
            ana.upload("holiday.jpg", photo);
            muchIsKnownOfThem();

            killedInTheMiddle(node);
            killedBetweenTheStoreAndTheLetter(node);
            timePasses(node, "PT31M", MADE);
            aWholeCopyIsThere(node, photo);
            nothingElseIsLeft(node);
        }
    }

    private void muchIsKnownOfThem() {
        records.change("""
                insert into disclosure (id, account_id, authority, ground, given, disclosed_at, recorded_by, recorded_at)
                select gen_random_uuid(), (select id from account), 'A court', 'Order ' || n,
                  (select string_agg(md5(n || 'x' || i), '') from generate_series(1, 60) i), now(), gen_random_uuid(), now()
                from generate_series(1, ?) n
                """, ROWS);
    }

    /** Nobody gets to read what comes near the end of the lists from before it is ordered, not even the page on which one orders. */
    private void killedInTheMiddle(NodeProcess node) throws Exception {
        try (Connection other = locking("unsubscribe_link", "access exclusive")) {
            isOrdered();
            inBackground(node, "PT1S");
            await("for the node to stand in the middle of its work")
                    .atMost(PATIENCE)
                    .until(() -> records.number("""
                            select count(*) from pg_locks l join pg_class c on c.oid = l.relation
                            where c.relname = 'unsubscribe_link' and not l.granted
                            """) > 0
                            && !media.unfinished(Instant.now().plusSeconds(60)).isEmpty());
            node.kill9();
            other.rollback();
        }
        assertThat(attempts()).isOne();
        assertThat(media.unfinished(Instant.now().plusSeconds(60)))
                .as("parts that nobody finished")
                .isNotEmpty();
        assertThat(copies("kept")).isZero();
        node.start();
    }

    private void isOrdered() {
        records.change("""
                insert into privacy_export (id, account_id, language, ordered_at, state, due_at)
                select gen_random_uuid(), id, 'en', now(), 'ORDERED', now() from account where ? = 1
                """, 1);
    }

    /** The letter cannot be written, so the copy cannot be handed over. */
    private void killedBetweenTheStoreAndTheLetter(NodeProcess node) throws Exception {
        try (Connection other = locking("letter", "exclusive")) {
            inBackground(node, "PT31M");
            await("for a copy that is stored whole").atMost(PATIENCE).until(() -> copies("kept") == 1);
            node.kill9();
            other.rollback();
        }
        assertThat(attempts()).isEqualTo(2);
        assertThat(records.number("select count(*) from privacy_export where state = 'ORDERED'"))
                .isOne();
        node.start();
    }

    private void aWholeCopyIsThere(NodeProcess node, byte[] photo) throws IOException {
        await("for the copy")
                .atMost(PATIENCE)
                .until(() -> records.number("select count(*) from privacy_export where state = 'READY'") == 1);
        assertThat(attempts()).isEqualTo(3);
        assertThat(records.number("select count(*) from privacy_export")).isOne();
        assertThat(records.number("select count(*) from letter where template = 'export-ready'"))
                .isOne();
        assertThat(records.number("select count(*) from audit_row where what = 'export.made'"))
                .isOne();
        ana.form("/settings/security/proof", "/settings/security/proof", "password", Person.PASSWORD);
        UUID export = UUID.fromString(
                records.word("select cast(id as text) from privacy_export").orElseThrow());
        try (var zip = ana.stream(node, "/privacy/exports/" + export + "/file")) {
            OpenedCopy copy = OpenedCopy.of(zip);
            assertThat(copy.rows("disclosures")).hasSize(ROWS);
            assertThat(copy.rows("uploads")).hasSize(1);
            assertThat(copy.files().entrySet())
                    .filteredOn(file -> file.getKey().startsWith("media/uploads/"))
                    .singleElement()
                    .satisfies(file ->
                            assertThat(Arrays.equals(file.getValue(), photo)).isTrue());
        }
    }

    private void nothingElseIsLeft(NodeProcess node) throws IOException {
        timePasses(node, "P1DT2H");
        timePasses(node, "PT11M");
        assertThat(media.unfinished(Instant.now().plusSeconds(60)))
                .as("parts in the store")
                .isEmpty();
        assertThat(media.list("export/"))
                .as("copies in the store")
                .singleElement()
                .isEqualTo(records.word(
                                "select object_key from media_object where id = (select media from privacy_export)")
                        .orElseThrow());
        assertThat(copies("arriving")).isZero();
    }

    private long attempts() {
        return records.number("select attempts from privacy_export");
    }

    private long copies(String state) {
        return records.number(
                "select count(*) from media_object where kind = 'EXPORT' and state = ? and shredded_at is null", state);
    }

    /** Until the connection is closed nobody writes in this table or, if the lock is one for access, reads it. */
    private Connection locking(String table, String lock) throws SQLException {
        Connection other = DriverManager.getConnection(database.url(), database.username(), database.password());
        other.setAutoCommit(false);
        try (var statement = other.createStatement()) {
            statement.execute("lock table " + table + " in " + lock + " mode");
        }
        return other;
    }

    /** Nobody waits for an answer of a node that is killed before it can give it. */
    private static void inBackground(NodeProcess node, String by) {
        Thread.ofVirtual().start(() -> {
            try {
                timePasses(node, by, MADE);
            } catch (RuntimeException e) {
                // The node is gone.
            }
        });
    }

    private static void timePasses(NodeProcess node, String by, String... jobs) {
        Person.passingBy(node.url())
                .patient(PATIENCE)
                .form("/local/clock", "/local/clock", "by", by, "jobs", String.join(",", jobs));
    }
}
