package com.allvideomodels.retention;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.Clause;
import com.allvideomodels.audit.TestTrail;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.retention.LegalHolds.Scope;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The class {@code audit}: three years, by the sweep, behind what was signed, never past a hold. */
@Clause({"security.rbac", "hold.exceptions"})
class TrailEndTests {

    private final Household house = new Household(Household.UNBOUND, more());
    private final TestTrail trail = new TestTrail(house.database);
    private final AccountId ada = AccountId.fresh();
    private final AccountId bob = AccountId.fresh();

    private static Class<?>[] more() {
        return Stream.concat(Stream.of(TestTrail.beans()), Stream.of(AuditRule.class, TrailUpkeep.class))
                .toArray(Class<?>[]::new);
    }

    /** Eight rows three years old, of which the middle four are about Bob; five that will be in a minute. */
    @BeforeEach
    void aTrail() {
        Instant old = threeYearsAgo().minusSeconds(60);
        trail.write(ada, old, 2);
        trail.write(bob, old.plusSeconds(1), 4);
        trail.write(ada, old.plusSeconds(2), 2);
        trail.write(ada, threeYearsAgo().plusSeconds(60), 5);
        trail.checkpoint();
    }

    private Instant threeYearsAgo() {
        return house.clock.instant().atOffset(ZoneOffset.UTC).minusYears(3).toInstant();
    }

    @AfterEach
    void close() {
        house.close();
    }

    private void pass() {
        house.database.get(TrailUpkeep.class).run();
        house.sweep.run();
    }

    @Test
    void whatIsThreeYearsOldGoesAndNothingYounger() throws Exception {
        pass();
        assertThat(trail.numbers()).isEqualTo(from(9));
        assertThat(trail.isWhole()).isTrue();
        house.clock.advance(Duration.ofMinutes(2));
        trail.write(bob, house.clock.instant(), 1);
        trail.checkpoint();
        pass();
        assertThat(trail.numbers()).containsExactly(14L);
        assertThat(trail.isWhole()).isTrue();
    }

    @Test
    void theSweepAloneEndsNothing() {
        house.sweep.run();
        assertThat(trail.numbers()).isEqualTo(from(1));
    }

    @Test
    void aHoldOnTheClassKeepsAllOfItUntilItIsReleased() throws Exception {
        UUID hold = house.held(house.hold(Scope.CLASS, "audit", null));
        pass();
        assertThat(trail.numbers()).isEqualTo(from(1));
        assertThat(trail.statements()).as("nothing is said to be allowed to go").hasSize(1);
        house.holds.release(hold, ada, "settled");
        pass();
        assertThat(trail.numbers()).isEqualTo(from(9));
    }

    @Test
    void aHoldThatComesAfterTheFloorWasSignedStillKeepsIt() throws Exception {
        house.database.get(TrailUpkeep.class).run();
        house.held(house.hold(Scope.CLASS, "audit", null));
        house.sweep.run();
        assertThat(trail.numbers()).isEqualTo(from(1));
        assertThat(trail.isWhole()).isTrue();
    }

    @Test
    void aHoldOnAPersonKeepsTheirFirstRowAndWhatFollows() throws Exception {
        // The custodian of these tests knows things, not accounts.
        house.sql().sql("""
                insert into legal_hold (id, scope, data_class, target, reason, ground, author, placed_at, review_on)
                values (gen_random_uuid(), 'ACCOUNT', 'account', :bob, 'r', 'g', gen_random_uuid(), now(), current_date)
                """).param("bob", bob.value()).update();
        pass();
        assertThat(trail.numbers()).isEqualTo(from(3));
        assertThat(trail.isWhole()).isTrue();
    }

    @Test
    void aHoldKeepsWhatWasSignedOfItOutsideTheDatabase() throws Exception {
        pass();
        house.clock.advance(Duration.ofDays(3 * 366));
        trail.write(bob, house.clock.instant(), 1);
        trail.checkpoint();
        pass();
        List<String> before = trail.statements();
        UUID hold = house.held(house.hold(Scope.CLASS, "audit", null));
        house.clock.advance(Duration.ofDays(3 * 366));
        pass();
        assertThat(trail.statements()).isEqualTo(before);
        house.holds.release(hold, ada, "settled");
        pass();
        assertThat(trail.statements()).hasSizeLessThan(before.size());
        assertThat(trail.isWhole()).isTrue();
    }

    private static List<Long> from(long first) {
        return LongStream.rangeClosed(first, 13).boxed().toList();
    }
}
