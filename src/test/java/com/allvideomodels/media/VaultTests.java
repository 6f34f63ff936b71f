package com.allvideomodels.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.allvideomodels.Clause;
import com.allvideomodels.ProductTest;
import com.allvideomodels.TestClock;
import com.allvideomodels.TestInfrastructure;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.retention.Cause;
import com.allvideomodels.storage.Bucket;
import com.allvideomodels.storage.TestStorage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

@ProductTest
class VaultTests {

    @Autowired
    EncryptedVault vault;

    @Autowired
    MediaRows rows;

    @Autowired
    MediaUpkeep upkeep;

    @Autowired
    ByteDeletion deletion;

    @Autowired
    DeletionRows deletions;

    @Autowired
    Shredding shredding;

    @Autowired
    DataKeys dataKeys;

    @Autowired
    Bucket keyBucket;

    @Autowired
    S3Client s3;

    @Autowired
    JdbcClient sql;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    TestClock clock;

    private final AccountId owner = new AccountId(UUID.randomUUID());
    private final Random random = new Random(40);

    @AfterEach
    void putTheClockBack() {
        clock.reset();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_479, 65_480, 65_481, 131_000, 131_001, 300_000, 5_242_880, 11_000_000})
    void givesBackWhatItKept(int size) throws IOException {
        byte[] bytes = bytes(size);
        Stored stored = keep(bytes);
        assertThat(stored.size()).isEqualTo(size);
        assertThat(vault.find(owner, stored.id())).contains(stored);
        try (InputStream opened = vault.open(stored)) {
            assertThat(opened.readAllBytes()).isEqualTo(bytes);
        }
        long sealed = s3.headObject(head -> head.bucket("media").key(objectKey(stored)))
                .contentLength();
        assertThat(new Segments(size).sealedSize()).isEqualTo(sealed);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 65_480, 65_481, 131_000, 400_000})
    void aRangeIsASliceOfTheWhole(int size) throws IOException {
        byte[] bytes = bytes(size);
        Stored stored = keep(bytes);
        assertSlice(stored, bytes, 0, 1);
        assertSlice(stored, bytes, size - 1, 1);
        assertSlice(stored, bytes, size, 0);
        assertSlice(stored, bytes, 0, size);
        for (int run = 0; run < 25; run++) {
            int offset = random.nextInt(size);
            assertSlice(stored, bytes, offset, random.nextInt(size - offset + 1));
        }
    }

    @Test
    void refusesARangeThatIsNotThere() throws IOException {
        Stored stored = keep(bytes(10));
        assertThatThrownBy(() -> vault.open(stored, 0, 11)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> vault.open(stored, 11, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> vault.open(stored, 1, Long.MAX_VALUE)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void oneRangeIsOneRequestForTheSegmentsThatHoldIt() throws IOException {
        Stored stored = keep(bytes(1_000_000));
        var counted = new CountedStore(TestInfrastructure.store());
        var reader = new EncryptedVault(rows, counted.mediaBucket, dataKeys, shredding, clock);
        try (InputStream opened = reader.open(stored, 70_000, 300_000)) {
            assertThat(opened.readAllBytes()).hasSize(300_000);
        }
        assertThat(counted.requests).containsExactly("GET bytes=65536-393215");
    }

    @Test
    @Clause({"security.at-rest", "share.storage"})
    void nothingOfTheOriginalIsInTheStoreNorAKeyThatOpensItInTheDatabase() throws Exception {
        byte[] secret = "A sentence that nobody should find. ".repeat(4_000).getBytes(StandardCharsets.UTF_8);
        Stored stored = keep(secret);
        String sealed = new String(sealedBytes(stored), StandardCharsets.ISO_8859_1);
        assertThat(sealed).doesNotContain("sentence").doesNotContain("nobody");
        SealedObject row = rows.sealed(owner, stored.id(), clock.instant()).orElseThrow();
        byte[] dataKey = dataKeys.unwrap(row);
        assertThat(dataKey).hasSize(32);
        assertThat(indexOf(row.wrappedKey(), dataKey)).isNegative();
        assertThat(objectKey(stored)).doesNotContain(owner.toString()).startsWith("upload/");
    }

    @Test
    void anyFlippedBitIsNoticed() throws IOException {
        Stored stored = keep(bytes(200_000));
        byte[] sealed = sealedBytes(stored);
        for (int at : new int[] {40, 41, 30_000, 65_535, 65_536, 131_071, 131_072, sealed.length - 1}) {
            byte[] changed = sealed.clone();
            changed[at] ^= 1;
            replace(stored, changed);
            assertThatThrownBy(() -> readAll(stored)).isInstanceOf(IOException.class);
        }
        replace(stored, sealed);
        assertThat(readAll(stored)).hasSize(200_000);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 39, 40, 56, 65_535, 65_536, 65_537, 131_072, 199_999})
    void aTruncatedObjectFailsAtOnceAndNeverPretendsToBeWhole(int left) throws IOException {
        Stored stored = keep(bytes(200_000));
        replace(stored, Arrays.copyOf(sealedBytes(stored), left));
        assertThatThrownBy(() -> readAll(stored)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> vault.open(stored, 199_999, 1).readAllBytes()).isInstanceOf(IOException.class);
    }

    @Test
    void swappedSegmentsAreNoticed() throws IOException {
        Stored stored = keep(bytes(300_000));
        byte[] sealed = sealedBytes(stored);
        byte[] swapped = sealed.clone();
        System.arraycopy(sealed, 65_536, swapped, 131_072, 65_536);
        System.arraycopy(sealed, 131_072, swapped, 65_536, 65_536);
        replace(stored, swapped);
        assertThatThrownBy(() -> readAll(stored)).isInstanceOf(IOException.class);
    }

    @Test
    void bytesOfOneObjectDoNotOpenUnderTheRowOfAnother() throws IOException {
        Stored one = keep(bytes(1_000));
        Stored other = keep(bytes(1_000));
        sql.sql("""
                update media_object set wrapped_key = source.wrapped_key, header = source.header
                from (select * from media_object where id = ?) source where media_object.id = ?
                """).params(one.id().value(), other.id().value()).update();
        replace(other, sealedBytes(one));
        assertThatThrownBy(() -> readAll(other)).isInstanceOf(IOException.class);
        assertThat(readAll(one)).hasSize(1_000);
    }

    @Test
    void aMovedDeadlineDoesNotOpen() throws IOException {
        Stored stored = keep(bytes(1_000));
        sql.sql("update media_object set deadline = deadline + interval '1 minute' where id = ?")
                .param(stored.id().value())
                .update();
        assertThatThrownBy(() -> readAll(stored)).isInstanceOf(IOException.class);
    }

    @Test
    @Clause({"retain.input", "retain.output"})
    void refusesFromTheDeadlineOnThoughNothingHasSweptYet() throws IOException {
        Instant deadline = clock.instant().plus(Duration.ofDays(7));
        Stored output = vault.keep(owner, MediaClass.OUTPUT, "video/mp4", deadline, stream(bytes(100)), 100);
        assertThat(output.deadline()).isEqualTo(deadline.truncatedTo(ChronoUnit.MICROS));
        clock.advance(Duration.between(clock.instant(), deadline).minusSeconds(5));
        assertThat(readAll(output)).hasSize(100);
        clock.advance(Duration.ofSeconds(5));
        assertThat(vault.find(owner, output.id())).isEmpty();
        assertThatThrownBy(() -> vault.open(output)).isInstanceOf(MediaVault.Gone.class);
    }

    @Test
    @Clause({"retain.input", "retain.output"})
    void stopsInTheMiddleOfAReadAtTheDeadline() throws IOException {
        Stored stored = keep(bytes(1_000_000));
        try (InputStream slow = vault.open(stored)) {
            assertThat(slow.readNBytes(1_000)).hasSize(1_000);
            clock.advance(Duration.ofDays(31));
            assertThatThrownBy(slow::readAllBytes).isInstanceOf(MediaVault.Gone.class);
        }
    }

    @Test
    void aStrangerFindsNothing() throws IOException {
        Stored stored = keep(bytes(10));
        var stranger = new AccountId(UUID.randomUUID());
        assertThat(vault.find(stranger, stored.id())).isEmpty();
        vault.shred(stranger, stored.id(), Cause.PERSON);
        assertThat(readAll(stored)).hasSize(10);
    }

    @Test
    void moreThanTheLimitLeavesNothing() {
        assertThatThrownBy(() ->
                        vault.keep(owner, MediaClass.UPLOAD, "image/png", soon(), stream(bytes(6_000_000)), 5_900_000))
                .isInstanceOf(MediaVault.TooLarge.class);
        assertThat(objectsOf(owner)).isZero();
    }

    @Test
    void aStreamThatBreaksLeavesNothing() {
        var broken = new InputStream() {
            int given;

            @Override
            public int read() throws IOException {
                if (given++ > 11_000_000) {
                    throw new IOException("the line broke");
                }
                return 7;
            }
        };
        assertThatThrownBy(() -> vault.keep(owner, MediaClass.UPLOAD, "image/png", soon(), broken, Long.MAX_VALUE))
                .hasMessage("the line broke");
        assertThat(objectsOf(owner)).isZero();
        assertThat(s3.listMultipartUploads(list -> list.bucket("media")).uploads())
                .isEmpty();
    }

    @Test
    void whoReadsToTheEndKeepsNoConnectionOfTheStore() throws IOException {
        // A client of five connections.
        var narrow = new EncryptedVault(rows, TestStorage.bucket("media"), dataKeys, shredding, clock);
        Stored stored = keep(bytes(100_000));
        for (int reader = 0; reader < 7; reader++) {
            assertThat(narrow.open(stored).readAllBytes()).hasSize(100_000);
        }
    }

    @Test
    @Clause("erase.secure")
    void shreddingEndsTheKeyAtOnceAndTheBytesSoonAfter() throws IOException {
        Stored stored = keep(bytes(1_000));
        Stored poster = vault.keepMadeOf(stored, MediaClass.POSTER, "image/jpeg", stream(bytes(50)), 100);
        String objectKey = objectKey(stored);
        transaction.executeWithoutResult(status -> vault.shred(owner, stored.id(), Cause.PERSON));
        vault.shred(owner, stored.id(), Cause.PERSON);

        assertThat(vault.find(owner, stored.id())).isEmpty();
        assertThat(vault.find(owner, poster.id())).isEmpty();
        assertThatThrownBy(() -> vault.open(stored)).isInstanceOf(MediaVault.Gone.class);
        Map<String, Object> row = sql.sql("select * from media_object where id = ?")
                .param(stored.id().value())
                .query()
                .singleRow();
        assertThat(row.get("wrapped_key")).isNull();
        assertThat(row.get("header")).isNull();
        assertThat(row.get("sha256")).isNull();

        deletion.deleteDue(clock.instant());
        assertThatThrownBy(() -> s3.headObject(head -> head.bucket("media").key(objectKey)))
                .isInstanceOf(NoSuchKeyException.class);
        assertThat(sql.sql("select count(*) from media_object where owner = ? and bytes_deleted_at is not null")
                        .param(owner.value())
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
        assertThat(sql.sql("select count(*) from media_deletion where media_id = ?")
                        .param(stored.id().value())
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void aShredThatIsRolledBackDestroysNothing() throws IOException {
        Stored stored = keep(bytes(1_000));
        transaction.executeWithoutResult(status -> {
            vault.shred(owner, stored.id(), Cause.PERSON);
            status.setRollbackOnly();
        });
        deletion.deleteDue(clock.instant());
        assertThat(readAll(stored)).hasSize(1_000);
    }

    @Test
    void bytesThatTheStoreDoesNotDeleteAreAskedForAgain() throws IOException {
        Stored stored = keep(bytes(10));
        vault.shred(owner, stored.id(), Cause.PERSON);
        try (var store = new MockWebServer()) {
            store.enqueue(new MockResponse.Builder().code(501).build());
            store.enqueue(new MockResponse.Builder()
                    .body("<DeleteResult><Error><Key>%s</Key><Code>InternalError</Code></Error></DeleteResult>"
                            .formatted(objectKey(stored)))
                    .build());
            store.start();
            var unwilling = new Bucket(at(store), "media");
            assertThat(new ByteDeletion(deletions, unwilling).deleteDue(clock.instant()))
                    .isZero();
        }
        assertThat(sql.sql("select last_error from media_deletion where media_id = ?")
                        .param(stored.id().value())
                        .query(String.class)
                        .single())
                .isEqualTo("InternalError");
        deletion.deleteDue(clock.instant());
        assertThat(deletionsOf(stored)).isOne();
        deletion.deleteDue(clock.instant().plus(Duration.ofHours(2)));
        assertThat(deletionsOf(stored)).isZero();
    }

    @Test
    void asksTheStoreForNothingThatR2Refuses() throws Exception {
        try (var store = new MockWebServer()) {
            store.enqueue(new MockResponse.Builder().build());
            store.start();
            var bucket = new Bucket(at(store), "media");
            var upload = bucket.upload("output/key");
            upload.write(bytes(100_000));
            upload.complete();
            var request = store.takeRequest();
            assertThat(request.getUrl().encodedPath()).isEqualTo("/media/output/key");
            assertThat(request.getHeaders().names())
                    .noneMatch(name -> name.startsWith("x-amz-checksum") || name.startsWith("x-amz-sdk-checksum"))
                    .noneMatch(name -> name.startsWith("x-amz-server-side") || name.startsWith("x-amz-trailer"));
            assertThat(request.getHeaders().get("Content-Encoding")).isNull();
            assertThat(request.getHeaders().get("x-amz-content-sha256")).matches("[0-9a-f]{64}");
            assertThat(request.getBodySize()).isEqualTo(100_000);
        }
    }

    private static S3Client at(MockWebServer store) {
        return TestStorage.client(store.url("/").uri(), "access", "secret");
    }

    private int deletionsOf(Stored stored) {
        return sql.sql("select count(*) from media_deletion where media_id = ?")
                .param(stored.id().value())
                .query(Integer.class)
                .single();
    }

    @Test
    void nothingCanBeMadeOfWhatIsShreddedMeanwhile() throws IOException {
        Stored stored = keep(bytes(10));
        vault.shred(owner, stored.id(), Cause.PERSON);
        assertThatThrownBy(() -> vault.keepMadeOf(stored, MediaClass.POSTER, "image/jpeg", stream(bytes(5)), 5))
                .isInstanceOf(IOException.class);
    }

    @Test
    void whatACrashLeftOnItsWayIsRemoved() {
        var seal = new Seal(1, MediaId.fresh(), owner, MediaClass.UPLOAD, soon());
        String objectKey = "upload/left/" + UUID.randomUUID();
        rows.arriving(seal, "image/png", objectKey, null, clock.instant());
        String uploadId = s3.createMultipartUpload(
                        create -> create.bucket("media").key(objectKey))
                .uploadId();
        rows.inParts(seal.id(), uploadId);
        upkeep.abandonStale(clock.instant());
        assertThat(objectsOf(owner)).isOne();
        upkeep.abandonStale(clock.instant().plus(Duration.ofHours(7)));
        assertThat(objectsOf(owner)).isZero();
        assertThat(s3.listMultipartUploads(list -> list.bucket("media")).uploads())
                .noneMatch(upload -> upload.uploadId().equals(uploadId));
    }

    @Test
    void anOutputThatNobodyTookIsDestroyedWithAllThatWasMadeOfIt() throws IOException {
        Stored orphan = output();
        Stored poster = vault.keepMadeOf(orphan, MediaClass.POSTER, "image/jpeg", stream(bytes(5)), 5);
        upkeep.abandonStale(clock.instant().plus(Duration.ofHours(5)));
        assertThat(vault.find(owner, orphan.id())).as("within its time").isPresent();
        upkeep.abandonStale(clock.instant().plus(Duration.ofHours(7)));
        assertThat(vault.find(owner, orphan.id())).isEmpty();
        assertThat(vault.find(owner, poster.id())).isEmpty();
        assertThat(deletionsOf(orphan)).isOne();
        assertThat(takes(orphan)).as("too late").isFalse();
    }

    @Test
    void anOutputThatWasTakenStays() throws IOException {
        Stored output = output();
        assertThat(takes(output)).isTrue();
        upkeep.abandonStale(clock.instant().plus(Duration.ofHours(7)));
        assertThat(vault.find(owner, output.id())).isPresent();
        assertThat(vault.take(new AccountId(UUID.randomUUID()), output.id())).isFalse();
    }

    @Test
    void anOutputThatIsBeingTakenIsLeftAlone() throws IOException {
        Stored output = output();
        try (var other = Executors.newSingleThreadExecutor()) {
            transaction.executeWithoutResult(status -> {
                assertThat(vault.take(owner, output.id())).isTrue();
                var tidying =
                        other.submit(() -> upkeep.abandonStale(clock.instant().plus(Duration.ofHours(7))));
                assertThat(tidying).succeedsWithin(Duration.ofSeconds(10));
            });
        }
        assertThat(vault.find(owner, output.id())).isPresent();
    }

    private Stored output() throws IOException {
        return vault.keep(owner, MediaClass.OUTPUT, "video/mp4", soon(), stream(bytes(100)), 100);
    }

    private boolean takes(Stored output) {
        return Boolean.TRUE.equals(transaction.execute(status -> vault.take(owner, output.id())));
    }

    @Test
    void bothKeysAreNeededAndEachDestroysOnlyItsOwn() throws IOException {
        var other = new AccountId(UUID.randomUUID());
        Instant far = clock.instant().plus(Duration.ofDays(400));
        Stored mine = vault.keep(owner, MediaClass.UPLOAD, "image/png", far, stream(bytes(10)), 10);
        Stored mineLater =
                vault.keep(owner, MediaClass.UPLOAD, "image/png", far.plus(Duration.ofDays(1)), stream(bytes(10)), 10);
        Stored theirs = vault.keep(other, MediaClass.UPLOAD, "image/png", far, stream(bytes(10)), 10);

        keyBucket.delete(java.util.List.of("subject/" + other.value()));
        clock.advance(Duration.ofMinutes(6));
        assertThatThrownBy(() -> readAll(theirs)).isInstanceOf(IOException.class);
        assertThat(readAll(mine)).hasSize(10);

        keyBucket.delete(java.util.List.of(new Seal(1, mine.id(), owner, mine.kind(), mine.deadline()).dayKey()));
        clock.advance(Duration.ofMinutes(6));
        assertThatThrownBy(() -> readAll(mine)).isInstanceOf(IOException.class);
        assertThat(readAll(mineLater)).hasSize(10);
    }

    @Test
    void neverTouchesTheStoreInsideATransaction() {
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    try {
                        keep(bytes(1));
                    } catch (IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                }))
                .isInstanceOf(IllegalStateException.class);
    }

    private Stored keep(byte[] bytes) throws IOException {
        return vault.keep(owner, MediaClass.UPLOAD, "image/png", soon(), stream(bytes), bytes.length);
    }

    private Instant soon() {
        return clock.instant().plus(Duration.ofDays(30));
    }

    private byte[] readAll(Stored stored) throws IOException {
        try (InputStream opened = vault.open(stored)) {
            return opened.readAllBytes();
        }
    }

    private void assertSlice(Stored stored, byte[] bytes, int offset, int length) throws IOException {
        try (InputStream opened = vault.open(stored, offset, length)) {
            assertThat(opened.readAllBytes()).isEqualTo(Arrays.copyOfRange(bytes, offset, offset + length));
        }
    }

    private byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        return bytes;
    }

    private static InputStream stream(byte[] bytes) {
        return new ByteArrayInputStream(bytes);
    }

    private String objectKey(Stored stored) {
        return sql.sql("select object_key from media_object where id = ?")
                .param(stored.id().value())
                .query(String.class)
                .single();
    }

    private byte[] sealedBytes(Stored stored) {
        return s3.getObjectAsBytes(get -> get.bucket("media").key(objectKey(stored)))
                .asByteArray();
    }

    private void replace(Stored stored, byte[] sealed) {
        s3.putObject(put -> put.bucket("media").key(objectKey(stored)), RequestBody.fromBytes(sealed));
    }

    private int objectsOf(AccountId account) {
        return sql.sql("select count(*) from media_object where owner = ?")
                .param(account.value())
                .query(Integer.class)
                .single();
    }

    private static int indexOf(byte[] whole, byte[] part) {
        return new String(whole, StandardCharsets.ISO_8859_1).indexOf(new String(part, StandardCharsets.ISO_8859_1));
    }
}
