package com.allvideomodels.retention;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.retention.LegalHolds.Scope;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SafetyBoundTests {

    private static final int FLOOR = 30;

    private final AccountId ada = AccountId.fresh();
    private final AccountId grace = AccountId.fresh();
    private final Household house = new Household(new RetentionSettings(
            10,
            new RetentionSettings.Clock(false, Duration.ofMinutes(2), Duration.ofDays(1)),
            new RetentionSettings.Bound(FLOOR, 3, Duration.ofDays(1))));
    private final SafetyStops stops = house.database.get(SafetyStops.class);

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void aNormalDayGoesThrough() {
        due(FLOOR);
        house.sweep.run();
        assertThat(house.things()).isEmpty();
        assertThat(stops.allOpen()).isEmpty();
    }

    @Test
    void farMoreThanANormalDayStopsThatClassAloneAndAsks() {
        due(FLOOR + 1);
        house.other(ada, house.clock.instant().minusSeconds(1));
        house.sweep.run();
        assertThat(house.things()).hasSize(FLOOR + 1);
        assertThat(house.others()).isZero();
        assertThat(stop().found()).isEqualTo(FLOOR + 1);
        assertThat(house.acts()).extracting(act -> act.what()).contains("sweep.stopped");

        house.sweep.run();
        assertThat(stops.allOpen()).as("asked once").hasSize(1);
    }

    @Test
    void manySmallRunsAreNoWayAroundIt() {
        due(FLOOR);
        house.sweep.run();
        due(1);
        house.sweep.run();
        assertThat(house.things()).hasSize(1);

        house.clock.advance(Duration.ofDays(1));
        house.sweep.run();
        assertThat(house.things()).as("the next day has a measure of its own").isEmpty();
    }

    @Test
    void whatIsNormalFollowsTheLastFourteenDays() {
        house.sql()
                .sql("insert into sweep_day (data_class, day, ended) values (:class, current_date - 3, 1400)")
                .param("class", Household.THING)
                .update();
        due(300);
        house.sweep.run();
        assertThat(house.things()).as("3 times 100 a day").isEmpty();
    }

    @Test
    void twoPeopleReleaseSoManyAndNoMore() {
        due(50);
        house.sweep.run();
        assertThat(propose(ada, 45)).isTrue();
        house.sweep.run();
        assertThat(house.things()).as("one is not enough").hasSize(50);
        assertThat(confirm(ada)).as("nor is the same one twice").isFalse();
        house.sweep.run();
        assertThat(house.things()).hasSize(50);

        assertThat(confirm(grace)).isTrue();
        house.sweep.run();
        assertThat(house.things())
                .as("45 went by the release, the rest is a normal day")
                .isEmpty();
        assertThat(stops.allOpen()).isEmpty();
        assertThat(house.acts())
                .extracting(act -> act.what())
                .contains("sweep.release-proposed", "sweep.release-confirmed");
    }

    @Test
    void aProposalThatChangedIsNotConfirmedByWhoSawTheOldOne() {
        due(50);
        house.sweep.run();
        propose(ada, 10);
        var shown = stop().proposedAt();
        house.clock.advance(Duration.ofSeconds(5));
        propose(ada, 50);
        assertThat(stops.confirm(stop().id(), grace, shown, house.clock.instant()))
                .isFalse();
    }

    @Test
    void aReleaseIsSpentAfterADay() {
        due(50);
        house.sweep.run();
        propose(ada, 50);
        confirm(grace);
        house.clock.advance(Duration.ofDays(1));
        house.sweep.run();
        assertThat(house.things()).hasSize(50);
        assertThat(stop().isReleased()).isFalse();
    }

    @Test
    void aStopWhoseCauseIsGoneIsOver() {
        due(50);
        house.sweep.run();
        house.held(house.hold(Scope.CLASS, Household.THING, null));
        house.sweep.run();
        assertThat(stops.allOpen()).isEmpty();
    }

    private void due(int many) {
        for (int i = 0; i < many; i++) {
            house.dueThing(ada);
        }
    }

    private SafetyStops.Stop stop() {
        return stops.open(Household.THING).orElseThrow();
    }

    private boolean propose(AccountId by, long most) {
        return stops.propose(stop().id(), by, most, "a provider was away for a week", house.clock.instant());
    }

    private boolean confirm(AccountId by) {
        return stops.confirm(stop().id(), by, stop().proposedAt(), house.clock.instant());
    }
}
