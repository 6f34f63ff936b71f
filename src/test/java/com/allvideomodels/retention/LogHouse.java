package com.allvideomodels.retention;

import com.allvideomodels.TestClock;
import com.allvideomodels.TestDatabase;
import com.allvideomodels.audit.TestTrail;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.storage.Bucket;
import com.allvideomodels.storage.MasterKeys;
import com.allvideomodels.storage.Signer;
import com.allvideomodels.storage.TestStorage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A database with things that can be destroyed, people who can be erased and rows that end by the clock, over buckets that outlive it. The
 * gate is the product's own; a test opens it when it wants to.
 */
final class LogHouse implements AutoCloseable {

    static final RestoreSettings SETTINGS = new RestoreSettings(false, Duration.ofDays(35), Duration.ofMillis(5));

    final TestDatabase database;
    final Module module = new Module();
    final Later later = new Later();
    private ObjectProvider<SmartLifecycle> lifecycles;
    final TestClock clock;

    LogHouse(Bucket records, Bucket keys) {
        MasterKeys masters = TestStorage.masterKeys();
        Signer signer = TestStorage.signer(keys, masters);
        database = TestDatabase.with(context -> {
            context.registerBean("recordBucket", Bucket.class, () -> records);
            context.registerBean("keyBucket", Bucket.class, () -> keys);
            context.registerBean(MasterKeys.class, () -> masters);
            context.registerBean(Signer.class, () -> signer);
            TestTrail.in(context);
            context.registerBean(Later.class, () -> later);
            lifecycles = context.getDefaultListableBeanFactory().getBeanProvider(SmartLifecycle.class);
            context.registerBean(RetentionSettings.class, () -> Household.UNBOUND);
            for (Class<?> one : List.of(
                    RetentionPolicy.class,
                    GuardedClock.class,
                    SafetyBound.class,
                    SafetyStops.class,
                    SweepRows.class,
                    HoldRows.class,
                    RowRules.class,
                    Sweep.class,
                    DestructionRows.class,
                    RepetitionRows.class,
                    ErasureRows.class,
                    ErasureWork.class,
                    LogRows.class,
                    EndOfLog.class,
                    LogReading.class,
                    DestructionLog.class,
                    LogEnding.class,
                    Replay.class,
                    Aftermath.class)) {
                context.registerBean(one);
            }
            context.registerBean(Module.class, () -> module);
            context.registerBean(
                    "aged",
                    RetentionRule.class,
                    () -> context.getBean(RowRules.class)
                            .of("session-log")
                            .table("aged")
                            .id("id")
                            .since("made_at")
                            .delete());
        });
        module.sql = sql();
        module.destructions = database.get(DestructionRows.class);
        module.holds = database.get(HoldRows.class);
        sql().sql(
                        "create table thing (id uuid primary key, owner uuid not null, ordered boolean not null default false)")
                .update();
        sql().sql("create table aged (id uuid primary key, made_at timestamptz not null)")
                .update();
        clock = database.get(TestClock.class);
    }

    JdbcClient sql() {
        return database.sql();
    }

    <T> T get(Class<T> type) {
        return database.get(type);
    }

    /** Not started. */
    RestoreGate gate(RestoreSettings settings) {
        return new RestoreGate(
                get(LogReading.class),
                get(DestructionLog.class),
                get(Replay.class),
                get(Sweep.class),
                get(Aftermath.class),
                get(com.allvideomodels.audit.AuditContinuation.class),
                settings,
                event -> {},
                lifecycles);
    }

    RestoreGate opened() {
        RestoreGate gate = gate(SETTINGS);
        gate.start();
        return gate;
    }

    UUID thing(AccountId owner) {
        UUID id = UUID.randomUUID();
        sql().sql("insert into thing (id, owner) values (:id, :owner)")
                .param("id", id)
                .param("owner", owner.value())
                .update();
        return id;
    }

    void aged(Instant madeAt) {
        sql().sql("insert into aged values (gen_random_uuid(), :at)")
                .param("at", HoldRows.utc(madeAt))
                .update();
    }

    void destroy(UUID thing) {
        database.transactions().executeWithoutResult(status -> {
            get(HoldRows.class).guard();
            module.destroy(thing, Cause.PERSON, clock.instant());
        });
    }

    void erase(AccountId account) {
        database.transactions()
                .executeWithoutResult(status -> get(ErasureRows.class).order(account, Cause.ERASURE, clock.instant()));
        get(ErasureWork.class).carryOut();
    }

    void withdraw(UUID item) {
        database.transactions()
                .executeWithoutResult(
                        status -> get(RepetitionRows.class).note(Module.KIND, item, "all", clock.instant()));
    }

    /** As the job does. */
    void writeLog() throws java.io.IOException {
        get(DestructionLog.class).write();
    }

    Set<UUID> things() {
        return new TreeSet<>(sql().sql("select id from thing").query(UUID.class).list());
    }

    long count(String what) {
        return sql().sql("select count(*) from " + what).query(Long.class).single();
    }

    /** Makes this database what a backup of that one, made now, would be. */
    void becomeBackupOf(LogHouse other) {
        var state = other.get(LogRows.class).state();
        sql().sql(
                        "update destruction_log set sequence = :sequence, hash = :hash, floor = :floor, beat = :beat, seen_at = :seen")
                .param("sequence", state.sequence())
                .param("hash", state.hash())
                .param("floor", state.floor())
                .param("beat", state.beat())
                .param("seen", HoldRows.utc(java.util.Objects.requireNonNull(state.seenAt())))
                .update();
        other.sql()
                .sql("select id, owner from thing")
                .query((row, line) -> sql().sql("insert into thing (id, owner) values (:id, :owner)")
                        .param("id", row.getObject(1, UUID.class))
                        .param("owner", row.getObject(2, UUID.class))
                        .update())
                .list();
        clock.advance(Duration.between(clock.instant(), other.clock.instant()));
    }

    @Override
    public void close() {
        database.close();
    }

    /** Runs as long as somebody may be served, like the timetable. */
    static class Later implements SmartLifecycle {

        private boolean running;

        @Override
        public void start() {
            running = true;
        }

        @Override
        public void stop() {
            running = false;
        }

        @Override
        public boolean isRunning() {
            return running;
        }
    }

    /** A module that keeps things of people, in the table {@code thing}. */
    static class Module implements Custodian, ErasureStep, Repetition, AfterRestore {

        static final String KIND = "thing-withdrawn";

        final java.util.List<UUID> withdrawn = new java.util.ArrayList<>();
        int restores;
        Runnable beforeDestroying = () -> {};
        Runnable beforeErasing = () -> {};
        private JdbcClient sql;
        private Destructions destructions;
        private LegalHolds holds;

        @Override
        public String dataClass() {
            return "output";
        }

        @Override
        public Fate fate(UUID item) {
            return sql.sql("select owner from thing where id = :id")
                    .param("id", item)
                    .query(UUID.class)
                    .optional()
                    .<Fate>map(owner -> new Fate.Kept(new AccountId(owner), Instant.EPOCH))
                    .orElseGet(Fate.Unknown::new);
        }

        @Override
        public void destroy(UUID item, Cause cause, Instant now) {
            beforeDestroying.run();
            if (fate(item) instanceof Fate.Kept kept && !holds.isHeld(dataClass(), kept.owner(), item, now)) {
                sql.sql("delete from thing where id = :id").param("id", item).update();
                destructions.record(
                        new Destruction(item, dataClass(), kept.owner(), now, cause, List.of("output/" + item)), now);
            }
        }

        @Override
        public String module() {
            return "things";
        }

        @Override
        public int place() {
            return 1;
        }

        @Override
        public boolean erase(AccountId owner, Instant now) {
            beforeErasing.run();
            sql.sql("delete from thing where owner = :owner")
                    .param("owner", owner.value())
                    .update();
            return true;
        }

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public void repeat(UUID item, String detail, Instant at) {
            withdrawn.add(item);
        }

        @Override
        public void restored() {
            restores++;
        }
    }
}
