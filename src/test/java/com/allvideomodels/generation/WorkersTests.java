package com.allvideomodels.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.allvideomodels.ProductTest;
import com.allvideomodels.generation.Bulletin.News;
import com.allvideomodels.generation.Station.Step;
import com.allvideomodels.provider.ProviderApi;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.context.ApplicationContext;

/** The hands of a node: how many steps at once, when they look for more, and how they end. */
@ProductTest
class WorkersTests {

    private static final String NEVER = "1h";

    @Autowired
    ApplicationContext context;

    private Studio studio;
    private @Nullable Workers workers;
    private final CountDownLatch gate = new CountDownLatch(1);
    private final AtomicInteger ended = new AtomicInteger();

    @BeforeEach
    void open() {
        studio = new Studio(context).cleared();
    }

    @AfterEach
    void stop() {
        gate.countDown();
        if (workers != null) {
            workers.stop();
        }
        studio.clock.reset();
    }

    @Test
    void aSlowStepHoldsUpNobodyElse() {
        start(Map.of(), new Desk(slow(), quick(), quick()));
        await().untilAsserted(() -> assertThat(ended).hasValue(2));
    }

    @Test
    void oneApiIsTakenNoMoreStepsOfThanItsShareOfHands() {
        var desk = new Desk(slow(), slow(), slow(), slow(), slow());
        start(Map.of("generation.workers.hands", "4", "generation.workers.tick", "50ms"), desk);
        await().untilAsserted(() -> assertThat(desk.asked.get()).isGreaterThan(3));
        assertThat(desk.steps).as("half of the hands are left to other APIs").hasSize(3);
        gate.countDown();
        await().untilAsserted(() -> assertThat(ended).hasValue(5));
    }

    @Test
    void aHandWhoseStepFailedIsFreeAgain() {
        start(Map.of("generation.workers.hands", "1"), new Desk(failing(), failing(), quick()));
        await().untilAsserted(() -> assertThat(ended).hasValue(1));
    }

    @Test
    void aStationThatCannotSeeWhatIsDueIsAskedAgainAtTheNextTick() {
        var desk = new Desk(quick());
        desk.blind.set(true);
        start(Map.of("generation.workers.tick", "50ms"), desk);
        await().untilAsserted(() -> assertThat(ended).hasValue(1));
    }

    @Test
    void aRingIsHeardBeforeTheTick() {
        var desk = new Desk();
        start(Map.of("generation.workers.tick", NEVER), desk);
        await().untilAsserted(() -> assertThat(desk.asked).hasValue(1));
        desk.steps.add(quick());
        workers.heard(new News(new java.util.UUID(0, 0), new java.util.UUID(0, 0), 0));
        await().untilAsserted(() -> assertThat(ended).hasValue(1));
        desk.steps.add(quick());
        workers.missed();
        await().untilAsserted(() -> assertThat(ended).hasValue(2));
    }

    @Test
    void theLeaseOfAStepIsRenewedWhileItIsUnderWayAndNotLonger() {
        GenerationId id = studio.ask(studio.personWith(100));
        studio.node().dispatcher.submitDue();
        studio.wait(PretendProvider.PACE.multipliedBy(2));
        Claim claim = studio.line.due(State.RUNNING, 10, Set.of()).getFirst();
        Instant first = leaseEnd(id);
        start(Map.of("generation.lease", "400ms"), new Desk(new Step(ProviderApi.RUNWAY, claim, this::waitAtTheGate)));

        studio.wait(Duration.ofHours(1));
        await().untilAsserted(() -> assertThat(leaseEnd(id)).isAfter(first.plus(Duration.ofMinutes(50))));
        gate.countDown();
        await().untilAsserted(() -> assertThat(ended).hasValue(1));
        studio.wait(Duration.ofHours(1));
        Instant last = leaseEnd(id);
        await().during(Duration.ofMillis(500)).until(() -> leaseEnd(id).equals(last));
    }

    @Test
    void whoStopsLetsItsStepsEndAndTakesNoMore() throws InterruptedException {
        var desk = new Desk(slow());
        start(Map.of("generation.workers.tick", "50ms"), desk);
        await().until(desk.steps::isEmpty);
        var stopping = Thread.ofVirtual().start(workers::stop);
        await().until(() -> !workers.isRunning());
        desk.steps.add(quick());
        gate.countDown();
        assertThat(stopping.join(Duration.ofSeconds(10))).isTrue();
        assertThat(ended).hasValue(1);
        assertThat(desk.steps).hasSize(1);
    }

    @Test
    void aStepThatDoesNotEndIsLeftToItsLease() {
        var desk = new Desk(slow());
        start(Map.of("generation.workers.farewell", "100ms"), desk);
        await().until(desk.steps::isEmpty);
        workers.stop();
        assertThat(workers.isRunning()).isFalse();
        assertThat(ended).hasValue(0);
    }

    private void start(Map<String, String> properties, Station station) {
        Map<String, String> all = new HashMap<>(Map.of("generation.workers.farewell", "5s"));
        all.putAll(properties);
        var settings = new Binder(new MapConfigurationPropertySource(all))
                .bindOrCreate("generation", GenerationSettings.class);
        var line = new Line(studio.jdbc, studio.transaction, studio.clock, settings);
        workers = new Workers(List.of(station), line, settings);
        workers.start();
    }

    private Instant leaseEnd(GenerationId id) {
        return studio.jdbc
                .sql("select lease_until from generation where id = ?")
                .param(id.value())
                .query((row, number) ->
                        row.getObject(1, java.time.OffsetDateTime.class).toInstant())
                .single();
    }

    private Step quick() {
        return new Step(ProviderApi.RUNWAY, null, ended::incrementAndGet);
    }

    private Step slow() {
        return new Step(ProviderApi.RUNWAY, null, this::waitAtTheGate);
    }

    private static Step failing() {
        return new Step(ProviderApi.RUNWAY, null, () -> {
            throw new IllegalStateException("on purpose");
        });
    }

    private void waitAtTheGate() {
        try {
            if (gate.await(30, TimeUnit.SECONDS)) {
                ended.incrementAndGet();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Hands out its steps, each once. */
    private static final class Desk implements Station {

        final Queue<Step> steps;
        final AtomicInteger asked = new AtomicInteger();
        final AtomicBoolean blind = new AtomicBoolean();

        Desk(Step... steps) {
            this.steps = new ConcurrentLinkedQueue<>(List.of(steps));
        }

        @Override
        public List<Step> take(int most, Set<ProviderApi> full) {
            asked.incrementAndGet();
            if (blind.getAndSet(false)) {
                throw new IllegalStateException("the database is away");
            }
            int room = full.isEmpty() ? most : 0;
            return Stream.generate(steps::poll)
                    .limit(Math.min(room, steps.size()))
                    .toList();
        }
    }
}
