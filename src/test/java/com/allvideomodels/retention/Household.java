package com.allvideomodels.retention;

import com.allvideomodels.TestClock;
import com.allvideomodels.TestDatabase;
import com.allvideomodels.audit.Act;
import com.allvideomodels.audit.AuditTrail;
import com.allvideomodels.kernel.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Things of two classes in a database of their own, with the sweep and the holds. The first class is kept for thirty days by a
 * clock that starts when a thing is made, the second until a deadline that was written.
 */
final class Household implements AutoCloseable {

    static final String THING = "session-log";
    static final String OTHER = "throttle";
    static final Duration KEPT = Duration.ofDays(30);

    final TestDatabase database;
    final Sweep sweep;
    final LegalHolds holds;
    final TestClock clock;

    /** Ten at a time, as much as there is, by the clock of the test. */
    static final RetentionSettings UNBOUND = new RetentionSettings(
            10,
            new RetentionSettings.Clock(false, Duration.ofMinutes(2), Duration.ofDays(1)),
            new RetentionSettings.Bound(1_000_000, 10, Duration.ofDays(1)));

    Household() {
        this(UNBOUND);
    }

    Household(RetentionSettings settings, Class<?>... more) {
        database = TestDatabase.with(context -> {
            context.registerBean(RetentionSettings.class, () -> settings);
            for (Class<?> one : List.of(
                    RetentionPolicy.class,
                    GuardedClock.class,
                    SafetyBound.class,
                    SafetyStops.class,
                    SweepRows.class,
                    HoldRows.class,
                    RowRules.class,
                    Notebook.class,
                    Sweep.class)) {
                context.registerBean(one);
            }
            context.registerBean(
                    "things",
                    RetentionRule.class,
                    () -> context.getBean(RowRules.class)
                            .of(THING)
                            .table("thing")
                            .id("id")
                            .owner("owner")
                            .item("id")
                            .since("made_at")
                            .delete());
            context.registerBean(
                    "others",
                    RetentionRule.class,
                    () -> context.getBean(RowRules.class)
                            .of(OTHER)
                            .table("other")
                            .id("id, part")
                            .owner("owner")
                            .deadline("until")
                            .delete());
            context.registerBean(ThingCustodian.class);
            for (Class<?> one : more) {
                context.registerBean(one);
            }
        });
        for (String statement : List.of(
                "create table thing (id uuid primary key, owner uuid not null, made_at timestamptz not null)",
                "create table other (id uuid, part int, owner uuid not null, until timestamptz not null, primary key (id, part))",
                "create table gone (id uuid primary key, at timestamptz not null)",
                """
                create function note_gone() returns trigger language plpgsql as $$
                begin insert into gone values (old.id, clock_timestamp()); return old; end $$
                """,
                "create trigger note_gone after delete on thing for each row execute function note_gone()")) {
            sql().sql(statement).update();
        }
        sweep = database.get(Sweep.class);
        holds = database.get(LegalHolds.class);
        clock = database.get(TestClock.class);
    }

    JdbcClient sql() {
        return database.sql();
    }

    UUID thing(AccountId owner, Instant madeAt) {
        UUID id = UUID.randomUUID();
        sql().sql("insert into thing values (:id, :owner, :at)")
                .param("id", id)
                .param("owner", owner.value())
                .param("at", HoldRows.utc(madeAt))
                .update();
        return id;
    }

    /** A thing that has been due for a minute. */
    UUID dueThing(AccountId owner) {
        return thing(owner, clock.instant().minus(KEPT).minusSeconds(60));
    }

    void other(AccountId owner, Instant until) {
        sql().sql("insert into other values (gen_random_uuid(), 1, :owner, :until)")
                .param("owner", owner.value())
                .param("until", HoldRows.utc(until))
                .update();
    }

    Set<UUID> things() {
        return new TreeSet<>(sql().sql("select id from thing").query(UUID.class).list());
    }

    long others() {
        return sql().sql("select count(*) from other").query(Long.class).single();
    }

    List<Act> acts() {
        return database.get(Notebook.class).acts;
    }

    LegalHolds.Placement hold(LegalHolds.Scope scope, String dataClass, @Nullable UUID item) {
        return hold(scope, dataClass, item, null);
    }

    LegalHolds.Placement hold(
            LegalHolds.Scope scope, String dataClass, @Nullable UUID item, @Nullable Instant expires) {
        return holds.place(new LegalHolds.Order(
                scope,
                dataClass,
                item,
                "a dispute",
                "legal claims",
                AccountId.fresh(),
                LocalDate.of(2099, 1, 1),
                expires));
    }

    UUID held(LegalHolds.Placement placement) {
        return ((LegalHolds.Placement.Held) placement).hold();
    }

    @Override
    public void close() {
        database.close();
    }

    /** Writes down acts as they are, in the memory of the test. */
    static class Notebook implements AuditTrail {

        final List<Act> acts = new CopyOnWriteArrayList<>();

        @Override
        public void record(Act act) {
            acts.add(act);
        }

        @Override
        public void forget(AccountId subject) {}
    }

    static class ThingCustodian implements Custodian {

        private final JdbcClient sql;

        ThingCustodian(JdbcClient sql) {
            this.sql = sql;
        }

        @Override
        public String dataClass() {
            return THING;
        }

        @Override
        public Fate fate(UUID item) {
            return sql.sql("select owner, made_at from thing where id = :id")
                    .param("id", item)
                    .query((row, number) -> (Fate) new Fate.Kept(
                            new AccountId(row.getObject("owner", UUID.class)),
                            HoldRows.instant(row, "made_at").plus(KEPT)))
                    .optional()
                    .or(() -> sql.sql("select at from gone where id = :id")
                            .param("id", item)
                            .query((row, number) -> (Fate) new Fate.Destroyed(HoldRows.instant(row, "at")))
                            .optional())
                    .orElseGet(Fate.Unknown::new);
        }

        @Override
        public void destroy(UUID item, Cause cause, Instant now) {
            throw new UnsupportedOperationException("nobody asks for it here");
        }
    }
}
