package com.allvideomodels.retention;

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
    private final Signer signer = TestStorage.signer(TestStorage.bucket("keys-of-log-tests"), masters);
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
            context.registerBean(Signer.class, () -> signer);
            context.registerBean(DestructionRows.class);
            context.registerBean(LogRows.class);
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

    /** As {@link Replay} does in the end: the database knows it again. */
    private void learn(LogEntry entry) {
        missed.add(entry);
        restored.transactions().executeWithoutResult(status -> {
            switch (entry) {
                case LogEntry.Destroyed one ->
                    restored.get(DestructionRows.class).record(destruction(one.item()), one.at());
                case LogEntry.Erased one -> restored.get(DestructionRows.class).erased(one.account(), one.at());
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
        log(database).write();

        assertThat(log(restored).catchUp(this::learn)).isEqualTo(2);
        assertThat(missed)
                .extracting(entry -> switch (entry) {
                    case LogEntry.Destroyed destroyed -> destroyed.item();
                    case LogEntry.Erased erased -> erased.account().value();
                })
                .containsExactly(one, other, gone.value());
        assertThat(log(restored).catchUp(this::learn)).isZero();
        assertThat(log(database).catchUp(this::learn)).isZero();
        assertThat(missed).hasSize(3);
    }

    @Test
    void aReplayThatBreaksOffIsBegunAgain() throws Exception {
        destroy(database);
        destroy(database);
        log(database).write();
        assertThatThrownBy(() -> log(restored).catchUp(entry -> {
                    if (missed.size() == 1) {
                        throw new IllegalStateException("a crash");
                    }
                    learn(entry);
                }))
                .hasMessage("a crash");
        log(restored).catchUp(this::learn);
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
        log(restored).catchUp(this::learn);
        assertThat(missed).hasSize(2);
        assertThat(((LogEntry.Destroyed) missed.getLast()).item()).isEqualTo(late[0]);
    }

    @Test
    void aBatchWhoseWriterWentAwayIsTakenAndNothingIsLost() throws Exception {
        UUID item = destroy(database);
        var head = database.get(LogRows.class).head();
        var batch = new LogBatch(
                1,
                head.hash(),
                new TestClock().instant(),
                database.get(LogRows.class).notLogged(10));
        records.create(LogBatch.key(1), batch.signed(signer));
        UUID next = destroy(database);
        log(database).write();
        log(restored).catchUp(this::learn);
        assertThat(missed)
                .extracting(entry -> ((LogEntry.Destroyed) entry).item())
                .containsExactly(item, next);
    }

    @Test
    void aDatabaseRestoredUnderARunningApplicationIsNotWrittenOver() throws Exception {
        destroy(database);
        log(database).write();
        destroy(restored);
        assertThatThrownBy(() -> log(restored).write()).hasMessageContaining("restored under a running application");
    }

    @Test
    void aLogThatIsNotWholeIsRefused() throws Exception {
        for (int i = 0; i < 3; i++) {
            destroy(database);
            log(database).write();
        }
        byte[] second = records.read(LogBatch.key(2)).orElseThrow();
        records.delete(List.of(LogBatch.key(2)));
        assertThatThrownBy(() -> log(restored).catchUp(this::learn))
                .isInstanceOf(LogBatch.Tampered.class)
                .hasMessageContaining("missing");
        byte[] changed = new String(second).replace("PERSON", "STAFF").getBytes();
        records.create(LogBatch.key(2), changed);
        assertThatThrownBy(() -> log(restored).catchUp(this::learn))
                .isInstanceOf(LogBatch.Tampered.class)
                .hasMessageContaining("changed");
        records.delete(List.of(LogBatch.key(3)));
        assertThatThrownBy(() -> log(database).catchUp(this::learn))
                .isInstanceOf(LogBatch.Tampered.class)
                .hasMessageContaining("not there");
    }

    @Test
    void aNewDatabaseOverAnOldLogIsToldApartFromOneThatIsBehind() throws Exception {
        assertThat(log(restored).isUnknownHere()).isFalse();
        log(database).begin();
        log(database).begin();
        destroy(database);
        log(database).write();
        assertThat(log(restored).isUnknownHere()).isTrue();
        assertThat(log(database).isUnknownHere()).isFalse();
        assertThat(database.get(LogRows.class).head().sequence()).isEqualTo(2);
    }
}
