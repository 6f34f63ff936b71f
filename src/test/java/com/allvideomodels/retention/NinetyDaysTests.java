package com.allvideomodels.retention;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.Clause;
import com.allvideomodels.ProductTest;
import com.allvideomodels.TestClock;
import com.allvideomodels.account.AccountClosure;
import com.allvideomodels.account.AccountClosure.Reopening;
import com.allvideomodels.account.TestAccounts.TestAccount;
import com.allvideomodels.audit.Actor;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.local.LocalTimetable;
import com.allvideomodels.media.MediaClass;
import com.allvideomodels.media.MediaVault;
import com.allvideomodels.media.Stored;
import com.allvideomodels.retention.LegalHolds.Order;
import com.allvideomodels.retention.LegalHolds.Placement;
import com.allvideomodels.retention.LegalHolds.Scope;
import com.allvideomodels.storage.Bucket;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Whoever closes their account is erased everywhere within ninety days, and not before the time of grace is over: however often they came
 * back, however long the timetable stood still, whatever was held meanwhile.
 */
@ProductTest
class NinetyDaysTests {

    private static final int DAY = 24;
    private static final int PROMISE = 90 * DAY;
    private static final int GRACE = 30 * DAY;

    /** The last hours of the promise, in which the timetable works again. */
    private static final int WORKING = 3;

    private static final int RUNS = 5;
    /** Not the end of keys: those of the days that pass here are other tests' too. */
    private static final String[] TIMETABLE = {
        "media.make-keys",
        "media.keep-held",
        "retention.sweep",
        "retention.erase",
        "retention.write-log",
        "media.delete-bytes"
    };

    @Autowired
    ApplicationContext product;

    @Autowired
    AccountClosure closure;

    @Autowired
    LegalHolds holds;

    @Autowired
    Erasures erasures;

    @Autowired
    Destructions destructions;

    @Autowired
    MediaVault vault;

    @Autowired
    Bucket mediaBucket;

    @Autowired
    JdbcClient sql;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    TestClock clock;

    private Instant closedAt = Instant.EPOCH;

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    @Clause({"right.deletion", "retain.account", "hold.exceptions"})
    void whoeverLeavesIsErasedWithinNinetyDaysAndNotBeforeTheGraceIsOver(long seed) throws IOException {
        var random = new Random(seed);
        var belongings = new Belongings(product);
        TestAccount ana = belongings.ofSomebody();
        comesBack(ana.id(), random);
        LocalTimetable.run(product, "media.make-keys");
        Stored video = video(ana.id());
        List<String> bytes = bytesOf(ana.id());
        assertThat(mediaBucket.present(bytes)).hasSameSizeAs(bytes).isNotEmpty();
        close(ana.id());

        new Meanwhile(ana.id(), video.id().value(), random).happens();

        assertThat(clock.instant()).isBefore(closedAt.plus(Duration.ofDays(90)));
        assertThat(destructions.isErased(ana.id())).isTrue();
        assertThat(erasures.of(ana.id())).isEmpty();
        belongings.lettersLeave(ana.email());
        var traces = new Traces(sql);
        assertThat(traces.of(ana.id())).isSubsetOf(Traces.KEPT);
        assertThat(traces.of(ana.email().value())).isEmpty();
        assertThat(mediaBucket.present(bytes)).isEmpty();
        assertThat(sql.sql("select count(*) from key_death where name = :name")
                        .param("name", "subject/" + ana.id())
                        .query(Long.class)
                        .single())
                .as("the key, which is dead for every node from the order on")
                .isOne();
    }

    private void close(AccountId who) {
        closure.close(who, new Actor.Person(who));
        closedAt = clock.instant();
    }

    /** Some do, and all is as it was, with a new time of grace the next time. */
    private void comesBack(AccountId who, Random random) {
        for (int times = random.nextInt(3); times > 0; times--) {
            close(who);
            clock.advance(Duration.ofHours(random.nextInt(1, GRACE)));
            LocalTimetable.run(product, TIMETABLE);
            assertThat(closure.reopen(who, new Actor.Person(who))).isEqualTo(Reopening.OPEN);
            clock.advance(Duration.ofHours(random.nextInt(1, 10 * DAY)));
        }
    }

    /** What happens after the account was closed, hour by hour. */
    private final class Meanwhile {

        private final AccountId who;
        private final UUID video;
        private final TreeMap<Integer, Runnable> plan = new TreeMap<>();

        private Meanwhile(AccountId who, UUID video, Random random) {
            this.who = who;
            this.video = video;
            int end = PROMISE - WORKING;
            work(random, end);
            hold(random, end);
            IntStream.range(end, PROMISE).forEach(this::workAt);
        }

        private void at(int hour, Runnable what) {
            plan.merge(hour, what, (first, then) -> () -> {
                first.run();
                then.run();
            });
        }

        private void workAt(int hour) {
            at(hour, () -> work(hour));
        }

        private void happens() {
            int now = 0;
            while (!plan.isEmpty()) {
                int next = plan.firstKey();
                clock.advance(Duration.ofHours(next - now));
                now = next;
                plan.remove(next).run();
            }
        }

        /** A few times, and not while everything stands still. */
        private void work(Random random, int end) {
            int stands = random.nextInt(end);
            int goesOn = random.nextInt(stands, end);
            random.ints(RUNS, 1, end)
                    .filter(hour -> hour < stands || hour >= goesOn)
                    .forEach(this::workAt);
        }

        private void work(int hour) {
            LocalTimetable.run(product, TIMETABLE);
            if (hour < GRACE) {
                assertThat(closure.erasedFrom(who)).as("after %d hours", hour).isPresent();
                assertThat(erasures.of(who)).as("after %d hours", hour).isEmpty();
            }
        }

        /** On the account or one video; it ends after the erasure was tried for the first time, by a release or by itself. */
        private void hold(Random random, int end) {
            Scope scope = random.nextBoolean() ? Scope.ACCOUNT : Scope.ITEM;
            int from = random.nextInt(GRACE);
            int until = random.nextInt(GRACE + DAY, end);
            boolean lapses = random.nextBoolean();
            at(from, () -> place(scope, from, until, lapses));
            workAt(random.nextInt(GRACE, until));
        }

        private void place(Scope scope, int from, int until, boolean lapses) {
            Instant over = clock.instant().plus(Duration.ofHours(until - from));
            Placement placed = holds.place(new Order(
                    scope,
                    scope == Scope.ACCOUNT ? "account" : "output",
                    scope == Scope.ACCOUNT ? who.value() : video,
                    "a dispute",
                    "law",
                    AccountId.fresh(),
                    LocalDate.of(2090, 1, 1),
                    lapses ? over : null));
            if (placed instanceof Placement.Held held && !lapses) {
                at(until, () -> holds.release(held.hold(), AccountId.fresh(), "the case is closed"));
            }
        }
    }

    private Stored video(AccountId who) throws IOException {
        Stored video = vault.keep(
                who,
                MediaClass.OUTPUT,
                "video/mp4",
                clock.instant().plus(Duration.ofDays(32)),
                new ByteArrayInputStream(new byte[100]),
                100);
        transaction.executeWithoutResult(status -> vault.take(who, video.id()));
        return video;
    }

    private List<String> bytesOf(AccountId who) {
        return sql.sql("select object_key from media_object where owner = :owner and shredded_at is null")
                .param("owner", who.value())
                .query(String.class)
                .list();
    }
}
