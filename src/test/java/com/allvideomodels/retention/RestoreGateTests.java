package com.allvideomodels.retention;

import static com.allvideomodels.retention.LogHouse.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.allvideomodels.Clause;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.retention.LegalHolds.Order;
import com.allvideomodels.retention.LegalHolds.Scope;
import com.allvideomodels.storage.Bucket;
import com.allvideomodels.storage.TestStorage;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

/** A database that was restored serves nobody before it knows what has gone since. */
@Clause("security.backups")
class RestoreGateTests {

    private final Bucket records = TestStorage.bucket("records-" + UUID.randomUUID());
    private final Bucket keys = TestStorage.bucket("keys-of-gate-tests");
    private final AccountId ana = AccountId.fresh();
    private final AccountId ben = AccountId.fresh();
    private LogHouse served;
    private LogHouse restored;

    @BeforeEach
    void open() {
        served = new LogHouse(records, keys);
        restored = new LogHouse(records, keys);
        assertThat(served.opened().isOpen()).isTrue();
    }

    @AfterEach
    void close() {
        served.close();
        restored.close();
    }

    @Test
    void everythingThatWentSinceTheBackupHasGoneAgainWhenItOpens() throws Exception {
        UUID kept = served.thing(ana);
        UUID deleted = served.thing(ana);
        served.thing(ben);
        restored.becomeBackupOf(served);
        restored.aged(served.clock.instant().minus(Duration.ofDays(31)));
        served.destroy(deleted);
        UUID later = served.thing(ana);
        served.destroy(later);
        served.erase(ben);
        UUID withdrawn = UUID.randomUUID();
        served.withdraw(withdrawn);
        served.writeLog();

        assertThat(restored.opened().isOpen()).isTrue();

        assertThat(restored.things()).containsExactly(kept);
        assertThat(restored.get(DestructionRows.class).isErased(ben)).isTrue();
        assertThat(restored.count("erasure")).isZero();
        assertThat(restored.count("destruction"))
                .as("made and destroyed after the backup, too")
                .isEqualTo(2);
        assertThat(restored.module.withdrawn).containsExactly(withdrawn);
        assertThat(restored.count("aged")).as("due by the clock").isZero();
        assertThat(restored.module.restores).isOne();
    }

    @Test
    void aRestoreIsSettledOnceAndAPlainStartIsNoRestore() throws Exception {
        restored.becomeBackupOf(served);
        served.get(DestructionLog.class).beat();
        restored.opened();
        restored.opened();
        assertThat(restored.module.restores).isOne();
        restored.clock.advance(Duration.ofDays(300));
        restored.opened();
        assertThat(restored.module.restores).as("it was only switched off").isOne();
        assertThat(served.module.restores).isZero();
    }

    /** It has counted as far as what was served last; that it misses something gives it away. */
    @Test
    void aBackupOfTheLastSecondsIsARestoreToo() throws Exception {
        UUID thing = served.thing(ana);
        restored.becomeBackupOf(served);
        served.destroy(thing);
        var batch = new LogBatch(
                2,
                served.get(LogRows.class).state().hash(),
                served.clock.instant(),
                served.get(LogRows.class).notLogged(10));
        records.create(LogBatch.key(2), batch.signed(served.get(com.allvideomodels.storage.Signer.class)));
        restored.opened();
        assertThat(restored.things()).isEmpty();
        assertThat(restored.module.restores).isOne();
    }

    @Test
    void anythingThatEndsTheWorkKeepsItClosed() throws Exception {
        UUID thing = served.thing(ana);
        restored.becomeBackupOf(served);
        served.destroy(thing);
        served.writeLog();
        restored.module.beforeDestroying = () -> {
            throw new AssertionError("an error and no exception");
        };
        RestoreGate gate = restored.gate(SETTINGS);
        assertThatThrownBy(gate::start).isInstanceOf(IllegalStateException.class);
        assertThat(gate.isOpen()).isFalse();
    }

    @Test
    void aCrashInTheMiddleIsFinishedByTheNextStartAndNothingIsDoneTwice() throws Exception {
        UUID one = served.thing(ana);
        UUID other = served.thing(ana);
        restored.becomeBackupOf(served);
        served.destroy(one);
        served.destroy(other);
        served.writeLog();
        restored.module.beforeDestroying = () -> {
            if (restored.count("destruction") == 1) {
                throw new IllegalStateException("a crash");
            }
        };
        RestoreGate gate = restored.gate(SETTINGS);
        assertThatThrownBy(gate::start).hasMessage("a crash");
        assertThat(gate.isOpen()).isFalse();
        assertThat(restored.things()).containsExactly(other);

        restored.module.beforeDestroying = () -> {};
        restored.opened();
        assertThat(restored.things()).isEmpty();
        assertThat(restored.count("destruction")).isEqualTo(2);
        assertThat(restored.module.restores).isOne();
    }

    @Test
    void anErasureThatFailsIsTriedAgainAndNobodyIsServedMeanwhile() throws Exception {
        served.thing(ben);
        restored.becomeBackupOf(served);
        served.erase(ben);
        served.writeLog();
        RestoreGate gate = restored.gate(SETTINGS);
        var seen = new java.util.ArrayList<String>();
        restored.module.beforeErasing = () -> {
            seen.add(gate.isOpen() + " " + gate.health().getStatus());
            // In the first round, and in the second, when the account counts as erased already.
            if (seen.size() == 1 || seen.size() == 3) {
                throw new IllegalStateException("not now");
            }
        };
        gate.start();
        assertThat(seen).hasSizeGreaterThanOrEqualTo(4).containsOnly("false " + Status.DOWN);
        assertThat(gate.isOpen()).isTrue();
        assertThat(gate.health().getStatus()).isEqualTo(Status.UP);
        assertThat(restored.things()).isEmpty();
        assertThat(restored.get(DestructionRows.class).isErased(ben)).isTrue();
        assertThat(restored.count("erasure")).isZero();
    }

    @Test
    void anOrderThatWasNotCarriedOutYetIsNotForgotten() throws Exception {
        served.thing(ben);
        restored.becomeBackupOf(served);
        served.database
                .transactions()
                .executeWithoutResult(
                        status -> served.get(ErasureRows.class).order(ben, Cause.ERASURE, served.clock.instant()));
        served.writeLog();
        restored.opened();
        assertThat(restored.get(DestructionRows.class).isErased(ben)).isTrue();
        assertThat(restored.things()).isEmpty();
        restored.writeLog();
        assertThat(restored.count("repetition"))
                .as("that he was erased says it all")
                .isZero();
    }

    /** Its hold was released after the backup, and is in force again. */
    @Test
    @Clause("hold.exceptions")
    void whatIsHeldInTheBackupIsNotSaidToBeDestroyed() throws Exception {
        UUID thing = served.thing(ana);
        restored.becomeBackupOf(served);
        restored.get(HoldRows.class)
                .place(new Order(
                        Scope.ITEM,
                        "output",
                        thing,
                        "a dispute",
                        "law",
                        AccountId.fresh(),
                        LocalDate.of(2099, 1, 1),
                        null));
        served.destroy(thing);
        served.writeLog();
        restored.opened();
        assertThat(restored.things()).containsExactly(thing);
        assertThat(restored.count("destruction")).isZero();
    }

    @Test
    void aBackupThatIsTooOldIsRefusedAndOneThatIsNotIsServed() throws Exception {
        restored.becomeBackupOf(served);
        served.clock.advance(Duration.ofDays(34));
        served.get(DestructionLog.class).beat();
        restored.opened();
        restored.becomeBackupOf(served);
        restored.module.restores = 0;
        served.clock.advance(Duration.ofDays(36));
        served.get(DestructionLog.class).beat();
        served.get(DestructionLog.class).beat();
        refused(restored, SETTINGS, "36 days older", "longest-backup (35 days)");
    }

    @Test
    void aNewDatabaseOverAnOldRecordIsRefusedUnlessItIsMeant() throws Exception {
        served.destroy(served.thing(ana));
        served.erase(ben);
        served.writeLog();
        refused(restored, SETTINGS, "knows nothing of the log", "onto-empty=true");
        restored.gate(new RestoreSettings(true, Duration.ofDays(35), Duration.ofMillis(5)))
                .start();
        assertThat(restored.get(DestructionRows.class).isErased(ben)).isTrue();
        assertThat(restored.count("destruction")).isOne();
        assertThat(restored.opened().isOpen()).as("known from then on").isTrue();
    }

    @Test
    void anotherRecordBucketIsNoEmptyOne() {
        try (var other = new LogHouse(TestStorage.bucket("records-" + UUID.randomUUID()), keys)) {
            other.becomeBackupOf(served);
            refused(other, SETTINGS, "log/", "is not there");
        }
    }

    @Test
    void aLogThatWasTamperedWithIsRefused() throws Exception {
        restored.becomeBackupOf(served);
        for (int i = 0; i < 3; i++) {
            served.destroy(served.thing(ana));
            served.writeLog();
        }
        byte[] last = records.read(LogBatch.key(4)).orElseThrow();
        records.delete(List.of(LogBatch.key(4)));
        refused(restored, SETTINGS, "cut off");
        records.create(LogBatch.key(4), last);
        records.delete(List.of(LogBatch.key(3)));
        refused(restored, SETTINGS, "batch 3 is not there");
    }

    @Test
    void aDatabaseThatIsExchangedUnderARunningNodeIsNotServedAnyMore() throws Exception {
        RestoreGate gate = served.opened();
        var job = new LogJobs().writeLog(served.get(DestructionLog.class), gate);
        assertThat(served.later.isRunning()).isTrue();
        served.sql().sql("update destruction_log set beat = beat - 1").update();
        job.work().run();
        assertThat(served.later.isRunning()).as("jobs and workers").isFalse();
        assertThat(gate.isOpen()).isFalse();
        assertThat(gate.health().getDetails().get("restore").toString()).contains("Stop every node");
    }

    @Test
    void oldBatchesGoTheRestStaysWholeAndABackupFromBeforeIsTooOld() throws Exception {
        restored.becomeBackupOf(served);
        served.destroy(served.thing(ana));
        served.writeLog();
        served.clock.advance(Duration.ofDays(300));
        served.destroy(served.thing(ana));
        served.writeLog();
        served.clock.advance(Duration.ofDays(100));

        assertThat(served.get(LogEnding.class).endOld()).isEqualTo(2);
        assertThat(served.get(LogEnding.class).endOld()).isZero();
        assertThat(records.list(LogBatch.PREFIX)).containsExactly(LogBatch.key(3));
        assertThat(served.opened().isOpen()).isTrue();
        refused(
                restored,
                new RestoreSettings(false, Duration.ofDays(1000), Duration.ofMillis(5)),
                "older than the log of destructions");

        served.clock.advance(Duration.ofDays(400));
        served.get(LogEnding.class).endOld();
        assertThat(records.list(LogBatch.PREFIX)).as("one is always there").containsExactly(LogBatch.key(4));
        assertThat(served.opened().isOpen()).isTrue();
    }

    @Test
    void noNumberOfAReceiptIsGivenTwice() throws Exception {
        restored.becomeBackupOf(served);
        served.sql()
                .sql("update receipt_head set number = 7, hash = repeat('b', 64)")
                .update();
        served.get(DestructionLog.class).beat();
        restored.opened();
        assertThat(restored.sql()
                        .sql("select number || hash from receipt_head")
                        .query(String.class)
                        .single())
                .isEqualTo("7" + "b".repeat(64));
    }

    private static void refused(LogHouse house, RestoreSettings settings, String... why) {
        RestoreGate gate = house.gate(settings);
        assertThatThrownBy(gate::start).hasMessageContainingAll(why);
        assertThat(gate.isOpen()).isFalse();
        assertThat(gate.health().getStatus()).isEqualTo(Status.DOWN);
        assertThat(house.module.restores).isZero();
    }
}
