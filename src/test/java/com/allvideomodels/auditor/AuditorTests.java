package com.allvideomodels.auditor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.allvideomodels.Clause;
import com.allvideomodels.TestClock;
import com.allvideomodels.TestDatabase;
import com.allvideomodels.local.ObjectStore;
import com.allvideomodels.storage.TestStorage;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

@Clause({"erase.secure", "retain.output", "retain.input"})
class AuditorTests {

    private static final AuditorSettings SETTINGS =
            new AuditorSettings(Duration.ofMinutes(15), Duration.ofHours(24), Duration.ofHours(3));

    private static TestDatabase database;
    private static S3Client s3;
    private static ReadOnlyStore store;
    private static ReadOnlyTables tables;
    private static RowsInspection inspection;
    private static Audit audit;
    private static TestClock clock;

    private final UUID owner = UUID.randomUUID();

    @BeforeAll
    static void open() {
        database = TestDatabase.with(beans -> {});
        clock = database.get(TestClock.class);
        ObjectStore real = ObjectStore.fresh();
        s3 = TestStorage.client(real.endpoint(), real.accessKey(), real.secretKey());
        s3.createBucket(make -> make.bucket("media"));
        s3.createBucket(make -> make.bucket("keys"));
        var environment = new MockEnvironment()
                .withProperty("storage.endpoint", real.endpoint().toString())
                .withProperty("storage.bucket", "media")
                .withProperty("storage.key-bucket", "keys")
                .withProperty("storage.access-key", real.accessKey())
                .withProperty("storage.secret-key", real.secretKey())
                .withProperty(
                        "spring.datasource.url",
                        database.get(HikariDataSource.class).getJdbcUrl())
                .withProperty(
                        "auditor.datasource.username",
                        com.allvideomodels.TestInfrastructure.postgres().reader())
                .withProperty("auditor.datasource.password", "auditor");
        store = new ReadOnlyStore(environment);
        tables = new ReadOnlyTables(environment);
        inspection = new RowsInspection(tables, new Periods(), SETTINGS);
        audit = new Audit(
                store,
                tables,
                new MediaComparison(store, tables, SETTINGS),
                new KeyComparison(store, tables),
                inspection,
                SETTINGS,
                clock);
    }

    @AfterAll
    static void close() {
        tables.close();
        store.close();
        database.close();
    }

    @BeforeEach
    void empty() {
        database.sql()
                .sql("truncate media_object, legal_hold, erased_account, sign_in cascade")
                .update();
        for (String bucket : new String[] {"media", "keys"}) {
            s3.listObjectsV2(list -> list.bucket(bucket))
                    .contents()
                    .forEach(object ->
                            s3.deleteObject(delete -> delete.bucket(bucket).key(object.key())));
        }
        clock.reset();
    }

    @Test
    void whatIsStoredAndMayBeIsClean() {
        stored(row(Duration.ofDays(7)));
        AuditRun run = audit.run();
        assertThat(run.isClean()).as(run.toString()).isTrue();
        assertThat(run.objects()).isEqualTo(1);
        assertThat(run.rows()).isEqualTo(1);
        assertThat(run.oldestOutput()).isNotNull();
    }

    @Test
    void bytesThatNoRowKnowsAreOrphans() {
        put("media", "output/2026-01-01/" + UUID.randomUUID());
        stored(row(Duration.ofDays(7)));
        put("media", "upload/2026-01-01/" + UUID.randomUUID());
        assertThat(audit.run().orphans()).isEqualTo(2);
    }

    @Test
    void aLivingRowWithoutBytesIsMissing() {
        row(Duration.ofDays(7));
        AuditRun run = audit.run();
        assertThat(run.missing()).isEqualTo(1);
        assertThat(run.overdue()).isZero();
    }

    @Test
    void bytesPastTheirDeadlineAreOverdueAfterTheGraceAndTheAgeIsTold() {
        stored(row(Duration.ofHours(1)));
        clock.advance(Duration.ofMinutes(74));
        assertThat(audit.run().overdue()).isZero();
        clock.advance(Duration.ofMinutes(6));
        AuditRun run = audit.run();
        assertThat(run.overdue()).isPositive();
        assertThat(run.oldestOverdue()).isBetween(Duration.ofMinutes(19), Duration.ofMinutes(22));
        assertThat(run.findings()).extracting(Finding::kind).contains(Finding.Kind.OVERDUE, Finding.Kind.ROWS);
    }

    @Test
    void bytesWhoseKeyWasDestroyedEarlyAreOverdueFromThenOn() {
        stored(row(Duration.ofDays(7)));
        database.sql()
                .sql("update media_object set shredded_at = :now, wrapped_key = null, header = null, sha256 = null")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        clock.advance(Duration.ofMinutes(30));
        assertThat(audit.run().findings()).extracting(Finding::kind).containsExactly(Finding.Kind.OVERDUE);
    }

    @Test
    void whatIsHeldIsNotOverdue() {
        stored(row(Duration.ofHours(1)));
        hold();
        clock.advance(Duration.ofDays(3));
        AuditRun run = audit.run();
        assertThat(run.overdue()).as(run.toString()).isZero();
    }

    @Test
    void keysOfDaysThatAreOverAndOfErasedPeopleAreFound() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        put("keys", "day/output/" + today.minusDays(2));
        put("keys", "day/output/" + today.plusDays(2));
        put("keys", "subject/" + owner);
        put("keys", "subject/" + UUID.randomUUID());
        put("keys", "signing/ed25519-1");
        database.sql()
                .sql("insert into erased_account (account_id, at) values (:id, now() - interval '1 hour')")
                .param("id", owner)
                .update();
        AuditRun run = audit.run();
        assertThat(run.findings())
                .extracting(Finding::what)
                .containsExactlyInAnyOrder("day/output/" + today.minusDays(2), "subject/" + owner);
        assertThat(run.keys()).isEqualTo(5);
    }

    @Test
    void partsThatWereNeverFinishedAreFoundAfterADay() {
        var begun = s3.createMultipartUpload(create -> create.bucket("media").key("output/x/" + UUID.randomUUID()));
        try {
            assertThat(audit.run().uploads()).isZero();
            clock.advance(Duration.ofHours(25));
            assertThat(audit.run().uploads()).isEqualTo(1);
        } finally {
            s3.abortMultipartUpload(
                    abort -> abort.bucket("media").key(begun.key()).uploadId(begun.uploadId()));
        }
    }

    @Test
    void everyClassThatEndsHasAQuestionOfItsOwn() {
        Set<String> asked = new HashSet<>(Watch.SEEN_IN_THE_STORE);
        Watch.ALL.forEach(watch -> asked.add(watch.dataClass()));
        assertThat(asked).containsAll(new Periods().byClass().keySet());
    }

    @Test
    void everyQuestionCanBeAskedAndAnEmptyHouseOwesNothing() {
        assertThat(Watch.ALL)
                .allSatisfy(watch -> assertThat(inspection.oldest(watch, clock.instant()))
                        .as(watch.toString())
                        .isEmpty());
    }

    @Test
    void rowsAreOverdueByThePeriodOfTheirClass() {
        Instant now = clock.instant();
        database.sql().sql("""
                        insert into audit_observation (id, at, looked, absent)
                        values (gen_random_uuid(), cast(:now as timestamptz) - interval '1 year' - interval '2 hours', 1, 1)
                        """).param("now", now.atOffset(ZoneOffset.UTC)).update();
        AuditRun run = audit.run();
        assertThat(run.findings()).extracting(Finding::what).containsExactly("audit-run");
        assertThat(run.oldestOverdue()).isBetween(Duration.ofMinutes(119), Duration.ofMinutes(121));
        database.sql().sql("truncate audit_observation").update();
    }

    /** A held person's first row keeps what follows, or the chain would have a hole; what comes before it is overdue all the same. */
    @Test
    void rowsOfTheTrailThatShouldBeGoneAreFoundButNotWhatAHoldKeeps() {
        UUID pseudonym = UUID.randomUUID();
        database.sql()
                .sql("insert into audit_key (subject, pseudonym, wrapped, made_at) values (:owner, :name, 'k', now())")
                .param("owner", owner)
                .param("name", pseudonym)
                .update();
        actOfLongAgo(1, null, Duration.ofHours(3));
        actOfLongAgo(2, pseudonym, Duration.ofHours(2));
        try {
            AuditRun run = audit.run();
            assertThat(run.findings()).extracting(Finding::what).containsExactly("audit");
            assertThat(run.oldestOverdue()).isBetween(Duration.ofMinutes(179), Duration.ofMinutes(181));
            hold();
            assertThat(audit.run().oldestOverdue()).as("before the held one").isPositive();
            forget("number = 1");
            assertThat(audit.run().isClean()).isTrue();
        } finally {
            forget("true");
            database.sql().sql("delete from audit_key").update();
        }
    }

    private void actOfLongAgo(long number, UUID pseudonym, Duration beyond) {
        database.sql()
                .sql("""
                        insert into audit_row (number, at, what, actor, pseudonym, ciphertext, previous, hash)
                        values (:number, cast(:now as timestamptz) - interval '3 years', 'account.viewed', 'job:test', :pseudonym,
                          '', decode(repeat('00', 32), 'hex'), decode(repeat('00', 32), 'hex'))
                        """)
                .param("number", number)
                .param("now", clock.instant().minus(beyond).atOffset(ZoneOffset.UTC))
                .param("pseudonym", pseudonym, java.sql.Types.OTHER)
                .update();
    }

    /** Behind the back of the table, which lets nothing go. */
    private static void forget(String which) {
        database.transactions().executeWithoutResult(status -> {
            database.sql().sql("alter table audit_row disable trigger user").update();
            database.sql().sql("delete from audit_row where " + which).update();
            database.sql().sql("alter table audit_row enable trigger user").update();
        });
    }

    private void hold() {
        database.sql().sql("""
                        insert into legal_hold (id, scope, data_class, target, reason, ground, author, placed_at, review_on)
                        values (gen_random_uuid(), 'ACCOUNT', 'account', :owner, 'r', 'g', gen_random_uuid(), now(), current_date)
                        """).param("owner", owner).update();
    }

    @Test
    void theAuditorCanWriteNowhere() throws Exception {
        assertThatThrownBy(() -> tables.sql().sql("delete from media_object").update())
                .hasMessageContaining("read-only");
        // Nor where it may: the role itself can only select.
        try (var connection = tables.connection();
                var statement = connection.createStatement()) {
            connection.setReadOnly(false);
            statement.execute("set default_transaction_read_only = off");
            statement.execute("set transaction_read_only = off");
            assertThatThrownBy(() -> statement.execute("delete from media_object"))
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void aStoreThatDoesNotAnswerIsNoCleanAudit() {
        var away = new ReadOnlyStore(new MockEnvironment()
                .withProperty("storage.endpoint", "http://127.0.0.1:9")
                .withProperty("storage.bucket", "media")
                .withProperty("storage.key-bucket", "keys")
                .withProperty("storage.access-key", "a")
                .withProperty("storage.secret-key", "s"));
        var blind = new Audit(
                away,
                tables,
                new MediaComparison(away, tables, SETTINGS),
                new KeyComparison(away, tables),
                inspection,
                SETTINGS,
                clock);
        AuditRun run = blind.run();
        assertThat(run.isClean()).isFalse();
        assertThat(run.failed()).isNotBlank();
    }

    private String row(Duration life) {
        String key = "output/2026-11-26/" + UUID.randomUUID();
        Instant now = clock.instant();
        database.sql()
                .sql("""
                        insert into media_object (id, owner, kind, content_type, state, object_key, version, size, sha256, header,
                          wrapped_key, created_at, deadline)
                        values (gen_random_uuid(), :owner, 'OUTPUT', 'video/mp4', 'kept', :key, 1, 3, repeat('a', 64), 'h', 'k', :now, :deadline)
                        """)
                .param("owner", owner)
                .param("key", key)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("deadline", now.plus(life).atOffset(ZoneOffset.UTC))
                .update();
        return key;
    }

    private static void stored(String key) {
        put("media", key);
    }

    private static void put(String bucket, String key) {
        s3.putObject(put -> put.bucket(bucket).key(key), RequestBody.fromBytes(new byte[64]));
    }
}
