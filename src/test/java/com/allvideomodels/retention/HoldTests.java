package com.allvideomodels.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.allvideomodels.Clause;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.retention.LegalHolds.Placement;
import com.allvideomodels.retention.LegalHolds.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.IllegalTransactionStateException;

@Clause("hold.exceptions")
class HoldTests {

    private static final int ROUNDS = 40;
    private static final int THINGS = 24;

    private final AccountId ada = AccountId.fresh();
    private final Household house = new Household();

    @AfterEach
    void close() {
        house.close();
    }

    /** H2: real transactions, many rounds. Whoever was told "held" finds the thing, whoever was told "too late" does not. */
    @Test
    void placingAHoldAndDestroyingAreInOneOrder() throws Exception {
        int held = 0;
        int late = 0;
        for (int round = 0; round < ROUNDS; round++) {
            List<UUID> things = new ArrayList<>();
            for (int i = 0; i < THINGS; i++) {
                things.add(house.dueThing(ada));
            }
            Map<UUID, Placement> answers = race(things);
            for (var answer : answers.entrySet()) {
                boolean there = house.things().contains(answer.getKey());
                switch (answer.getValue()) {
                    case Placement.Held yes -> {
                        held++;
                        assertThat(there)
                                .as("round %d: what is held is there", round)
                                .isTrue();
                    }
                    case Placement.TooLate no -> {
                        late++;
                        assertThat(there)
                                .as("round %d: what came too late is gone", round)
                                .isFalse();
                        assertThat(no.destroyedAt()).isBeforeOrEqualTo(Instant.now());
                    }
                    case Placement.NotFound none -> throw new AssertionError("round " + round + ": silence");
                }
            }
        }
        assertThat(held).as("both answers came up").isPositive();
        assertThat(late).as("both answers came up").isPositive();
    }

    /** Half of the things are held by four people, the last first, while two engines sweep from the first on. */
    private Map<UUID, Placement> race(List<UUID> things) throws Exception {
        var start = new CountDownLatch(1);
        Map<UUID, Placement> answers = new HashMap<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(6)) {
            Map<UUID, Future<Placement>> asked = new HashMap<>();
            List<Future<Object>> sweeps = new ArrayList<>();
            Callable<Object> sweep = () -> {
                start.await();
                house.sweep.run();
                return true;
            };
            sweeps.add(pool.submit(sweep));
            sweeps.add(pool.submit(sweep));
            for (UUID thing : things.subList(THINGS / 2, THINGS)) {
                asked.put(thing, pool.submit(() -> {
                    start.await();
                    return house.hold(Scope.ITEM, Household.THING, thing);
                }));
            }
            start.countDown();
            for (var one : asked.entrySet()) {
                answers.put(one.getKey(), one.getValue().get());
            }
            for (var one : sweeps) {
                one.get();
            }
        }
        return answers;
    }

    @Test
    void whatIsNotThereCannotBeHeld() {
        assertThat(house.hold(Scope.ITEM, Household.THING, UUID.randomUUID())).isInstanceOf(Placement.NotFound.class);
        assertThat(house.hold(Scope.ITEM, "letter", UUID.randomUUID()))
                .as("nobody keeps single letters")
                .isInstanceOf(Placement.NotFound.class);
    }

    @Test
    void aHoldOnAClassKeepsAllOfItAndNothingElse() {
        UUID thing = house.dueThing(ada);
        house.other(ada, house.clock.instant().minusSeconds(1));
        house.held(house.hold(Scope.CLASS, Household.THING, null));
        house.sweep.run();
        assertThat(house.things()).containsExactly(thing);
        assertThat(house.others()).isZero();
    }

    @Test
    void aHoldEndsByItselfWhenItExpires() {
        UUID thing = house.dueThing(ada);
        house.held(house.hold(
                Scope.ITEM, Household.THING, thing, house.clock.instant().plusSeconds(3600)));
        house.sweep.run();
        assertThat(house.things()).contains(thing);
        house.clock.advance(Duration.ofHours(1));
        house.sweep.run();
        assertThat(house.things()).isEmpty();
    }

    @Test
    void twoHoldsOnOneThingAreTwo() {
        UUID thing = house.dueThing(ada);
        UUID first = house.held(house.hold(Scope.ITEM, Household.THING, thing));
        house.held(house.hold(Scope.ITEM, Household.THING, thing));
        house.holds.release(first, ada, "settled");
        house.sweep.run();
        assertThat(house.things()).contains(thing);
    }

    @Test
    void placingAndReleasingAreAuditedOnce() {
        UUID thing = house.dueThing(ada);
        UUID hold = house.held(house.hold(Scope.ITEM, Household.THING, thing));
        house.holds.release(hold, ada, "settled");
        house.holds.release(hold, ada, "settled again");
        assertThat(house.acts()).extracting(act -> act.what()).containsExactly("hold.placed", "hold.released");
        assertThat(house.acts().getFirst().subject()).isEqualTo(ada);
    }

    @Test
    void nobodyGuardsOutsideATransaction() {
        assertThatThrownBy(house.holds::guard).isInstanceOf(IllegalTransactionStateException.class);
    }
}
