package com.allvideomodels.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.allvideomodels.Clause;
import com.allvideomodels.ProductTest;
import com.allvideomodels.TestClock;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.media.FaultyStore.Fault;
import com.allvideomodels.retention.Cause;
import com.allvideomodels.storage.Bucket;
import com.allvideomodels.storage.TestStorage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** What goes wrong elsewhere between a row and its bytes; {@code docs/proof.md} lists each case with its test. */
@ProductTest
@Clause("erase.secure")
class FailureCasesTests {

    private static final Duration LEASE = Duration.ofMinutes(10);

    @Autowired
    EncryptedVault vault;

    @Autowired
    DeletionRows deletions;

    @Autowired
    MediaRows rows;

    @Autowired
    Abandonment abandonment;

    @Autowired
    MediaSettings settings;

    @Autowired
    Shredding shredding;

    @Autowired
    S3Client s3;

    @Autowired
    JdbcClient sql;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    TestClock clock;

    private final AccountId owner = new AccountId(UUID.randomUUID());
    private final FaultyStore store = new FaultyStore("media");

    @AfterEach
    void putEverythingBack() {
        clock.reset();
        store.close();
    }

    @Test
    void aCrashAfterTheCommitAndBeforeTheDeletionIsMadeUpForByAnotherNode() throws IOException {
        Stored output = shredded();
        deletions.claim(clock.instant(), LEASE, 1000);
        deleteBytes();
        assertThat(isThere(output)).as("the dead node's lease holds").isTrue();
        clock.advance(LEASE);
        deleteBytes();
        assertThat(isThere(output)).isFalse();
        assertThat(isConfirmed(output)).isTrue();
    }

    @Test
    void aCrashAfterTheDeletionAndBeforeItsCommitIsFinishedByTheNextRun() throws IOException {
        Stored output = shredded();
        deletions.claim(clock.instant(), LEASE, 1000);
        store.delete(List.of(objectKey(output)));
        assertThat(isConfirmed(output)).isFalse();
        clock.advance(LEASE);
        deleteBytes();
        assertThat(isConfirmed(output)).as("what is absent is done").isTrue();
    }

    @Test
    void aStoreThatIsAwayForHoursIsAskedCalmlyAndNobodyReadsWhatItStillHas() throws IOException {
        List<Stored> some = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            some.add(shredded());
        }
        store.fault = Fault.UNAVAILABLE;
        int before = store.asked();
        for (int minute = 0; minute < 240; minute++) {
            clock.advance(Duration.ofMinutes(1));
            deleteBytes();
        }
        assertThat(store.asked() - before)
                .as("each of the four workers asks once a minute at most, however much waits")
                .isBetween(240, 4 * 240);
        for (Stored one : some) {
            assertThatThrownBy(() -> vault.open(one).close()).isInstanceOf(MediaVault.Gone.class);
            assertThat(count(
                            "media_object where id = ? and wrapped_key is null",
                            one.id().value()))
                    .as("its key is dead")
                    .isEqualTo(1);
        }
        store.fault = Fault.NONE;
        clock.advance(Duration.ofMinutes(1));
        deleteBytes();
        assertThat(some).noneMatch(this::isThere).allMatch(this::isConfirmed);
    }

    @Test
    void nothingIsSaidToBeGoneWhileAPartOfItIsThere() throws IOException {
        Stored output = keep();
        Stored poster = vault.keepMadeOf(output, MediaClass.POSTER, "image/jpeg", bytes(), 50);
        String stubborn = objectKey(poster);
        vault.shred(owner, output.id(), Cause.PERSON);
        store.poison = stubborn::equals;
        store.fault = Fault.PARTIAL;
        deleteBytes();
        assertThat(isThere(output)).isFalse();
        assertThat(isConfirmed(output)).as("its poster is still there").isFalse();
        store.fault = Fault.NONE;
        clock.advance(Duration.ofHours(1));
        deleteBytes();
        assertThat(isConfirmed(output)).isTrue();
    }

    @Test
    void unfinishedUploadsInPartsEndAfterADayWhoeverBeganThem() throws IOException {
        String name = "parts-" + UUID.randomUUID();
        Bucket bucket = TestStorage.bucket(name);
        String key = "output/2026-11-26/" + UUID.randomUUID();
        String upload =
                s3.createMultipartUpload(create -> create.bucket(name).key(key)).uploadId();
        s3.uploadPart(
                part -> part.bucket(name).key(key).uploadId(upload).partNumber(1),
                RequestBody.fromBytes(new byte[5 * 1024 * 1024]));
        var upkeep = new MediaUpkeep(rows, abandonment, bucket, settings);
        Instant begun = Instant.now();
        upkeep.endMultiparts(begun.plus(Duration.ofHours(23)));
        assertThat(bucket.unfinished(begun.plus(Duration.ofDays(2)))).hasSize(1);
        upkeep.endMultiparts(begun.plus(Duration.ofHours(24)).plusSeconds(60));
        assertThat(bucket.unfinished(begun.plus(Duration.ofDays(2)))).isEmpty();
        upkeep.endMultiparts(begun.plus(Duration.ofHours(25)));
    }

    @Test
    void aStoreThatRefusesToEndPartsIsAskedAgainAndStopsNothing() {
        var nobody = TestStorage.client(java.net.URI.create("http://127.0.0.1:9"), "a", "s", real -> real);
        new MediaUpkeep(rows, abandonment, new Bucket(nobody, "media"), settings).endMultiparts(clock.instant());
        nobody.close();
    }

    /** Two at once: that a poster's bytes are gone is just being written down while its video is destroyed. */
    @Test
    void bytesThatAreJustBeingConfirmedAreNotNamedAsLeftForGood() throws Exception {
        Stored output = keep();
        Stored poster = vault.keepMadeOf(output, MediaClass.POSTER, "image/jpeg", bytes(), 50);
        vault.shred(owner, poster.id(), Cause.PERSON);
        List<DeletionRows.Deletion> gone = deletions.claim(clock.instant(), LEASE, 1000);
        var written = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        try (var both = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> confirmation = both.submit(() -> {
                transactions.executeWithoutResult(status -> {
                    deletions.gone(gone, clock.instant());
                    written.countDown();
                    await(goOn);
                });
            });
            await(written);
            Future<?> destruction = both.submit(() -> vault.shred(owner, output.id(), Cause.PERSON));
            Awaitility.await().until(() -> destruction.isDone() || someoneWaitsForALock());
            goOn.countDown();
            confirmation.get();
            destruction.get();
        }
        deleteBytes();
        assertThat(isConfirmed(output)).isTrue();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean someoneWaitsForALock() {
        return count("pg_stat_activity where datname = current_database() and wait_event_type = ?", "Lock") > 0;
    }

    /** An import or a lagging copy of the database brings rows of a person back who was erased: they open nothing, and nothing new comes. */
    @Test
    void rowsOfAnErasedPersonThatComeBackOpenNothing() throws IOException {
        Stored output = keep();
        var before = sql.sql("select wrapped_key, header, sha256 from media_object where id = ?")
                .param(output.id().value())
                .query()
                .singleRow();
        shredding.eraseOwner(owner, clock.instant());
        sql.sql(
                        "update media_object set shredded_at = null, wrapped_key = ?, header = ?, sha256 = ?, owner = ? where id = ?")
                .params(
                        before.get("wrapped_key"),
                        before.get("header"),
                        before.get("sha256"),
                        owner.value(),
                        output.id().value())
                .update();
        sql.sql("delete from media_deletion where media_id = ?")
                .param(output.id().value())
                .update();
        assertThatThrownBy(() -> vault.open(output).close()).isInstanceOf(MediaVault.Gone.class);
        assertThatThrownBy(this::keep).isInstanceOf(MediaVault.Gone.class);
        assertThat(shredding.eraseOwner(owner, clock.instant()))
                .as("and they go again")
                .isTrue();
        assertThat(count(
                        "media_object where id = ? and shredded_at is null",
                        output.id().value()))
                .isZero();
    }

    private Stored shredded() throws IOException {
        Stored output = keep();
        vault.shred(owner, output.id(), Cause.PERSON);
        return output;
    }

    private Stored keep() throws IOException {
        return vault.keep(owner, MediaClass.OUTPUT, "video/mp4", clock.instant().plus(Duration.ofDays(7)), bytes(), 50);
    }

    private static ByteArrayInputStream bytes() {
        return new ByteArrayInputStream(new byte[50]);
    }

    private void deleteBytes() {
        new ByteDeletion(deletions, store.bucket).deleteDue(clock.instant());
    }

    private boolean isThere(Stored stored) {
        try {
            return !store.bucket.present(List.of(objectKey(stored))).isEmpty();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private boolean isConfirmed(Stored stored) {
        return count(
                        "destruction where item = ? and bytes_gone_at is not null",
                        stored.id().value())
                == 1;
    }

    private int count(String from, Object parameter) {
        return sql.sql("select count(*) from " + from)
                .param(parameter)
                .query(Integer.class)
                .single();
    }

    private String objectKey(Stored stored) {
        return sql.sql("select object_key from media_object where id = ?")
                .param(stored.id().value())
                .query(String.class)
                .single();
    }
}
