package com.allvideomodels.credits;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.TestClock;
import com.allvideomodels.TestDatabase;
import com.allvideomodels.credits.Ledger.Balance;
import com.allvideomodels.credits.Ledger.Conflict;
import com.allvideomodels.credits.Ledger.Held;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.Credits;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random sequences against a real PostgreSQL. A failure names its seed; {@code -Dledger.seed=…} runs that one alone.
 */
class LedgerPropertyTests {

    private static final int OWNERS = 4;
    private static final int CAUSES = 40;
    private static final int STEPS = 400;
    private static final int THREADS = 8;
    private static final int STEPS_OF_A_THREAD = 120;

    private TestDatabase database;
    private Ledger ledger;
    private LedgerAudit audit;

    static LongStream seeds() {
        Long one = Long.getLong("ledger.seed");
        return one != null ? LongStream.of(one) : LongStream.of(1, 20251010, 0xC0FFEE, 987654321);
    }

    @BeforeEach
    void open() {
        database = TestDatabase.with(context -> {
            context.registerBean(Entries.class);
            context.registerBean(Lots.class);
            context.registerBean(DoubleEntryLedger.class);
            LedgerAudit.limits(context);
            context.registerBean(Statement.class);
        });
        ledger = database.get(Ledger.class);
        audit = new LedgerAudit(database.sql());
    }

    @AfterEach
    void close() {
        database.close();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyAnswerIsForetoldAndARefusalChangesNoByte(long seed) {
        var random = new Random(seed);
        var model = new LedgerModel(clock().instant().atOffset(ZoneOffset.UTC).toLocalDate());
        var holds = new HashMap<String, HoldId>();
        for (int owner = 0; owner < OWNERS; owner++) {
            // Who looks at their limits has a row, and from then on looking changes nothing.
            limit(owner(owner), LedgerModel.Limits.NONE);
        }
        for (int step = 0; step < STEPS; step++) {
            String context = "seed %d, step %d".formatted(seed, step);
            int days = random.nextInt(6) == 0 ? random.nextInt(4) : 0;
            model.later(days);
            clock().advance(Duration.ofDays(days));
            String before = audit.checksum();
            Step next = Step.random(random);
            boolean lapsed = model.over(next.owner()) && next.looksAtWhatIsOver();
            String expected = next.foretold(model);
            assertThat(perform(next, holds)).as("%s: %s", context, next).isEqualTo(expected);
            if (expected.equals("done") || expected.equals("short") && lapsed) {
                assertThat(audit.checksum()).as(context).isNotEqualTo(before);
            } else {
                assertThat(audit.checksum())
                        .as("%s: %s was %s", context, next, expected)
                        .isEqualTo(before);
            }
            balancesAre(model, context);
        }
        audit.finds("seed " + seed);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theBooksBalanceUnderAnyInterleaving(long seed) throws Exception {
        Map<String, HoldId> holds = new ConcurrentHashMap<>();
        together(THREADS, thread -> {
            var random = new Random(seed + thread);
            for (int step = 0; step < STEPS_OF_A_THREAD; step++) {
                Step next = Step.random(random);
                boolean callerFails = random.nextInt(10) == 0;
                performThenMaybeFail(next, holds, callerFails);
                if (step % 40 == 0) {
                    audit.finds("seed " + seed + " while running");
                }
            }
            return thread;
        });
        audit.finds("seed " + seed);
        for (int owner = 0; owner < OWNERS; owner++) {
            var recount = database.get(Statement.class).recount(owner(owner));
            Balance balance = balance(owner);
            assertThat(recount.agrees()).as("seed %d", seed).isTrue();
            assertThat(recount.available()).isEqualTo(balance.available().amount());
            assertThat(recount.held()).isEqualTo(balance.held().amount());
        }
    }

    @Test
    void theSameRequestArrivingManyTimesAtOnceIsOneHold() throws Exception {
        grant(0, 100);
        Set<Object> answers = new HashSet<>(together(
                THREADS, thread -> in(() -> ledger.hold(owner(0), new Credits(60), new Cause("generation", "one")))));
        assertThat(answers).hasSize(1).allMatch(Held.Set.class::isInstance);
        assertThat(balance(0)).isEqualTo(new Balance(new Credits(40), new Credits(60)));
        audit.finds("one hold");
    }

    @Test
    void theSameGrantArrivingManyTimesAtOnceIsGivenOnceEvenToANewOwner() throws Exception {
        together(
                THREADS,
                thread -> in(() -> {
                    ledger.grant(owner(0), new Credits(200), new Cause("welcome", "0"));
                    return true;
                }));
        assertThat(balance(0).available()).isEqualTo(new Credits(200));
        audit.finds("one grant");
    }

    @Test
    void manyOrdersAtOnceNeverSpendMoreThanThereIs() throws Exception {
        grant(0, 200);
        long set = together(
                        2 * THREADS,
                        thread -> in(() ->
                                ledger.hold(owner(0), new Credits(30), new Cause("generation", "order " + thread))))
                .stream()
                .filter(Held.Set.class::isInstance)
                .count();
        assertThat(set).isEqualTo(6);
        assertThat(balance(0)).isEqualTo(new Balance(new Credits(20), new Credits(180)));
        audit.finds("race for the last credits");
    }

    @Test
    void manyOrdersAtOnceNeverSpendMoreThanACap() throws Exception {
        grant(0, 10_000);
        database.get(SpendingDesk.class).set(owner(0), 100L, null, null);
        long set = together(
                        2 * THREADS,
                        thread -> in(() ->
                                ledger.hold(owner(0), new Credits(30), new Cause("generation", "order " + thread))))
                .stream()
                .filter(Held.Set.class::isInstance)
                .count();
        assertThat(set).isEqualTo(3);
        audit.finds("race for the last of a cap");
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noInterleavingSpendsMoreThanACapOrAfterAStop(long seed) throws Exception {
        grant(0, 1_000_000);
        database.get(SpendingDesk.class).set(owner(0), 500L, null, null);
        together(THREADS, thread -> {
            var random = new Random(seed + thread);
            List<HoldId> open = new ArrayList<>();
            for (int step = 0; step < STEPS_OF_A_THREAD; step++) {
                var cause = new Cause("generation", thread + " " + step);
                var amount = new Credits(1 + random.nextInt(120));
                if (in(() -> ledger.hold(owner(0), amount, cause)) instanceof Held.Set set) {
                    open.add(set.hold());
                } else if (!open.isEmpty()) {
                    HoldId one = open.removeLast();
                    in(() -> ending(one, false));
                }
                assertThat(database.get(SpendingGuard.class).used(owner(0), SpendingPeriod.DAY))
                        .as("seed %d", seed)
                        .isLessThanOrEqualTo(500);
                if (thread == 0 && step == STEPS_OF_A_THREAD / 2) {
                    database.get(SpendingDesk.class).stop(owner(0), SpendingDesk.Means.PAGE);
                    String before = holds();
                    assertThat(in(() -> ledger.hold(owner(0), new Credits(1), new Cause("generation", "late"))))
                            .isEqualTo(new Held.Stopped());
                    assertThat(holds()).as("seed %d", seed).isEqualTo(before);
                }
            }
            return thread;
        });
        audit.finds("seed " + seed);
    }

    private String holds() {
        return database.sql()
                .sql("select count(*)::text from ledger_transaction where kind = 'hold'")
                .query(String.class)
                .single();
    }

    @Test
    void aHoldEndsOneWayHoweverManyTryToEndIt() throws Exception {
        grant(0, 100);
        HoldId hold =
                ((Held.Set) in(() -> ledger.hold(owner(0), new Credits(60), new Cause("generation", "g")))).hold();
        List<String> answers = together(THREADS, thread -> in(() -> ending(hold, thread % 2 == 0)));
        boolean captured = balance(0).available().amount() == 40;
        assertThat(balance(0).held()).isEqualTo(Credits.NONE);
        assertThat(answers.stream().filter("conflict"::equals)).hasSize(THREADS / 2);
        assertThat(answers.get(0)).isEqualTo(captured ? "done" : "conflict");
        audit.finds("race of endings");
    }

    private String ending(HoldId hold, boolean capture) {
        try {
            if (capture) {
                ledger.capture(hold, new Credits(60));
            } else {
                ledger.release(hold);
            }
            return "done";
        } catch (Conflict e) {
            return "conflict";
        }
    }

    private void performThenMaybeFail(Step step, Map<String, HoldId> holds, boolean callerFails) {
        if (!callerFails) {
            perform(step, holds);
            return;
        }
        database.transactions().executeWithoutResult(status -> {
            answer(step, holds, new HashMap<>());
            status.setRollbackOnly();
        });
    }

    private String perform(Step step, Map<String, HoldId> holds) {
        Map<String, HoldId> fresh = new HashMap<>();
        String answer = in(() -> answer(step, holds, fresh));
        holds.putAll(fresh);
        return answer;
    }

    /** In the words of the model. */
    private String answer(Step step, Map<String, HoldId> holds, Map<String, HoldId> fresh) {
        AccountId owner = owner(step.owner());
        var amount = new Credits(step.amount());
        var cause = new Cause("test", step.cause());
        HoldId hold = holds.getOrDefault(step.cause(), new HoldId(new UUID(0, 0)));
        String before = transactions();
        try {
            switch (step.verb()) {
                case GRANT -> ledger.grant(owner, amount, cause, step.lapsesAt(clock().instant()));
                case TAKE_BACK -> ledger.takeBack(cause, amount, new Cause("refund", step.other()));
                case LAPSE -> database.get(DoubleEntryLedger.class).lapse(owner);
                case HOLD -> {
                    switch (ledger.hold(owner, amount, cause)) {
                        case Held.Set set -> fresh.put(step.cause(), set.hold());
                        case Held.Short none -> {
                            return "short";
                        }
                        case Held.Capped over -> {
                            return "capped";
                        }
                        case Held.Stopped stop -> {
                            return "stopped";
                        }
                    }
                }
                case CAPTURE -> ledger.capture(hold, amount);
                case RELEASE -> ledger.release(hold);
                case LIMIT -> {
                    return limit(owner, step.limits()) ? "done" : "again";
                }
            }
            return transactions().equals(before) ? "again" : "done";
        } catch (Conflict e) {
            return "conflict";
        } catch (IllegalArgumentException e) {
            return "illegal";
        }
    }

    private boolean limit(AccountId owner, LedgerModel.Limits limits) {
        var desk = database.get(SpendingDesk.class);
        boolean capped = desk.set(owner, cap(limits.dayCap()), cap(limits.monthCap()), null);
        boolean stopped = limits.stopped() ? desk.stop(owner, SpendingDesk.Means.PAGE) : desk.lift(owner);
        return capped || stopped;
    }

    private static @Nullable Long cap(long cap) {
        return cap < 0 ? null : cap;
    }

    private TestClock clock() {
        return database.get(TestClock.class);
    }

    private String transactions() {
        return database.sql()
                .sql("select count(*)::text from ledger_transaction")
                .query(String.class)
                .single();
    }

    private void balancesAre(LedgerModel model, String context) {
        for (int owner = 0; owner < OWNERS; owner++) {
            assertThat(balance(owner))
                    .as(context)
                    .isEqualTo(new Balance(new Credits(model.available(owner)), new Credits(model.held(owner))));
        }
    }

    private void grant(int owner, long amount) {
        in(() -> {
            ledger.grant(owner(owner), new Credits(amount), new Cause("test", "first"));
            return true;
        });
    }

    private Balance balance(int owner) {
        return in(() -> ledger.balanceOf(owner(owner)));
    }

    private <T> T in(Supplier<T> work) {
        return database.transactions().execute(status -> work.get());
    }

    private static AccountId owner(int number) {
        return new AccountId(UUID.nameUUIDFromBytes(("owner " + number).getBytes(StandardCharsets.UTF_8)));
    }

    /** Runs the same thing in all threads at once and gives their answers in the order of the threads. */
    private static <T> List<T> together(int threads, ThreadWork<T> work) throws Exception {
        var start = new CountDownLatch(1);
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Future<T>> running = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                int number = thread;
                Callable<T> job = () -> {
                    start.await();
                    return work.run(number);
                };
                running.add(pool.submit(job));
            }
            start.countDown();
            List<T> answers = new ArrayList<>();
            for (Future<T> one : running) {
                answers.add(one.get());
            }
            return answers;
        }
    }

    private interface ThreadWork<T> {
        T run(int thread) throws Exception;
    }

    enum Verb {
        GRANT,
        HOLD,
        CAPTURE,
        RELEASE,
        TAKE_BACK,
        LAPSE,
        LIMIT
    }

    /** Few causes and few amounts, so that repetitions and conflicts come up all the time. */
    record Step(Verb verb, int owner, long amount, String cause, String other, int days) {

        static Step random(Random random) {
            Verb verb = Verb.values()[random.nextInt(Verb.values().length)];
            int cause = random.nextInt(CAUSES);
            // Mostly the owner and the amount that belong to the cause, sometimes others.
            int owner = random.nextInt(8) == 0 ? random.nextInt(OWNERS) : cause % OWNERS;
            long amount = random.nextInt(4) == 0 ? random.nextInt(60) : cause;
            int days = random.nextBoolean() ? 0 : 1 + random.nextInt(9);
            return new Step(verb, owner, amount, "c" + cause, "r" + random.nextInt(CAUSES), days);
        }

        @Nullable
        Instant lapsesAt(Instant now) {
            return days == 0 ? null : now.plus(Duration.ofDays(days));
        }

        boolean looksAtWhatIsOver() {
            return verb == Verb.HOLD;
        }

        String foretold(LedgerModel model) {
            return switch (verb) {
                case GRANT -> model.grant(owner, amount, cause, days);
                case HOLD -> model.hold(owner, amount, cause);
                case CAPTURE -> model.capture(cause, amount);
                case RELEASE -> model.release(cause);
                case TAKE_BACK -> model.takeBack(cause, amount, other);
                case LAPSE -> model.lapse(owner) ? "done" : "again";
                case LIMIT -> model.limit(owner, limits());
            };
        }

        /** Mostly caps that sometimes bite, seldom a stop. */
        LedgerModel.Limits limits() {
            return new LedgerModel.Limits(days == 0 ? -1 : amount + days, days % 3 == 0 ? -1 : 3 * amount, days == 9);
        }
    }
}
