package com.allvideomodels.retention;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.allvideomodels.Clause;
import com.allvideomodels.TestClock;
import com.allvideomodels.TestDatabase;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.storage.Bucket;
import com.allvideomodels.storage.MasterKeys;
import com.allvideomodels.storage.Signer;
import com.allvideomodels.storage.TestStorage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The list of destructions outside the database, and what a restored database reads in it. */
@Clause("security.backups")
class DestructionLogTests {

    private final Bucket records = TestStorage.bucket("records-" + UUID.randomUUID());
    private final MasterKeys masters = TestStorage.masterKeys();
    private final Bucket keys = TestStorage.bucket("keys-of-log-tests");
    private final Signer signer = TestStorage.signer(keys, masters);
    private final List<LogEntry> missed = new ArrayList<>();
    private TestDatabase database;
    private TestDatabase restored;

    @BeforeEach
    void open() {
        database = open(records);
        restored = open(records);
    }

    @AfterEach
    void close() {
        database.close();
        restored.close();
    }

    private TestDatabase open(Bucket bucket) {
        return TestDatabase.with(context -> {
            context.registerBean("recordBucket", Bucket.class, () -> bucket);
            context.registerBean("keyBucket", Bucket.class, () -> keys);
            context.registerBean(Signer.class, () -> signer);
            context.registerBean(DestructionRows.class);
            context.registerBean(RepetitionRows.class);
            context.registerBean(LogRows.class);
            context.registerBean(EndOfLog.class);
            context.registerBean(LogReading.class);
            context.registerBean(DestructionLog.class);
        });
    }

    private static UUID destroy(TestDatabase where) {
        UUID item = UUID.randomUUID();
        where.transactions()
                .executeWithoutResult(status -> where.get(DestructionRows.class)
                        .record(destruction(item), where.get(TestClock.class).instant()));
        return item;
    }

    private static Destruction destruction(UUID item) {
        return new Destruction(
                item, "output", AccountId.fresh(), new TestClock().instant(), Cause.PERSON, List.of("output/" + item));
    }

    private DestructionLog log(TestDatabase where) {
        return where.get(DestructionLog.class);
    }

    private LogReading reading(TestDatabase where) {
        return where.get(LogReading.class);
    }

    private static void note(TestDatabase where, UUID item, String detail) {
        where.transactions()
                .executeWithoutResult(status -> where.get(RepetitionRows.class)
                        .note(
                                "thing-withdrawn",
                                item,
                                detail,
                                where.get(TestClock.class).instant()));
    }

    /** As {@link Replay} does in the end: the database knows it again. */
    private void learn(LogEntry entry) {
        missed.add(entry);
        restored.transactions().executeWithoutResult(status -> {
            switch (entry) {
                case LogEntry.Destroyed one ->
                    restored.get(DestructionRows.class).record(destruction(one.item()), one.at());
                case LogEntry.Erased one -> restored.get(DestructionRows.class).erased(one.account(), one.at());
                case LogEntry.Repeated one ->
                    restored.get(RepetitionRows.class).note(one.kind(), one.item(), one.detail(), one.at());
            }
        });
    }

    @Test
    void aDatabaseThatIsBehindIsToldExactlyWhatItMissesAndOnlyOnce() throws Exception {
        UUID one = destroy(database);
        log(database).write();
        UUID other = destroy(database);
        AccountId gone = AccountId.fresh();
        database.transactions()
                .executeWithoutResult(
                        status -> database.get(DestructionRows.class).erased(gone, new TestClock().instant()));
        UUID withdrawn = UUID.randomUUID();
        note(database, withdrawn, "provider:luma");
        note(database, withdrawn, "");
        log(database).write();

        assertThat(reading(restored).catchUp(this::learn)).isEqualTo(2);
        assertThat(missed)
                .extracting(entry -> (Object)
                        switch (entry) {
                            case LogEntry.Destroyed destroyed -> destroyed.item();
                            case LogEntry.Erased erased -> erased.account().value();
                            case LogEntry.Repeated repeated -> repeated.item() + repeated.detail();
                        })
                .containsExactly(one, other, gone.value(), withdrawn + "provider:luma", withdrawn + "");
        assertThat(reading(restored).catchUp(this::learn)).isZero();
        assertThat(reading(database).catchUp(this::learn)).isZero();
        assertThat(missed).hasSize(5);
    }

    @Test
    void aReplayThatBreaksOffIsBegunAgain() throws Exception {
        destroy(database);
        destroy(database);
        log(database).write();
        assertThatThrownBy(() -> reading(restored).catchUp(entry -> {
                    if (missed.size() == 1) {
                        throw new IllegalStateException("a crash");
                    }
                    learn(entry);
                }))
                .hasMessage("a crash");
        reading(restored).catchUp(this::learn);
        assertThat(missed).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void whatCommitsLateIsNotPassedOver() throws Exception {
        UUID[] late = new UUID[1];
        database.transactions().executeWithoutResult(status -> {
            late[0] = UUID.randomUUID();
            database.get(DestructionRows.class).record(destruction(late[0]), new TestClock().instant());
            // Another one, with a later number, commits and is copied first.
            Thread other = Thread.ofVirtual().start(() -> {
                destroy(database);
                try {
                    log(database).write();
                } catch (java.io.IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            try {
                other.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        log(database).write();
        reading(restored).catchUp(this::learn);
        assertThat(missed).hasSize(2);
        assertThat(((LogEntry.Destroyed) missed.getLast()).item()).isEqualTo(late[0]);
    }

    @Test
    void onlyWhatIsCommittedIsCopiedAndNeverInsideATransaction() throws Exception {
        log(database).write();
        database.transactions().executeWithoutResult(status -> {
            database.get(DestructionRows.class).record(destruction(UUID.randomUUID()), new TestClock().instant());
            assertThatThrownBy(() -> log(database).write()).hasMessageContaining("never inside a transaction");
            status.setRollbackOnly();
        });
        log(database).write();
        assertThat(records.list(LogBatch.PREFIX)).isEmpty();
    }

    @Test
    void aBatchWhoseWriterWentAwayIsTakenAndNothingIsLost() throws Exception {
        UUID item = destroy(database);
        var head = database.get(LogRows.class).state();
        var batch = new LogBatch(
                1,
                head.hash(),
                new TestClock().instant(),
                database.get(LogRows.class).notLogged(10));
        records.create(LogBatch.key(1), batch.signed(signer));
        UUID next = destroy(database);
        log(database).write();
        reading(restored).catchUp(this::learn);
        assertThat(missed)
                .extracting(entry -> ((LogEntry.Destroyed) entry).item())
                .containsExactly(item, next);
    }

    @Test
    void aDatabaseRestoredUnderARunningApplicationIsNotWrittenOver() throws Exception {
        destroy(database);
        log(database).write();
        destroy(restored);
        assertThatThrownBy(() -> log(restored).write()).isInstanceOf(DestructionLog.Exchanged.class);
    }

    @Test
    void aLogThatIsNotWholeIsRefused() throws Exception {
        for (int i = 0; i < 3; i++) {
            destroy(database);
            log(database).write();
        }
        byte[] second = records.read(LogBatch.key(2)).orElseThrow();
        records.delete(List.of(LogBatch.key(2)));
        assertThatThrownBy(() -> reading(restored).catchUp(this::learn))
                .isInstanceOf(LogBatch.Tampered.class)
                .hasMessageContaining("missing");
        byte[] changed = new String(second).replace("PERSON", "STAFF").getBytes();
        records.create(LogBatch.key(2), changed);
        assertThatThrownBy(() -> reading(restored).catchUp(this::learn))
                .isInstanceOf(LogBatch.Tampered.class)
                .hasMessageContaining("changed");
        records.delete(List.of(LogBatch.key(3)));
        assertThatThrownBy(() -> reading(database).catchUp(this::learn))
                .isInstanceOf(LogBatch.Tampered.class)
                .hasMessageContaining("not there");
    }

    @Test
    void aLogWhoseEndWasCutOffIsRefusedHoweverWholeTheRestLooks() throws Exception {
        for (int i = 0; i < 3; i++) {
            destroy(database);
            log(database).write();
        }
        byte[] last = records.read(LogBatch.key(3)).orElseThrow();
        records.delete(List.of(LogBatch.key(3)));
        assertThatThrownBy(() -> reading(restored).catchUp(this::learn))
                .isInstanceOf(LogBatch.Tampered.class)
                .hasMessageContaining("cut off after batch 2");
        records.create(LogBatch.key(3), last);
        assertThat(reading(restored).catchUp(this::learn)).isOne();
    }

    @Test
    void whereTheLogEndsCannotBeSaidByAnyoneElse() throws Exception {
        destroy(database);
        log(database).write();
        EndOfLog end = database.get(EndOfLog.class);
        byte[] said = keys.read(end.key()).orElseThrow();
        keys.write(
                end.key(),
                new String(said, UTF_8).replace("sequence 1", "sequence 0").getBytes(UTF_8));
        assertThatThrownBy(() -> reading(restored).catchUp(this::learn))
                .isInstanceOf(LogBatch.Tampered.class)
                .hasMessageContaining("changed");
        keys.delete(List.of(end.key()));
        assertThatThrownBy(() -> reading(database).standing())
                .isInstanceOf(LogBatch.Tampered.class)
                .hasMessageContaining(end.key());
    }

    @Test
    void aNewDatabaseOverAnOldLogIsToldApartFromOneThatIsBehindAndFromOneThatWasOnlyOff() throws Exception {
        assertThat(reading(restored).standing()).isInstanceOf(LogReading.Standing.Current.class);
        log(database).begin();
        log(database).begin();
        log(database).beat();
        var known = database.get(LogRows.class).state();
        destroy(database);
        log(database).write();
        assertThat(reading(restored).standing()).isInstanceOf(LogReading.Standing.Unknown.class);
        database.get(TestClock.class).advance(Duration.ofDays(90));
        assertThat(reading(database).standing()).isInstanceOf(LogReading.Standing.Current.class);
        assertThat(database.get(LogRows.class).state().sequence()).isEqualTo(2);

        log(database).beat();
        database.sql()
                .sql("update destruction_log set beat = :beat, seen_at = :seen")
                .param("beat", known.beat())
                .param("seen", HoldRows.utc(java.util.Objects.requireNonNull(known.seenAt())))
                .update();
        assertThat(reading(database).standing())
                .isInstanceOfSatisfying(
                        LogReading.Standing.Behind.class,
                        behind -> assertThat(behind.by().toDays()).isEqualTo(90));
    }
}
