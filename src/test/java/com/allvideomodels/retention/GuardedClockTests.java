package com.allvideomodels.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.allvideomodels.kernel.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GuardedClockTests {

    private final AccountId ada = AccountId.fresh();
    private final Household house = new Household(new RetentionSettings(
            10,
            new RetentionSettings.Clock(true, Duration.ofMinutes(2), Duration.ofDays(1)),
            new RetentionSettings.Bound(1_000_000, 10, Duration.ofDays(1))));
    private final GuardedClock clock = house.database.get(GuardedClock.class);

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void aMachineThatRunsAheadDestroysNothing() {
        UUID young = house.thing(ada, Instant.now());
        UUID due = house.dueThing(ada);
        house.clock.advance(Duration.ofDays(31));
        house.sweep.run();
        assertThat(house.things()).contains(young, due);
        assertThat(clock.read().state()).isEqualTo(GuardedClock.State.AHEAD);
        assertThat(kept("state")).as("the page can say so").isEqualTo("AHEAD");

        house.clock.reset();
        house.sweep.run();
        assertThat(house.things()).as("and goes on once it is right again").containsExactly(young);
    }

    @Test
    void aMachineThatWentBackWorksOnAtTheMark() {
        house.sweep.run();
        Instant mark = clock.read().mark();
        UUID due = house.thing(ada, mark.minus(Household.KEPT));
        UUID dueLater = house.thing(ada, mark.minus(Household.KEPT).plusSeconds(3600));
        house.clock.advance(Duration.ofDays(-60));
        house.sweep.run();
        assertThat(house.things()).contains(dueLater).doesNotContain(due);
        assertThat(clock.read().state()).isEqualTo(GuardedClock.State.BEHIND);
    }

    @Test
    void bothWentBackALittleAndWorkGoesOnAtTheMark() {
        mark(Instant.now().plus(Duration.ofHours(3)));
        UUID due = house.thing(ada, Instant.now().plus(Duration.ofHours(2)).minus(Household.KEPT));
        house.sweep.run();
        assertThat(house.things()).doesNotContain(due);
        assertThat(clock.read().state()).isEqualTo(GuardedClock.State.AT_MARK);
    }

    @Test
    void twoClocksThatAgreeOutvoteAMarkThatWasSetWhenBothWereWrong() {
        mark(Instant.now().plus(Duration.ofDays(30)));
        UUID young = house.thing(ada, Instant.now().minus(Duration.ofDays(5)));
        UUID due = house.dueThing(ada);
        house.sweep.run();
        assertThat(house.things()).contains(young).doesNotContain(due);
        assertThat(clock.read().state()).isEqualTo(GuardedClock.State.OUTVOTED);
    }

    @Test
    void aLongTimeOffIsNoJump() {
        mark(Instant.now().minus(Duration.ofDays(60)));
        UUID due = house.dueThing(ada);
        house.sweep.run();
        assertThat(house.things()).doesNotContain(due);
        assertThat(clock.read().state()).isEqualTo(GuardedClock.State.RIGHT);
        assertThat(clock.read().mark()).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
    }

    @Test
    void nodesThatDifferByLessThanTheToleranceNeverDestroyBeforeEither() {
        house.clock.advance(Duration.ofSeconds(90));
        Instant at = clock.now().orElseThrow();
        assertThat(at).isBefore(Instant.now().plusSeconds(1));
    }

    @Test
    void theMarkNeverGoesBack() {
        Instant latest = Instant.EPOCH;
        for (long seconds : new long[] {0, 60, -60, -86400, 100, 0, -3600 * 24 * 40L, 30}) {
            house.clock.reset();
            house.clock.advance(Duration.ofSeconds(seconds));
            clock.now();
            assertThat(clock.read().mark()).isAfterOrEqualTo(latest);
            latest = clock.read().mark();
        }
    }

    private String kept(String column) {
        return house.sql()
                .sql("select " + column + " from sweep_clock")
                .query(String.class)
                .single();
    }

    private void mark(Instant at) {
        house.sql().sql("""
                insert into sweep_clock (mark, state, machine_at, database_at) values (:at, 'RIGHT', :at, :at)
                """).param("at", HoldRows.utc(at)).update();
    }
}
