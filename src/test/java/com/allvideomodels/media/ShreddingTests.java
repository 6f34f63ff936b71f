package com.allvideomodels.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.allvideomodels.Clause;
import com.allvideomodels.ProductTest;
import com.allvideomodels.TestClock;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.retention.Cause;
import com.allvideomodels.retention.Custodian;
import com.allvideomodels.retention.ErasureStep;
import com.allvideomodels.retention.Fate;
import com.allvideomodels.retention.LegalHolds;
import com.allvideomodels.retention.LegalHolds.Placement;
import com.allvideomodels.retention.LegalHolds.Scope;
import com.allvideomodels.retention.RetentionRule;
import com.allvideomodels.storage.Bucket;
import com.allvideomodels.storage.KeyRing;
import com.allvideomodels.storage.MasterKeys;
import com.allvideomodels.storage.TestStorage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** How stored media ends, and what keeps it from ending. */
@ProductTest
class ShreddingTests {

    @Autowired
    EncryptedVault vault;

    @Autowired
    Shredding shredding;

    @Autowired
    ByteDeletion deletion;

    @Autowired
    MediaUpkeep upkeep;

    @Autowired
    KeyUpkeep keys;

    @Autowired
    KeyRing keyRing;

    @Autowired
    MasterKeys masterKeys;

    @Autowired
    MediaRows rows;

    @Autowired
    HeldRows heldRows;

    @Autowired
    KeyDeathRows deaths;

    @Autowired
    MediaSettings settings;

    @Autowired
    LegalHolds holds;

    @Autowired
    List<RetentionRule> rules;

    @Autowired
    List<Custodian> custodians;

    @Autowired
    List<ErasureStep> steps;

    @Autowired
    Bucket mediaBucket;

    @Autowired
    Bucket keyBucket;

    @Autowired
    JdbcClient sql;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    TestClock clock;

    private final AccountId owner = new AccountId(UUID.randomUUID());
    private final List<UUID> placed = new ArrayList<>();

    @AfterEach
    void leaveNothingHeld() {
        clock.reset();
        placed.forEach(hold -> holds.release(hold, owner, "the test is over"));
    }

    @Test
    @Clause({"retain.output", "erase.secure"})
    void anOutputGoesAtItsDeadlineWithAllThatWasMadeOfIt() throws IOException {
        Stored output = keep(MediaClass.OUTPUT, Duration.ofDays(7));
        Stored poster = vault.keepMadeOf(output, MediaClass.POSTER, "image/jpeg", bytes(5), 5);
        List<String> stored = List.of(objectKey(output), objectKey(poster));
        clock.advance(Duration.ofDays(7).minusSeconds(60));
        sweep();
        assertThat(isShredded(output)).as("not before").isFalse();
        clock.advance(Duration.ofSeconds(60));
        sweep();
        assertThat(isShredded(output)).isTrue();
        assertThat(isShredded(poster)).isTrue();
        Map<String, Object> destruction = destruction(output);
        assertThat(destruction.get("cause")).isEqualTo("DEADLINE");
        assertThat(destruction.get("data_class")).isEqualTo("output");
        assertThat(destruction.get("bytes_gone_at")).isNull();

        deletion.deleteDue(clock.instant());
        assertThat(mediaBucket.present(stored)).isEmpty();
        assertThat(destruction(output).get("bytes_gone_at")).isNotNull();
    }

    @Test
    @Clause("retain.input")
    void anUploadGoesWithItsRow() throws IOException {
        Stored upload = keep(MediaClass.UPLOAD, Duration.ofDays(30));
        Stored prepared = vault.keepMadeOf(upload, MediaClass.PREPARED, "image/png", bytes(5), 5);
        uploadOf(upload, prepared);
        clock.advance(Duration.ofDays(30));
        sweep();
        assertThat(sql.sql("select count(*) from upload where original = ?")
                        .param(upload.id().value())
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(destruction(upload).get("data_class")).isEqualTo("upload");
    }

    @Test
    void howeverOftenItIsDestroyedThereIsOneCauseAndOneRecord() throws IOException {
        Stored output = keep(MediaClass.OUTPUT, Duration.ofDays(7));
        vault.shred(owner, output.id(), Cause.PERSON);
        Object first = destruction(output).get("id");
        vault.shred(owner, output.id(), Cause.STAFF);
        clock.advance(Duration.ofDays(8));
        sweep();
        sweep();
        assertThat(destruction(output)).containsEntry("id", first).containsEntry("cause", "PERSON");
    }

    @Test
    void whatWasShortenedGoesAtTheEarlierInstantAndIsRefusedFromThen() throws IOException {
        Stored output = keep(MediaClass.OUTPUT, Duration.ofDays(7));
        vault.shorten(owner, output.id(), clock.instant().plus(Duration.ofDays(1)));
        vault.shorten(owner, output.id(), clock.instant().plus(Duration.ofDays(3)));
        assertThat(vault.open(output).readAllBytes()).hasSize(100);
        InputStream slow = vault.open(vault.find(owner, output.id()).orElseThrow());
        clock.advance(Duration.ofDays(1));
        assertThatThrownBy(slow::readAllBytes).isInstanceOf(MediaVault.Gone.class);
        assertThat(vault.find(owner, output.id())).isEmpty();
        sweep();
        assertThat(destruction(output)).containsEntry("cause", "DEADLINE");
    }

    /** H1: every way in which media ends. */
    enum Path {
        DEADLINE,
        PERSON,
        STAFF,
        ERASURE,
        UNTAKEN,
        SHORTENED
    }

    @ParameterizedTest
    @EnumSource(Path.class)
    @Clause("hold.exceptions")
    void aHeldObjectSurvivesEveryWayToEndItAndIsUnreadable(Path path) throws IOException {
        Stored output = keep(MediaClass.OUTPUT, Duration.ofDays(7));
        Stored poster = vault.keepMadeOf(output, MediaClass.POSTER, "image/jpeg", bytes(5), 5);
        Stored other = keep(MediaClass.OUTPUT, Duration.ofDays(7));
        UUID hold = hold(Scope.ITEM, "output", output.id().value());
        go(path, output);
        go(path, other);
        deletion.deleteDue(clock.instant());

        assertThat(isShredded(other)).as("H4: the rest goes").isTrue();
        assertThat(isShredded(output)).isFalse();
        assertThat(mediaBucket.present(List.of(objectKey(output), objectKey(poster))))
                .hasSize(2);
        assertThat(vault.find(owner, output.id())).isEmpty();
        assertThat(vault.find(owner, poster.id())).isEmpty();
        assertThatThrownBy(() -> vault.open(output)).isInstanceOf(MediaVault.Gone.class);

        holds.release(hold, owner, "over");
        sweep();
        deletion.deleteDue(clock.instant());
        assertThat(isShredded(output)).as("H3: released, it goes").isTrue();
        assertThat(mediaBucket.present(List.of(objectKey(output), objectKey(poster))))
                .isEmpty();
    }

    private void go(Path path, Stored output) {
        switch (path) {
            case DEADLINE -> {
                clock.advance(Duration.ofDays(8));
                sweep();
            }
            case SHORTENED -> {
                vault.shorten(owner, output.id(), clock.instant().plusSeconds(1));
                clock.advance(Duration.ofSeconds(1));
                sweep();
            }
            case PERSON -> vault.shred(owner, output.id(), Cause.PERSON);
            case STAFF ->
                transaction.executeWithoutResult(status -> {
                    holds.guard();
                    custodian("output").destroy(output.id().value(), Cause.STAFF, clock.instant());
                });
            case ERASURE -> erase();
            case UNTAKEN -> {
                clock.advance(Duration.ofHours(7));
                upkeep.abandonStale(clock.instant());
            }
        }
    }

    @Test
    void aHoldOnAnAccountOrAClassHoldsAllOfItAndNoMore() throws IOException {
        Stored output = keep(MediaClass.OUTPUT, Duration.ofDays(7));
        Stored upload = keep(MediaClass.UPLOAD, Duration.ofDays(7));
        UUID account = hold(Scope.ACCOUNT, "account", owner.value());
        vault.shred(owner, output.id(), Cause.PERSON);
        assertThat(isShredded(output)).isFalse();
        UUID outputs = hold(Scope.CLASS, "output", null);
        holds.release(account, owner, "over");
        vault.shred(owner, upload.id(), Cause.PERSON);
        sweep();
        assertThat(isShredded(upload)).isTrue();
        assertThat(isShredded(output)).isFalse();
        holds.release(outputs, owner, "over");
        sweep();
        assertThat(isShredded(output)).isTrue();
    }

    @Test
    void placingAHoldTooLateSaysWhenItWasDestroyed() throws IOException {
        Stored output = keep(MediaClass.OUTPUT, Duration.ofDays(7));
        vault.shred(owner, output.id(), Cause.PERSON);
        Placement answer = holds.place(order(Scope.ITEM, "output", output.id().value()));
        assertThat(answer).isInstanceOf(Placement.TooLate.class);
        assertThat(custodian("output").fate(UUID.randomUUID())).isInstanceOf(Fate.Unknown.class);
    }

    /** H2: whichever comes first, the answer is true. */
    @Test
    void placingAHoldAndDestroyingAtOnceAgreeOnWhoCameFirst() throws Exception {
        for (int run = 0; run < 30; run++) {
            Stored output = keep(MediaClass.OUTPUT, Duration.ofDays(7));
            var start = new CountDownLatch(1);
            try (var both = Executors.newVirtualThreadPerTaskExecutor()) {
                var destroying = both.submit(() -> {
                    start.await();
                    vault.shred(owner, output.id(), Cause.PERSON);
                    return null;
                });
                var holding = both.submit(() -> {
                    start.await();
                    return holds.place(order(Scope.ITEM, "output", output.id().value()));
                });
                start.countDown();
                destroying.get();
                switch (holding.get()) {
                    case Placement.Held held -> {
                        placed.add(held.hold());
                        assertThat(isShredded(output)).as("held").isFalse();
                    }
                    case Placement.TooLate late ->
                        assertThat(isShredded(output)).isTrue();
                    case Placement.NotFound none -> throw new AssertionError("it was there");
                }
            }
        }
    }

    @Test
    @Clause("erase.secure")
    void erasingAPersonEndsTheirKeyAndNobodyMakesItAnew() throws Exception {
        Stored output = keep(MediaClass.OUTPUT, Duration.ofDays(7));
        var neighbour = new AccountId(UUID.randomUUID());
        Stored theirs = vault.keep(neighbour, MediaClass.OUTPUT, "video/mp4", in(7), bytes(10), 10);
        assertThat(erase()).isTrue();
        assertThat(erase()).as("again").isTrue();
        keys.endKeys(clock.instant());

        assertThat(destruction(output)).containsEntry("cause", "ERASURE");
        String name = Seal.subjectKey(owner);
        assertThatThrownBy(() -> keyRing.toUnwrap(name)).hasMessage("a key was destroyed");
        assertThatThrownBy(() -> keyRing.toWrap(name)).hasMessage("a key was destroyed");
        assertThatThrownBy(() -> keep(MediaClass.OUTPUT, Duration.ofDays(7))).isInstanceOf(MediaVault.Gone.class);
        assertThat(vault.open(theirs).readAllBytes()).as("K2").hasSize(10);
    }

    @Test
    void anErasureWithAHoldIsNotOverUntilTheHoldIs() throws Exception {
        Stored held = keep(MediaClass.OUTPUT, Duration.ofDays(7));
        Stored other = keep(MediaClass.UPLOAD, Duration.ofDays(7));
        UUID hold = hold(Scope.ITEM, "output", held.id().value());
        assertThat(erase()).isFalse();
        assertThat(isShredded(other)).isTrue();
        keys.endKeys(clock.instant());
        assertThat(keyRing.toUnwrap(Seal.subjectKey(owner))).isNotNull();
        holds.release(hold, owner, "over");
        assertThat(erase()).isTrue();
        assertThat(isShredded(held)).isTrue();
    }

    /** Section 10, "late writer: render finishes after account was erased". */
    @Test
    void whatArrivesAfterThePersonWasErasedIsDiscarded() {
        var late = new InputStream() {
            int given;

            @Override
            public int read() {
                if (given++ == 50_000) {
                    erase();
                }
                return given > 100_000 ? -1 : 7;
            }
        };
        assertThatThrownBy(() -> vault.keep(owner, MediaClass.OUTPUT, "video/mp4", in(7), late, 200_000))
                .isInstanceOf(MediaVault.Gone.class);
        assertThat(sql.sql("select count(*) from media_object where owner = ?")
                        .param(owner.value())
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void keysOfDaysAreThereBeforeAnythingNeedsThem() throws IOException {
        keys.makeAhead(clock.instant());
        LocalDate last = LocalDate.ofInstant(in(31), ZoneOffset.UTC);
        for (MediaClass kind : MediaClass.values()) {
            assertThat(keyBucket.read(Seal.dayKey(kind, last))).isPresent();
        }
    }

    /** K1: a restored backup has the wrapped keys, and nothing opens them. */
    @Test
    @Clause("erase.secure")
    void aDaysKeyDiesOnceTheDayIsOverAndNothingLivesUnderItAndTakesBackupsWithIt() throws Exception {
        clock.advance(FAR);
        var days = new OwnKeys(this);
        Stored output = days.keep(Duration.ofDays(1));
        Stored later = days.keep(Duration.ofDays(3));
        String key = Seal.dayKey(MediaClass.OUTPUT, LocalDate.ofInstant(output.deadline(), ZoneOffset.UTC));
        Map<String, Object> backup = row(output);
        clock.advance(Duration.ofDays(2));
        days.upkeep.endKeys(clock.instant());
        assertThat(days.bucket.read(key)).as("something lives under it").isPresent();
        sweep();
        days.upkeep.endKeys(clock.instant());
        assertThat(days.bucket.read(key)).isEmpty();
        assertThat(days.vault.open(later).readAllBytes()).as("K2").hasSize(100);

        restore(output, backup, key);
        clock.advance(Duration.ofDays(-2));
        assertThatThrownBy(() -> days.vault.open(output)).hasMessageContaining("a key was destroyed");
    }

    /** So far that the keys of no other test are of these days. */
    private static final Duration FAR = Duration.ofDays(900);

    /** A vault with a key bucket of its own, that no other test's days die in. */
    private static class OwnKeys {
        final Bucket bucket = TestStorage.bucket("keys-" + UUID.randomUUID());
        final EncryptedVault vault;
        final KeyUpkeep upkeep;
        final DataKeys dataKeys;
        private final ShreddingTests test;

        OwnKeys(ShreddingTests test) {
            this.test = test;
            var ring = new KeyRing(bucket, test.masterKeys, test.clock);
            dataKeys = new DataKeys(ring);
            vault = new EncryptedVault(test.rows, test.mediaBucket, dataKeys, test.shredding, test.clock);
            upkeep = new KeyUpkeep(test.deaths, ring, test.settings);
        }

        Stored keep(Duration lifetime) throws IOException {
            return vault.keep(
                    test.owner,
                    MediaClass.OUTPUT,
                    "video/mp4",
                    test.clock.instant().plus(lifetime),
                    bytes(100),
                    100);
        }
    }

    private void restore(Stored stored, Map<String, Object> backup, String key) {
        sql.sql("update media_object set shredded_at = null, wrapped_key = ?, header = ?, sha256 = ? where id = ?")
                .params(
                        backup.get("wrapped_key"),
                        backup.get("header"),
                        backup.get("sha256"),
                        stored.id().value())
                .update();
        sql.sql("delete from key_death where name = ?").param(key).update();
        sql.sql("delete from media_deletion where media_id = ?")
                .param(stored.id().value())
                .update();
    }

    @Test
    @Clause("hold.exceptions")
    void whatIsHeldOutlivesTheKeyOfItsDayUnderAKeyOfItsOwnWhichDiesWithIt() throws Exception {
        clock.advance(FAR.plusDays(20));
        var days = new OwnKeys(this);
        Stored output = days.keep(Duration.ofDays(1));
        Stored poster = days.vault.keepMadeOf(output, MediaClass.POSTER, "image/jpeg", bytes(5), 5);
        String before = objectKey(output);
        UUID hold = hold(Scope.ITEM, "output", output.id().value());
        var safekeeping = new Safekeeping(heldRows, deaths, days.dataKeys, mediaBucket);
        safekeeping.keepHeld(clock.instant());
        assertThat(days.vault.open(output).readAllBytes())
                .as("readable as ever")
                .hasSize(100);
        assertThat(objectKey(output)).startsWith("held/");
        assertThat(objectKey(poster)).startsWith("held/");
        deletion.deleteDue(clock.instant());
        assertThat(mediaBucket.present(List.of(before))).isEmpty();

        Instant readable = clock.instant();
        clock.advance(Duration.ofDays(2));
        sweep();
        days.upkeep.endKeys(clock.instant());
        String dayKey = Seal.dayKey(MediaClass.OUTPUT, LocalDate.ofInstant(output.deadline(), ZoneOffset.UTC));
        assertThat(days.bucket.read(dayKey)).as("the day's key is dead").isEmpty();
        SealedObject held = rows.sealed(owner, output.id(), readable).orElseThrow();
        assertThat(days.dataKeys.unwrap(held)).hasSize(32);

        holds.release(hold, owner, "over");
        sweep();
        days.upkeep.endKeys(clock.instant());
        deletion.deleteDue(clock.instant());
        assertThat(days.bucket.read("hold/" + output.id())).isEmpty();
        assertThat(mediaBucket.present(List.of(objectKey(output), objectKey(poster))))
                .isEmpty();
        assertThat(destruction(output).get("bytes_gone_at")).isNotNull();
    }

    @Test
    void aKeyThatIsToDieIsRefusedEverywhereAtOnce() throws IOException {
        Stored output = keep(MediaClass.OUTPUT, Duration.ofDays(7));
        assertThat(vault.open(output).readAllBytes()).hasSize(100);
        sql.sql("insert into key_death (name, ordered_at, due_at) values (?, now(), now() + interval '100 years')")
                .param(Seal.subjectKey(owner))
                .update();
        assertThatThrownBy(() -> vault.open(output)).isInstanceOf(MediaVault.Gone.class);
        assertThatThrownBy(() -> keep(MediaClass.OUTPUT, Duration.ofDays(7))).isInstanceOf(MediaVault.Gone.class);
    }

    private Map<String, Object> row(Stored stored) {
        return sql.sql("select * from media_object where id = ?")
                .param(stored.id().value())
                .query()
                .singleRow();
    }

    private void sweep() {
        for (RetentionRule rule : rules) {
            if (rule.dataClass().equals("output") || rule.dataClass().equals("upload")) {
                transaction.executeWithoutResult(status -> {
                    holds.guard();
                    while (rule.end(clock.instant(), 100) == 100) {}
                    assertThat(rule.due(clock.instant(), 10)).isZero();
                });
            }
        }
    }

    private Custodian custodian(String dataClass) {
        return custodians.stream()
                .filter(one -> one.dataClass().equals(dataClass))
                .findFirst()
                .orElseThrow();
    }

    private boolean erase() {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            holds.guard();
            return steps.stream()
                    .filter(step -> step.module().equals("media"))
                    .allMatch(step -> step.erase(owner, clock.instant()));
        }));
    }

    private LegalHolds.Order order(Scope scope, String dataClass, UUID item) {
        return new LegalHolds.Order(scope, dataClass, item, "a test", "none", owner, LocalDate.of(2030, 1, 1), null);
    }

    private UUID hold(Scope scope, String dataClass, UUID item) {
        UUID hold = scope == Scope.ACCOUNT
                ? accountHold(item)
                : ((Placement.Held) holds.place(order(scope, dataClass, item))).hold();
        placed.add(hold);
        return hold;
    }

    /** On an account that has media and no row of its own. */
    private UUID accountHold(UUID account) {
        UUID hold = UUID.randomUUID();
        sql.sql("""
                insert into legal_hold (id, scope, data_class, target, reason, ground, author, placed_at, review_on)
                values (?, 'ACCOUNT', 'account', ?, 'a test', 'none', ?, now(), '2030-01-01')
                """).params(hold, account, account).update();
        return hold;
    }

    private Stored keep(MediaClass kind, Duration lifetime) throws IOException {
        return vault.keep(owner, kind, "video/mp4", clock.instant().plus(lifetime), bytes(100), 100);
    }

    private Instant in(int days) {
        return clock.instant().plus(Duration.ofDays(days)).truncatedTo(ChronoUnit.MICROS);
    }

    private static InputStream bytes(int size) {
        return new ByteArrayInputStream(new byte[size]);
    }

    private void uploadOf(Stored original, Stored prepared) {
        sql.sql("""
                insert into upload (id, owner, name, video, original, original_bytes, prepared, prepared_type, prepared_bytes,
                                    width, height, length_ms, frames, uploaded_at, deadline)
                values (:original, :owner, 'mine.png', false, :original, 100, :prepared, 'image/png', 5, 1, 1, 0, 0, :at, :deadline)
                """)
                .param("original", original.id().value())
                .param("prepared", prepared.id().value())
                .param("owner", owner.value())
                .param("at", MediaRows.at(original.createdAt()))
                .param("deadline", MediaRows.at(original.deadline()))
                .update();
    }

    private boolean isShredded(Stored stored) {
        return row(stored).get("shredded_at") != null;
    }

    private String objectKey(Stored stored) {
        return (String) row(stored).get("object_key");
    }

    private Map<String, Object> destruction(Stored stored) {
        return sql.sql("select * from destruction where item = ?")
                .param(stored.id().value())
                .query()
                .singleRow();
    }
}
