package com.allvideomodels.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.allvideomodels.Clause;
import com.allvideomodels.TestClock;
import com.allvideomodels.TestDatabase;
import com.allvideomodels.audit.Verdict.Broken;
import com.allvideomodels.audit.Verdict.Fault;
import com.allvideomodels.audit.Verdict.Whole;
import com.allvideomodels.kernel.AccountId;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The trail ends from its beginning on, and whoever reads it can tell that from a head that was taken off. */
@Clause("security.rbac")
class PruningTests {

    private static final Duration LONG = Duration.ofDays(3 * 365);
    private static final int STEP = 7;
    private static final int OLD = 30;
    private static final int YOUNG = 10;

    private final AccountId ada = AccountId.fresh();
    private final AccountId bob = AccountId.fresh();
    private TestDatabase database;
    private TestTrail trail;
    private Pruning pruning;
    private TestClock clock;
    private Instant until;

    @BeforeEach
    void anOldTrailAndAYoungOne() {
        database = TestDatabase.with(context -> List.of(TestTrail.beans()).forEach(context::registerBean));
        trail = new TestTrail(database);
        pruning = database.get(Pruning.class);
        clock = database.get(TestClock.class);
        until = clock.instant().minus(Duration.ofMinutes(1));
        trail.write(ada, until.minusSeconds(60), OLD);
        trail.write(bob, clock.instant(), YOUNG);
        trail.checkpoint();
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void declare() throws IOException {
        pruning.declare(until, STEP, Set.of());
    }

    private int end(int most) {
        return database.transactions().execute(status -> pruning.end(until, most, Set.of()));
    }

    private int endAll() {
        int all = 0;
        for (int ended = end(STEP); ended > 0; ended = end(STEP)) {
            all += ended;
        }
        return all;
    }

    private Verdict verdict() throws IOException {
        return database.get(AuditVerifier.class).verify();
    }

    private void behindItsBack(String statements) {
        database.transactions().executeWithoutResult(status -> {
            database.sql().sql("alter table audit_row disable trigger user").update();
            for (String one : statements.split("; ")) {
                database.sql().sql(one).update();
            }
            database.sql().sql("alter table audit_row enable trigger user").update();
        });
    }

    @Test
    void whatIsLeftVerifiesAfterEachStepAndGoesOn() throws Exception {
        declare();
        assertThat(pruning.due(until, 1000, Set.of())).isEqualTo(OLD);
        int ended = 0;
        for (int step = end(STEP); step > 0; step = end(STEP)) {
            ended += step;
            assertThat(verdict()).as("after %d", ended).isInstanceOf(Whole.class);
        }
        assertThat(ended).isEqualTo(OLD);
        assertThat(trail.numbers())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(OLD + 1, OLD + YOUNG).boxed().toList());
        trail.write(bob, clock.instant(), 3);
        trail.checkpoint();
        assertThat(verdict())
                .isInstanceOfSatisfying(
                        Whole.class, whole -> assertThat(whole.rows()).isEqualTo(YOUNG + 3));
    }

    @Test
    void nothingGoesBeforeThatWasSignedOutsideTheDatabase() {
        assertThat(end(1000)).isZero();
        assertThatThrownBy(() -> database.transactions().executeWithoutResult(status -> {
                    database.sql()
                            .sql("select set_config('audit.prune_to', '5', true)")
                            .query(String.class)
                            .single();
                    database.sql()
                            .sql("delete from audit_row where number <= 5")
                            .update();
                }))
                .hasMessageContaining("only added to");
    }

    @Test
    void nothingYoungerGoesThoughAFloorLiesHigher() throws Exception {
        declare();
        Instant earlier = database.sql()
                .sql("select at from audit_row where number = 16")
                .query(java.time.OffsetDateTime.class)
                .single()
                .toInstant();
        int ended = database.transactions().execute(status -> pruning.end(earlier, 1000, Set.of()));
        assertThat(ended).as("the last floor at or before row 16").isEqualTo(14);
    }

    @Test
    void rowsThatNoCheckpointFollowsStay() throws Exception {
        clock.advance(LONG);
        trail.write(bob, clock.instant(), 5);
        until = clock.instant();
        declare();
        assertThat(endAll()).as("no checkpoint is about a row behind them").isZero();
        trail.checkpoint();
        trail.write(bob, clock.instant(), 1);
        trail.checkpoint();
        declare();
        assertThat(endAll()).isEqualTo(OLD + YOUNG + 5);
        assertThat(trail.isWhole()).isTrue();
    }

    @Test
    void aRowDeletedByHandAtTheHeadIsFound() throws Exception {
        behindItsBack("delete from audit_row where number = 1");
        assertThat(verdict()).as("before anything was allowed to go").isEqualTo(new Broken(1, Fault.MISSING));
    }

    @Test
    void aRowDeletedByHandBehindTheFloorIsFound() throws Exception {
        declare();
        endAll();
        behindItsBack("delete from audit_row where number = " + (OLD + 1));
        assertThat(verdict()).isEqualTo(new Broken(OLD + 1, Fault.MISSING));
    }

    @Test
    void aHeadCutInTheMiddleOfAStepIsFound() throws Exception {
        declare();
        behindItsBack("delete from audit_row where number <= " + (STEP + 2));
        assertThat(verdict()).isEqualTo(new Broken(STEP + 1, Fault.MISSING));
    }

    /** Somebody who may write to the database takes all rows away and says that it all ended at a floor. */
    @Test
    void everythingTakenAwayUpToAFloorIsFound() throws Exception {
        declare();
        endAll();
        behindItsBack("delete from audit_row; update audit_head set number = " + OLD);
        assertThat(verdict()).isEqualTo(new Broken(OLD + 1, Fault.CUT_OFF));
    }

    @Test
    void whatWasTamperedWithStaysAsEvidence() throws Exception {
        behindItsBack("update audit_row set what = 'nothing.happened' where number = 4");
        declare();
        assertThat(endAll()).isZero();
        assertThat(trail.statements()).noneMatch(key -> key.startsWith(Statement.Kind.FLOOR.prefix()));
        assertThat(trail.numbers()).hasSize(OLD + YOUNG);
    }

    @Test
    void declaringTwiceAndARollbackChangeNothing() throws Exception {
        declare();
        List<String> signed = trail.statements();
        declare();
        assertThat(trail.statements()).isEqualTo(signed);
        database.transactions().executeWithoutResult(status -> {
            assertThat(pruning.end(until, 1000, Set.of())).isEqualTo(OLD);
            status.setRollbackOnly();
        });
        assertThat(trail.numbers()).hasSize(OLD + YOUNG);
        assertThat(trail.isWhole()).isTrue();
    }

    @Test
    void aKeyGoesWithTheLastRowOfItsPerson() throws Exception {
        declare();
        endAll();
        assertThat(hasKey(ada)).as("nothing is left about her").isFalse();
        assertThat(hasKey(bob)).isTrue();
        assertThat(hasKey(TestTrail.STAFF)).as("who looked at him").isTrue();
    }

    @Test
    void aMarkOfSomebodyForgottenGoesAfterTheSameTime() throws Exception {
        database.transactions()
                .executeWithoutResult(status -> database.get(SubjectKeys.class).forget(ada, clock.instant()));
        assertThat(marks()).isOne();
        declare();
        endAll();
        assertThat(marks()).as("not yet").isOne();
        until = clock.instant().plusSeconds(1);
        assertThat(end(1000)).isOne();
        assertThat(marks()).isZero();
    }

    private long marks() {
        return database.sql()
                .sql("select count(*) from audit_key where forgotten_at is not null")
                .query(Long.class)
                .single();
    }

    private boolean hasKey(AccountId person) {
        return database.get(SubjectKeys.class).pseudonymOf(person).isPresent();
    }

    /** The key is read before the row is there; whoever ends it meanwhile must wait and then leave it. */
    @Test
    void aKeyThatIsJustBeingUsedStays() throws Exception {
        declare();
        var appended = new CountDownLatch(1);
        var commit = new CountDownLatch(1);
        try (var pool = Executors.newFixedThreadPool(2)) {
            Future<?> writer = pool.submit(() -> database.transactions().executeWithoutResult(status -> {
                // As an act of a transaction that has read its keys and not yet added its row.
                database.get(SubjectKeys.class).of(List.of(ada));
                appended.countDown();
                await(commit);
                database.get(Chain.class)
                        .append(List.of(new ChainedTrail.Noted(
                                Act.of(new Actor.Job("test.late"), "account.viewed")
                                        .about(ada),
                                clock.instant())));
            }));
            appended.await();
            Future<Integer> pruned = pool.submit(() -> end(1000));
            try {
                untilSomebodyWaitsForALock();
            } finally {
                commit.countDown();
            }
            writer.get();
            assertThat(pruned.get()).isEqualTo(OLD);
        }
        assertThat(hasKey(ada)).isTrue();
        assertThat(trail.isWhole()).isTrue();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void untilSomebodyWaitsForALock() {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (database.sql()
                        .sql("select count(*) from pg_locks where not granted")
                        .query(Long.class)
                        .single()
                == 0) {
            assertThat(System.nanoTime()).as("the pruning waits for the writer").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    @Test
    void whatWasSaidOfRowsLongGoneGoesAndTheRestVerifies() throws Exception {
        declare();
        endAll();
        assertThat(pruning.spent(until))
                .as("young statements about old rows stay")
                .isEmpty();
        clock.advance(LONG);
        trail.write(bob, clock.instant(), 2);
        trail.checkpoint();
        until = clock.instant().minus(LONG.dividedBy(2));
        declare();
        endAll();
        List<String> spent = pruning.spent(until);
        assertThat(spent)
                .as("the first checkpoint, about a row that is gone, and the floors of the first time")
                .hasSize(1 + (OLD + STEP - 1) / STEP);
        database.transactions().executeWithoutResult(status -> pruning.order(spent, until));
        pruning.clear();
        assertThat(trail.statements()).doesNotContainAnyElementsOf(spent).hasSize(3);
        assertThat(database.sql()
                        .sql(
                                "select (select count(*) from audit_statement_end) + (select count(*) from audit_checkpoint)"
                                        + " + (select count(*) from audit_floor)")
                        .query(Long.class)
                        .single())
                .isEqualTo(3);
        assertThat(verdict()).isInstanceOf(Whole.class);
    }
}
