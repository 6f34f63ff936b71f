package com.allvideomodels.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.allvideomodels.ProductTest;
import com.allvideomodels.generation.PretendWorld.PretendCatalogue;
import com.allvideomodels.kernel.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** A node that stops leaves nothing half done. */
@ProductTest
class StoppingNodeTests {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Autowired
    ApplicationContext context;

    Studio studio;
    Studio.Node node;
    AccountId who;

    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    @BeforeEach
    void open() {
        studio = new Studio(context).cleared();
        node = studio.node();
        who = studio.personWith(100);
    }

    @AfterEach
    void resetClock() {
        goOn.countDown();
        studio.clock.reset();
    }

    @Test
    void whatWasTakenWhileTheNodeStopsGoesBackInLineUntouched() throws Exception {
        GenerationId id = studio.ask(who);
        var workers = workers(Duration.ofMinutes(2), (most, full) -> {
            var steps = node.dispatcher.take(most, full);
            pause();
            return steps;
        });
        workers.start();
        reached.await();
        Thread stopping = stop(workers);
        goOn.countDown();
        stopping.join();

        assertThat(studio.stateOf(id)).isEqualTo(State.QUEUED);
        assertThat(studio.row(id).submittedAt()).isEmpty();
        assertThat(studio.provider.createsOf(id)).isZero();
        studio.node().dispatcher.submitDue();
        assertThat(studio.stateOf(id)).isEqualTo(State.RUNNING);
    }

    @Test
    void aStepThatHasBegunIsLetFinishAndKeepsItsLease() throws Exception {
        GenerationId id = studio.ask(who);
        studio.provider.answersNextAfter(this::pause);
        var workers = workers(Duration.ofSeconds(1), node.dispatcher);
        workers.start();
        reached.await();
        Thread stopping = stop(workers);
        Instant begun = studio.clock.instant();
        await().atMost(PATIENCE)
                .until(() -> leaseOf(id).isAfter(begun.plusMillis(1500))
                        && leaseOf(id).isBefore(begun.plusSeconds(60)));
        assertThat(stopping.isAlive()).isTrue();
        goOn.countDown();
        stopping.join();
        assertThat(studio.stateOf(id)).isEqualTo(State.RUNNING);
    }

    @Test
    void aSlowProviderHoldsUpNobodyElse() {
        for (int i = 0; i < 6; i++) {
            studio.ask(who);
            studio.provider.answersNextAfter(this::pause);
        }
        var workers = workers(Duration.ofMinutes(2), node.dispatcher);
        workers.start();
        await().atMost(PATIENCE).until(() -> reached.getCount() == 0);
        GenerationId other = studio.ask(who, studio.order(PretendCatalogue.OTHER, "elsewhere", 25));
        await().atMost(PATIENCE).until(() -> studio.stateOf(other) == State.RUNNING);
        goOn.countDown();
        workers.stop();
    }

    @Test
    void aStoppingNodeWaitsForLongerThanACreateMayTake() {
        assertThat(studio.settings.workers().farewell()).isGreaterThan(Duration.ofSeconds(120));
    }

    private Workers workers(Duration lease, Station station) {
        var all = studio.settings;
        var settings = new GenerationSettings(
                new GenerationSettings.Workers(true, Duration.ofMillis(50), 4, PATIENCE),
                all.live(),
                lease,
                all.queueAtMost(),
                all.renderAtMost(),
                all.flexAtMost(),
                all.collectAtMost(),
                all.reconcileAfter(),
                all.copyRetries(),
                all.unreadableAtMost(),
                all.largestOutput(),
                all.linkLife(),
                all.doorbell(),
                all.letterAfter(),
                all.archiveAtMost());
        var line = new Line(studio.jdbc, studio.transaction, studio.clock, settings);
        return new Workers(List.of(station), line, settings);
    }

    /** Begins to stop, and returns once nothing more is taken. */
    private static Thread stop(Workers workers) {
        Thread stopping = Thread.ofVirtual().start(workers::stop);
        await().atMost(PATIENCE).until(() -> !workers.isRunning());
        return stopping;
    }

    private void pause() {
        reached.countDown();
        try {
            assertThat(goOn.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Instant leaseOf(GenerationId id) {
        return studio.jdbc
                .sql("select lease_until from generation where id = :id")
                .param("id", id.value())
                .query(java.time.OffsetDateTime.class)
                .single()
                .toInstant();
    }
}
