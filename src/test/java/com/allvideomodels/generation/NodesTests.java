package com.allvideomodels.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.allvideomodels.ProductTest;
import com.allvideomodels.kernel.AccountId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Any number of nodes on one database. */
@ProductTest
class NodesTests {

    private static final int NODES = 4;

    @Autowired
    ApplicationContext context;

    Studio studio;
    PretendProvider provider;

    @BeforeEach
    void open() {
        studio = new Studio(context).cleared();
        provider = studio.provider;
    }

    @AfterEach
    void resetClock() {
        studio.clock.reset();
    }

    @Test
    void everyTaskIsSentOnceAndCollectedOnce() throws Exception {
        AccountId who = studio.personWith(400);
        List<GenerationId> ids = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            ids.add(studio.ask(who));
        }
        provider.shows = PretendProvider.ready();
        onAllNodes(node -> node.dispatcher.submitDue());
        studio.wait(PretendProvider.PACE.multipliedBy(2));
        onAllNodes(node -> node.watcher.lookAtDue());
        onAllNodes(node -> node.collector.collectDue());
        onAllNodes(node -> node.copies.askDue());

        assertThat(ids).allSatisfy(id -> {
            assertThat(provider.createsOf(id)).isOne();
            assertThat(studio.stateOf(id)).isEqualTo(State.SUCCEEDED);
        });
        assertThat(provider.looks.values())
                .allSatisfy(number -> assertThat(number.get()).isOne());
        assertThat(provider.deletions.values())
                .allSatisfy(number -> assertThat(number.get()).isOne());
        assertThat(studio.vault.videosOf(who)).isEqualTo(40);
        assertThat(studio.available(who)).isZero();
        assertThat(studio.held(who)).isZero();
    }

    @Test
    void aProviderNeverHasMoreThanItRunsAtOnce() throws Exception {
        provider.concurrency = 3;
        AccountId who = studio.personWith(200);
        for (int i = 0; i < 20; i++) {
            studio.ask(who);
        }
        onAllNodes(node -> node.dispatcher.submitDue());
        assertThat(provider.creates).hasSize(3);
        provider.shows = new com.allvideomodels.provider.Sighting.Failed(
                com.allvideomodels.provider.FailureReason.PROVIDER_FAILED);
        studio.wait(PretendProvider.PACE.multipliedBy(2));
        onAllNodes(node -> node.watcher.lookAtDue());
        onAllNodes(node -> node.dispatcher.submitDue());
        assertThat(provider.creates).hasSize(6);
    }

    @Test
    void oneUncertainTaskTakesAPlaceToo() {
        provider.concurrency = 1;
        AccountId who = studio.personWith(20);
        studio.ask(who);
        studio.ask(who);
        provider.losesNextAnswer();
        var node = studio.node();
        node.dispatcher.submitDue();
        node.dispatcher.submitDue();
        assertThat(provider.creates).hasSize(1);
    }

    @Test
    void twoLostAnswersNeverTakeTheSameTask() throws Exception {
        AccountId who = studio.personWith(20);
        GenerationId slow = studio.ask(who);
        GenerationId quick = studio.ask(who);
        provider.losesNextAnswer();
        provider.losesNextAnswer();
        var node = studio.node();
        node.dispatcher.submitDue();
        var task = provider.tasks.get(quick.value());
        provider.tasks.put(slow.value(), task);
        studio.wait(Duration.ofSeconds(20));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> other = studio.transaction.execute(status -> {
                var now = studio.clock.instant();
                studio.rows.lock(quick.value()).orElseThrow().accepted(task, now, now, Duration.ofHours(1));
                studio.rows.flush();
                Future<?> settling = threads.submit(() -> node.reconciler.settleDue());
                await().atMost(Duration.ofSeconds(20)).until(() -> settling.isDone() || waits());
                return settling;
            });
            other.get();
        }
        assertThat(studio.stateOf(quick)).isEqualTo(State.RUNNING);
        assertThat(studio.stateOf(slow)).isEqualTo(State.UNCERTAIN);
        assertThat(studio.row(slow).attempts()).isOne();
    }

    /** Whether some connection to this test's database waits for another one's lock. */
    private boolean waits() {
        return studio.jdbc.sql("""
                        select count(*) from pg_stat_activity
                        where datname = current_database() and wait_event_type = 'Lock'
                        """).query(Integer.class).single() > 0;
    }

    @Test
    void nobodyWaitsBehindAllOfSomebodyElse() {
        provider.concurrency = 4;
        AccountId keen = studio.personWith(200);
        AccountId late = studio.personWith(20);
        for (int i = 0; i < 20; i++) {
            studio.ask(keen);
        }
        List<GenerationId> theirs = List.of(studio.ask(late), studio.ask(late));
        studio.node().dispatcher.submitDue();
        assertThat(theirs).allSatisfy(id -> assertThat(studio.stateOf(id)).isEqualTo(State.RUNNING));
    }

    private void onAllNodes(Function<Studio.Node, Integer> verb) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Integer>> all = new ArrayList<>();
            for (int i = 0; i < NODES; i++) {
                Studio.Node node = studio.node();
                all.add(() -> verb.apply(node));
            }
            for (Future<Integer> one : threads.invokeAll(all)) {
                one.get();
            }
        }
    }
}
