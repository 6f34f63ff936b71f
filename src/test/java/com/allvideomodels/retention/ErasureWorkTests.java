package com.allvideomodels.retention;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.Clause;
import com.allvideomodels.TestClock;
import com.allvideomodels.TestDatabase;
import com.allvideomodels.audit.Act;
import com.allvideomodels.audit.AuditTrail;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.retention.LegalHolds.Order;
import com.allvideomodels.retention.LegalHolds.Placement;
import com.allvideomodels.retention.LegalHolds.Scope;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Three modules that keep rows of a person, and a machine that stops wherever a test says. */
class ErasureWorkTests {

    private static final int STEPS = 3;
    private static final Journal JOURNAL = new Journal();
    private static TestDatabase database;

    private final ErasureWork work = database.get(ErasureWork.class);
    private final Erasures erasures = database.get(Erasures.class);
    private final Destructions destructions = database.get(Destructions.class);
    private final LegalHolds holds = database.get(LegalHolds.class);
    private final TestClock clock = database.get(TestClock.class);
    private final JdbcClient sql = database.sql();
    private final AccountId ana = AccountId.fresh();

    @BeforeAll
    static void open() {
        database = TestDatabase.with(context -> {
            context.registerBean(AuditTrail.class, () -> JOURNAL);
            context.registerBean(DestructionRows.class);
            context.registerBean(HoldRows.class);
            context.registerBean(ErasureRows.class);
            context.registerBean(ErasureWork.class);
            // The steps come in an order of their own, which is not that of the beans.
            for (int place : List.of(2, 0, 1)) {
                context.registerBean("step" + place, ErasureStep.class, () -> new Step(place, context));
            }
            context.registerBean(Custodian.class, () -> new Things(context));
        });
        database.sql()
                .sql("create table thing (id uuid primary key, owner uuid not null, place int not null)")
                .update();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void begin() {
        JOURNAL.begin();
        clock.reset();
        sql.sql("delete from erasure").update();
        sql.sql("delete from legal_hold").update();
        IntStream.range(0, STEPS).forEach(place -> thing(ana, place));
    }

    @Test
    @Clause({"right.deletion", "retain.account"})
    void everyStepRunsInItsPlaceAndThenTheAccountIsErased() {
        order(ana);
        assertThat(erasures.of(ana)).isPresent();

        assertThat(work.carryOut()).isOne();

        assertThat(left(ana)).isZero();
        assertThat(JOURNAL.steps.subList(0, STEPS)).containsExactly(0, 1, 2);
        assertThat(destructions.isErased(ana)).isTrue();
        assertThat(erasures.of(ana)).isEmpty();
        assertThat(JOURNAL.acts).containsExactly("account.erased");
        assertThat(JOURNAL.forgotten).containsExactly(ana);
        assertThat(work.carryOut()).isZero();
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void goesOnAfterACrashAnywhere(int crash) {
        AccountId other = AccountId.fresh();
        thing(other, 1);
        order(ana);
        JOURNAL.crashAt = crash;

        work.carryOut();
        assertThat(JOURNAL.crashed).isTrue();
        assertThat(erasures.of(ana)).as("an order that was cut off is not lost").isPresent();
        clock.advance(Duration.ofHours(2));
        work.carryOut();

        assertThat(left(ana)).isZero();
        assertThat(left(other)).isOne();
        assertThat(destructions.isErased(ana)).isTrue();
        assertThat(erasures.of(ana)).isEmpty();
        assertThat(JOURNAL.acts).containsExactly("account.erased");
    }

    /** Before, within and at the end of each step of both rounds, and at the act in between. */
    static IntStream everywhere() {
        return IntStream.range(0, 2 * 2 * STEPS + 1);
    }

    @Test
    void whatWasDoneIsNotDoneAgainAfterACrash() {
        order(ana);
        JOURNAL.crashAt = 2;
        work.carryOut();
        assertThat(erasures.of(ana).orElseThrow().done()).containsExactly("step0");
        JOURNAL.steps.clear();
        clock.advance(Duration.ofHours(2));
        work.carryOut();
        assertThat(JOURNAL.steps.subList(0, 2)).containsExactly(1, 2);
    }

    @Test
    void whatComesBetweenTheRoundsGoesInTheSecond() {
        order(ana);
        JOURNAL.late = () -> thing(ana, 0);
        work.carryOut();
        assertThat(left(ana)).isZero();
    }

    @Test
    void whatIsWrittenWhileAStepIsCarriedOutHoldsNothingBack() {
        order(ana);
        JOURNAL.meanwhile = () -> thing(ana, 0);
        assertThat(work.carryOut()).isOne();
        assertThat(left(ana)).isZero();
    }

    @Test
    void whatAStepWaitedForMayEndWhileItIsCarriedOut() {
        order(ana);
        JOURNAL.waits = true;
        JOURNAL.meanwhile = () -> {
            thing(ana, 0);
            JOURNAL.waits = false;
        };
        assertThat(work.carryOut()).isZero();
        assertThat(erasures.of(ana).orElseThrow().heldBack())
                .as("nobody holds it")
                .isFalse();
        clock.advance(ErasureWork.WHILE_WAITING);
        assertThat(work.carryOut()).isOne();
        assertThat(left(ana)).isZero();
    }

    @Test
    @Clause("hold.exceptions")
    void whatIsHeldStaysAndEverythingElseGoes() {
        UUID held = thing(ana, 1);
        UUID hold = place(Scope.ITEM, held);
        order(ana);

        assertThat(work.carryOut()).isZero();
        assertThat(left(ana)).isOne();
        assertThat(destructions.isErased(ana)).isFalse();
        assertThat(erasures.of(ana).orElseThrow().heldBack()).isTrue();
        assertThat(JOURNAL.forgotten).isEmpty();

        holds.release(hold, AccountId.fresh(), "the case is closed");
        assertThat(work.carryOut()).as("a release does not wait").isOne();
        assertThat(left(ana)).isZero();
        assertThat(destructions.isErased(ana)).isTrue();
    }

    @Test
    @Clause("hold.exceptions")
    void aHoldOnTheAccountKeepsAllOfIt() {
        UUID hold = place(Scope.ACCOUNT, ana.value());
        order(ana);

        work.carryOut();
        assertThat(left(ana)).isEqualTo(STEPS);
        assertThat(JOURNAL.steps).isEmpty();

        holds.release(hold, AccountId.fresh(), "the case is closed");
        work.carryOut();
        assertThat(left(ana)).isZero();
    }

    @Test
    void aHoldThatLapsesByItselfKeepsNothingBackForLong() {
        Instant lapses = clock.instant().plus(Duration.ofHours(3));
        placed(new Order(
                Scope.ACCOUNT,
                "thing",
                ana.value(),
                "a dispute",
                "law",
                AccountId.fresh(),
                LocalDate.of(2030, 1, 1),
                lapses));
        order(ana);
        work.carryOut();
        clock.advance(Duration.ofHours(4));
        work.carryOut();
        assertThat(left(ana)).isZero();
    }

    @Test
    void orderingTwiceIsOneOrder() {
        order(ana);
        Instant first = erasures.of(ana).orElseThrow().orderedAt();
        clock.advance(Duration.ofDays(1));
        order(ana);
        assertThat(erasures.of(ana).orElseThrow().orderedAt()).isEqualTo(first);
        assertThat(work.carryOut()).isOne();
    }

    @Test
    void nobodyElseWorksAtAnOrderThatIsTaken() {
        order(ana);
        ErasureRows rows = database.get(ErasureRows.class);
        Instant now = clock.instant();
        assertThat(rows.claim(now, now.plus(ErasureWork.LEASE))).contains(ana);
        assertThat(work.carryOut()).isZero();
        assertThat(left(ana)).isEqualTo(STEPS);
        clock.advance(ErasureWork.LEASE.plusSeconds(1));
        assertThat(work.carryOut()).isOne();
    }

    private void order(AccountId who) {
        database.transactions().executeWithoutResult(status -> erasures.order(who, Cause.ERASURE, clock.instant()));
    }

    private UUID thing(AccountId owner, int place) {
        UUID id = UUID.randomUUID();
        sql.sql("insert into thing values (:id, :owner, :place)")
                .param("id", id)
                .param("owner", owner.value())
                .param("place", place)
                .update();
        return id;
    }

    private long left(AccountId owner) {
        return sql.sql("select count(*) from thing where owner = :owner")
                .param("owner", owner.value())
                .query(Long.class)
                .single();
    }

    private UUID place(Scope scope, UUID item) {
        return placed(
                new Order(scope, "thing", item, "a dispute", "law", AccountId.fresh(), LocalDate.of(2030, 1, 1), null));
    }

    private UUID placed(Order order) {
        return ((Placement.Held) holds.place(order)).hold();
    }

    /** What was called, and where the machine stops. Each step is a place to stop before it did anything and after it did all. */
    private static class Journal implements AuditTrail {

        final List<Integer> steps = new ArrayList<>();
        final List<String> acts = new ArrayList<>();
        final List<AccountId> forgotten = new ArrayList<>();
        int crashAt = -1;
        boolean crashed;
        private int passed;
        Runnable late = () -> {};
        Runnable meanwhile = () -> {};
        boolean waits;

        void begin() {
            steps.clear();
            acts.clear();
            forgotten.clear();
            crashAt = -1;
            crashed = false;
            passed = 0;
            late = () -> {};
            meanwhile = () -> {};
            waits = false;
        }

        void happensMeanwhile() {
            Runnable once = meanwhile;
            meanwhile = () -> {};
            once.run();
        }

        void pass() {
            if (passed++ == crashAt) {
                crashed = true;
                throw new IllegalStateException("the machine stops here");
            }
        }

        @Override
        public void record(Act act) {
            pass();
            acts.add(act.what());
            late.run();
        }

        @Override
        public void forget(AccountId subject) {
            forgotten.add(subject);
        }
    }

    private record Step(int place, org.springframework.beans.factory.BeanFactory beans) implements ErasureStep {

        @Override
        public String module() {
            return "step" + place;
        }

        @Override
        public boolean erase(AccountId owner, Instant now) {
            JdbcClient sql = beans.getBean(JdbcClient.class);
            JOURNAL.pass();
            sql.sql("delete from thing where owner = :owner and place = :place and "
                            + LegalHolds.noneOn("thing", "thing.owner", "thing.id"))
                    .param("owner", owner.value())
                    .param("place", place)
                    .param("now", HoldRows.utc(now))
                    .update();
            JOURNAL.pass();
            JOURNAL.steps.add(place);
            JOURNAL.happensMeanwhile();
            return sql.sql("select not exists (select 1 from thing where owner = :owner and place = :place)")
                    .param("owner", owner.value())
                    .param("place", place)
                    .query(Boolean.class)
                    .single();
        }

        @Override
        public boolean waits(AccountId owner) {
            return JOURNAL.waits;
        }
    }

    private record Things(org.springframework.beans.factory.BeanFactory beans) implements Custodian {

        @Override
        public String dataClass() {
            return "thing";
        }

        @Override
        public Fate fate(UUID item) {
            return new Fate.Kept(new AccountId(item), Instant.parse("9999-01-01T00:00:00Z"));
        }

        @Override
        public void destroy(UUID item, Cause cause, Instant now) {
            throw new UnsupportedOperationException();
        }
    }
}
