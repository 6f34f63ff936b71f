package com.allvideomodels.retention;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.Clause;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.retention.LegalHolds.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code -Dsweep.seed=…} runs one random sequence alone. */
class SweepTests {

    private static final int STEPS = 300;

    private final AccountId ada = AccountId.fresh();
    private Household house = new Household();

    @AfterEach
    void close() {
        house.close();
    }

    static LongStream seeds() {
        Long one = Long.getLong("sweep.seed");
        return one != null ? LongStream.of(one) : LongStream.of(1, 20261126, 0xDE1E7E);
    }

    /** R2 to R5, H1, H3 and H4 for rows: whatever happens, exactly what is due and not held is gone after a run. */
    @ParameterizedTest
    @MethodSource("seeds")
    @Clause({"retain.session-logs", "hold.exceptions"})
    void exactlyWhatIsDueAndNotHeldGoes(long seed) {
        var random = new Random(seed);
        var model = new Model(house, random);
        for (int step = 0; step < STEPS; step++) {
            String done = model.step();
            assertThat(house.things())
                    .as("seed %d, step %d: %s", seed, step, done)
                    .isEqualTo(model.expected());
        }
        assertThat(model.gone()).as("the sequence destroyed something").isPositive();
        assertThat(model.kept()).as("a hold kept something back").isPositive();
    }

    @Test
    void oneRunEqualsManyAndTwoEnginesAreOne() throws Exception {
        for (int i = 0; i < 95; i++) {
            house.dueThing(ada);
        }
        UUID young = house.thing(ada, house.clock.instant());
        try (var pool = Executors.newFixedThreadPool(2)) {
            Callable<Object> run = () -> {
                house.sweep.run();
                return true;
            };
            for (var one : pool.invokeAll(List.of(run, run))) {
                one.get();
            }
        }
        house.sweep.run();
        assertThat(house.things()).containsExactly(young);
        assertThat(counted()).as("each is counted once").isEqualTo(95);
        assertThat(house.acts().stream()
                        .filter(act -> act.what().equals("data.ended"))
                        .mapToInt(act -> Integer.parseInt(act.details().get("count")))
                        .sum())
                .as("and audited once")
                .isEqualTo(95);
    }

    @Test
    void whatFailsInTheMiddleChangesNothingAndKeepsNobodyBack() {
        house.close();
        house = new Household(Household.UNBOUND, Breaking.class);
        var breaking = house.database.get(Breaking.class);
        UUID thing = house.dueThing(ada);
        house.other(ada, house.clock.instant().minusSeconds(1));

        house.sweep.run();
        assertThat(house.sql()
                        .sql("select count(*) from sweep_clock")
                        .query(Long.class)
                        .single())
                .as("what the failed batch wrote is gone")
                .isZero();
        assertThat(house.things()).doesNotContain(thing);
        assertThat(house.others()).isZero();
        assertThat(failures()).isEqualTo(1);

        house.sweep.run();
        assertThat(breaking.calls).as("it waits before it is tried again").hasValue(1);

        breaking.mended = true;
        house.clock.advance(Duration.ofMinutes(3));
        house.sweep.run();
        assertThat(failures()).isZero();
    }

    @Test
    void aRowThatCannotBeEndedKeepsNoOtherBack() {
        UUID poison = house.thing(ada, house.clock.instant().minus(Household.KEPT.multipliedBy(2)));
        house.sql()
                .sql("create table clings (thing uuid references thing (id))")
                .update();
        house.sql().sql("insert into clings values (:id)").param("id", poison).update();
        for (int i = 0; i < 25; i++) {
            house.dueThing(ada);
        }
        for (int minute = 0; minute < 4; minute++) {
            house.sweep.run();
        }
        assertThat(house.things()).containsExactly(poison);
        assertThat(progress(Household.THING).overdueSince())
                .as("it is seen that something is overdue")
                .isBefore(house.clock.instant().minus(Duration.ofDays(29)));

        house.sql().sql("drop table clings").update();
        house.sweep.run();
        assertThat(house.things()).isEmpty();
        assertThat(progress(Household.THING).overdueSince()).isNull();
    }

    @Test
    void aRowThatSomebodyElseHasLockedIsTakenTheNextTime() {
        UUID busy = house.dueThing(ada);
        house.database.transactions().executeWithoutResult(status -> {
            house.sql()
                    .sql("select 1 from thing where id = :id for update")
                    .param("id", busy)
                    .query(Integer.class)
                    .single();
            house.sweep.run();
            assertThat(house.things()).contains(busy);
        });
        house.sweep.run();
        assertThat(house.things()).isEmpty();
    }

    @Test
    void aWrittenDeadlineIsTheDeadline() {
        Instant now = house.clock.instant();
        house.other(ada, now.plusSeconds(60));
        house.other(ada, now);
        house.sweep.run();
        assertThat(house.others()).isEqualTo(1);
        house.clock.advance(Duration.ofSeconds(60));
        house.sweep.run();
        assertThat(house.others()).isZero();
    }

    @Test
    @Clause("hold.exceptions")
    void whatAReleasedHoldKeptBackGoesAtOnce() {
        house.close();
        house = new Household(Household.UNBOUND, CatchingUp.class);
        UUID thing = house.dueThing(ada);
        UUID hold = house.held(house.hold(Scope.ITEM, Household.THING, thing));
        house.sweep.run();
        assertThat(house.things()).contains(thing);
        house.holds.release(hold, ada, "settled");
        assertThat(house.things()).isEmpty();
    }

    private long counted() {
        return house.sql()
                .sql("select sum(ended) from sweep_day where data_class = :class")
                .param("class", Household.THING)
                .query(Long.class)
                .single();
    }

    private int failures() {
        return progress(Breaking.CLASS).failures();
    }

    private SweepRows.Progress progress(String dataClass) {
        return house.database.get(SweepRows.class).all(house.clock.instant()).stream()
                .filter(one -> one.dataClass().equals(dataClass))
                .findFirst()
                .orElseThrow();
    }

    /** Writes something and then fails, as a node that is killed in the middle does. */
    static class Breaking implements RetentionRule {

        static final String CLASS = "output";

        final AtomicInteger calls = new AtomicInteger();
        volatile boolean mended;
        private final org.springframework.jdbc.core.simple.JdbcClient sql;

        Breaking(org.springframework.jdbc.core.simple.JdbcClient sql) {
            this.sql = sql;
        }

        @Override
        public String dataClass() {
            return CLASS;
        }

        @Override
        public long due(Instant now, long most) {
            return 1;
        }

        @Override
        public int end(Instant now, int most) {
            calls.incrementAndGet();
            if (mended) {
                return 0;
            }
            sql.sql(
                            "insert into sweep_clock (mark, state, machine_at, database_at) values (now(), 'RIGHT', now(), now())")
                    .update();
            throw new IllegalStateException("killed");
        }
    }

    /** What there should be, by a few sentences of Java. */
    private static final class Model {

        private final Household house;
        private final Random random;
        private final List<AccountId> owners = List.of(AccountId.fresh(), AccountId.fresh(), AccountId.fresh());
        private final Map<UUID, Thing> things = new HashMap<>();
        private final Map<UUID, Held> holds = new HashMap<>();
        private int gone;
        private int kept;

        Model(Household house, Random random) {
            this.house = house;
            this.random = random;
        }

        String step() {
            return switch (random.nextInt(10)) {
                case 0, 1, 2 -> make();
                case 3 -> hold(Scope.ITEM);
                case 4 -> hold(Scope.ACCOUNT);
                case 5 -> random.nextInt(5) == 0 ? hold(Scope.CLASS) : make();
                case 6, 7 -> release();
                case 8 -> advance();
                default -> sweep();
            };
        }

        Set<UUID> expected() {
            return new TreeSet<>(things.keySet());
        }

        int gone() {
            return gone;
        }

        int kept() {
            return kept;
        }

        private String make() {
            AccountId owner = owners.get(random.nextInt(owners.size()));
            Instant at = house.clock.instant().minus(Duration.ofHours(random.nextInt(24 * 40)));
            things.put(house.thing(owner, at), new Thing(owner, at));
            return "made";
        }

        private String hold(Scope scope) {
            UUID target = scope == Scope.ACCOUNT
                    ? owners.get(random.nextInt(owners.size())).value()
                    : scope == Scope.CLASS || things.isEmpty() ? null : any(things.keySet());
            if (target == null && scope != Scope.CLASS) {
                return "nothing to hold";
            }
            Instant expires =
                    random.nextBoolean() ? null : house.clock.instant().plus(Duration.ofHours(1 + random.nextInt(200)));
            UUID id = UUID.randomUUID();
            // Accounts have no custodian here, so the row is written as placing would.
            house.sql()
                    .sql("""
                    insert into legal_hold (id, scope, data_class, target, reason, ground, author, placed_at, review_on, expires_at)
                    values (:id, :scope, :class, :target, 'r', 'g', :id, :now, current_date, :expires)
                    """)
                    .param("id", id)
                    .param("scope", scope.name())
                    .param("class", Household.THING)
                    .param("target", target, java.sql.Types.OTHER)
                    .param("now", HoldRows.utc(house.clock.instant()))
                    .param(
                            "expires",
                            expires == null ? null : HoldRows.utc(expires),
                            java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
                    .update();
            holds.put(id, new Held(scope, target, expires));
            return "held " + scope;
        }

        private String release() {
            if (holds.isEmpty()) {
                return "nothing to release";
            }
            UUID hold = any(holds.keySet());
            house.holds.release(hold, owners.getFirst(), "settled");
            holds.remove(hold);
            return "released";
        }

        private String advance() {
            house.clock.advance(Duration.ofHours(random.nextInt(72)));
            return "later";
        }

        private String sweep() {
            house.sweep.run();
            Instant now = house.clock.instant();
            Set<UUID> due = new TreeSet<>();
            things.forEach((id, thing) -> {
                if (!thing.madeAt().plus(Household.KEPT).isAfter(now)) {
                    due.add(id);
                }
            });
            int before = things.size();
            due.removeIf(id -> holds.values().stream().anyMatch(hold -> hold.covers(id, things.get(id), now)));
            kept += (int) things.values().stream()
                            .filter(thing ->
                                    !thing.madeAt().plus(Household.KEPT).isAfter(now))
                            .count()
                    - due.size();
            things.keySet().removeAll(due);
            gone += before - things.size();
            return "swept";
        }

        private UUID any(Set<UUID> ids) {
            return new TreeSet<>(ids)
                    .stream().skip(random.nextInt(ids.size())).findFirst().orElseThrow();
        }

        private record Thing(AccountId owner, Instant madeAt) {}

        private record Held(Scope scope, UUID target, Instant expires) {

            boolean covers(UUID id, Thing thing, Instant now) {
                boolean inForce = expires == null || expires.isAfter(now);
                return inForce
                        && switch (scope) {
                            case ITEM -> id.equals(target);
                            case ACCOUNT -> thing.owner().value().equals(target);
                            case CLASS -> true;
                        };
            }
        }
    }
}
