package com.allvideomodels.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.allvideomodels.Clause;
import com.allvideomodels.ProductTest;
import com.allvideomodels.TestClock;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.media.FaultyStore.Fault;
import com.allvideomodels.retention.Cause;
import com.allvideomodels.retention.LegalHolds;
import com.allvideomodels.retention.LegalHolds.Placement;
import com.allvideomodels.retention.LegalHolds.Scope;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Random histories of deadlines, orders, holds and failures of the store, beside a model that says of each object what must be so: the
 * invariants R1 to R7 and H1, H3 and H4.
 */
@ProductTest
class DestructionPropertyTests {

    @Autowired
    EncryptedVault vault;

    @Autowired
    Shredding shredding;

    @Autowired
    DeletionRows deletions;

    @Autowired
    LegalHolds holds;

    @Autowired
    JdbcClient sql;

    @Autowired
    TestClock clock;

    private final AccountId owner = new AccountId(UUID.randomUUID());
    private final FaultyStore store = new FaultyStore("media");
    private final Map<UUID, Stored> held = new LinkedHashMap<>();

    @AfterEach
    void leaveNothingHeld() {
        clock.reset();
        held.keySet().forEach(hold -> holds.release(hold, owner, "the test is over"));
    }

    /** What must be so of one object. */
    private static final class Expected {
        final Stored stored;
        Instant until;
        Cause cause = Cause.DEADLINE;
        boolean held;
        boolean ordered;

        Expected(Stored stored) {
            this.stored = stored;
            this.until = stored.deadline();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    @Clause({"retain.output", "erase.secure", "hold.exceptions"})
    void whateverHappensNothingOutlivesItsDeadlineAndNothingGoesBefore(long seed) throws IOException {
        var random = new Random(seed);
        List<Expected> all = new ArrayList<>();
        for (int step = 0; step < 60; step++) {
            act(random, all);
            check(all);
        }
        store.fault = Fault.NONE;
        held.keySet().forEach(hold -> holds.release(hold, owner, "over"));
        held.clear();
        all.forEach(one -> one.held = false);
        clock.advance(Duration.ofDays(8));
        sweep();
        deleteBytes();
        clock.advance(Duration.ofHours(2));
        deleteBytes();
        check(all);
        assertThat(leftInTheStore(all))
                .as("R6: the store heals, nothing is left")
                .isEmpty();
        for (Expected one : all) {
            assertThat(sql.sql("select cause from destruction where item = ? and bytes_gone_at is not null")
                            .param(one.stored.id().value())
                            .query(String.class)
                            .list())
                    .as("R3: exactly one cause")
                    .containsExactly(one.cause.name());
        }
    }

    private void act(Random random, List<Expected> all) throws IOException {
        switch (random.nextInt(9)) {
            case 0, 1 -> all.add(new Expected(keep(random)));
            case 2 -> clock.advance(Duration.ofHours(random.nextInt(40)));
            case 3 -> any(random, all, this::destroyByItsOwner);
            case 4 -> any(random, all, this::hold);
            case 5 -> any(random, all, this::shorten);
            case 6 -> store.fault = Fault.values()[random.nextInt(Fault.values().length)];
            case 7 -> sweep();
            default -> deleteBytes();
        }
    }

    private interface Deed {
        void to(Expected one);
    }

    private void any(Random random, List<Expected> all, Deed deed) {
        if (!all.isEmpty()) {
            deed.to(all.get(random.nextInt(all.size())));
        }
    }

    private void destroyByItsOwner(Expected one) {
        if (!isShredded(one.stored) && clock.instant().isBefore(one.until)) {
            one.cause = Cause.PERSON;
            one.until = clock.instant();
            one.ordered = true;
            vault.shred(owner, one.stored.id(), Cause.PERSON);
        }
    }

    private void shorten(Expected one) {
        Instant until = clock.instant().plus(Duration.ofDays(1));
        if (!isShredded(one.stored) && until.isBefore(one.until)) {
            vault.shorten(owner, one.stored.id(), until);
            one.until = until;
        }
    }

    private void hold(Expected one) {
        Placement answer = holds.place(new LegalHolds.Order(
                Scope.ITEM,
                "output",
                one.stored.id().value(),
                "a test",
                "none",
                owner,
                LocalDate.of(2040, 1, 1),
                null));
        switch (answer) {
            case Placement.Held placed -> {
                held.put(placed.hold(), one.stored);
                one.held = true;
            }
            case Placement.TooLate late -> assertThat(isShredded(one.stored)).isTrue();
            case Placement.NotFound none -> throw new AssertionError("it is known");
        }
    }

    private void check(List<Expected> all) throws IOException {
        Instant now = clock.instant();
        for (Expected one : all) {
            boolean readable = vault.find(owner, one.stored.id()).isPresent();
            assertThat(readable).as("R1, read path alone").isEqualTo(now.isBefore(one.until));
            if (readable) {
                try (var opened = vault.open(one.stored)) {
                    assertThat(opened.readAllBytes()).as("R3: nothing before").hasSize(50);
                }
            } else {
                assertThatThrownBy(() -> vault.open(one.stored)).isInstanceOf(MediaVault.Gone.class);
            }
            if (one.held) {
                assertThat(isShredded(one.stored)).as("H1").isFalse();
                assertThat(leftInTheStore(List.of(one))).as("H1, its bytes").hasSize(1);
            }
        }
    }

    private void sweep() {
        while (shredding.end(Root.OUTPUT, clock.instant(), 7) == 7) {}
        assertThat(shredding.due(Root.OUTPUT, clock.instant(), 1)).isZero();
        assertThat(shredding.end(Root.OUTPUT, clock.instant(), 7)).as("R5").isZero();
    }

    private void deleteBytes() {
        new ByteDeletion(deletions, store.bucket).deleteDue(clock.instant());
    }

    private List<String> leftInTheStore(List<Expected> all) throws IOException {
        return List.copyOf(store.bucket.present(
                all.stream().map(one -> objectKey(one.stored)).toList()));
    }

    private Stored keep(Random random) throws IOException {
        Instant deadline = clock.instant().plus(Duration.ofHours(1 + random.nextInt(167)));
        return vault.keep(owner, MediaClass.OUTPUT, "video/mp4", deadline, new ByteArrayInputStream(new byte[50]), 50);
    }

    /** Section 10: "DeleteObjects 200 with Errors", "store down for hours", "crash after S3 delete, before DB commit". */
    @ParameterizedTest
    @EnumSource(Fault.class)
    @Clause("erase.secure")
    void onlyWhatTheStoreNoLongerShowsIsGone(Fault fault) throws IOException {
        List<Expected> some = new ArrayList<>();
        for (int count = 0; count < 20; count++) {
            Stored one = keep(new Random(count));
            some.add(new Expected(one));
            vault.shred(owner, one.id(), Cause.PERSON);
        }
        store.fault = fault;
        deleteBytes();
        List<String> left = leftInTheStore(some);
        for (Expected one : some) {
            boolean confirmed = sql.sql("select bytes_deleted_at is not null from media_object where id = ?")
                    .param(one.stored.id().value())
                    .query(Boolean.class)
                    .single();
            boolean queued = sql.sql("select count(*) from media_deletion where object_key = ?")
                            .param(objectKey(one.stored))
                            .query(Integer.class)
                            .single()
                    == 1;
            assertThat(confirmed).isNotEqualTo(queued);
            assertThat(confirmed && left.contains(objectKey(one.stored)))
                    .as("R7: said to be gone, and there")
                    .isFalse();
        }
        store.fault = Fault.NONE;
        clock.advance(Duration.ofHours(2));
        deleteBytes();
        assertThat(leftInTheStore(some)).isEmpty();
        assertThat(sql.sql("select count(*) from destruction where owner = ? and bytes_gone_at is null")
                        .param(owner.value())
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    /** R6: what never goes does not keep the rest from going. */
    @Test
    void aPoisonousKeyDelaysNothingElse() throws IOException {
        Stored poisonous = keep(new Random(1));
        String poison = objectKey(poisonous);
        store.poison = poison::equals;
        store.fault = Fault.PARTIAL;
        vault.shred(owner, poisonous.id(), Cause.PERSON);
        deleteBytes();
        for (int hour = 0; hour < 3; hour++) {
            Stored other = keep(new Random(hour));
            vault.shred(owner, other.id(), Cause.PERSON);
            clock.advance(Duration.ofMinutes(61));
            deleteBytes();
            assertThat(store.bucket.present(List.of(poison, objectKey(other)))).containsExactly(poison);
        }
        assertThat(sql.sql("select attempts from media_deletion where object_key = ?")
                        .param(poison)
                        .query(Integer.class)
                        .single())
                .isEqualTo(4);
    }

    private boolean isShredded(Stored stored) {
        return sql.sql("select shredded_at is not null from media_object where id = ?")
                .param(stored.id().value())
                .query(Boolean.class)
                .single();
    }

    private String objectKey(Stored stored) {
        return sql.sql("select object_key from media_object where id = ?")
                .param(stored.id().value())
                .query(String.class)
                .single();
    }
}
