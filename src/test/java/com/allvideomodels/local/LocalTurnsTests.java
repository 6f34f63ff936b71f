package com.allvideomodels.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LocalTurnsTests {

    private final LocalTurns turns = new LocalTurns();
    private final List<String> done = new CopyOnWriteArrayList<>();
    private final ExecutorService timetable = Executors.newSingleThreadExecutor();

    @AfterEach
    void endTimetable() {
        timetable.shutdownNow();
    }

    @Test
    void byHandBeginsWhenTheTimetableHasEnded() throws InterruptedException {
        turns.jobToBeExecuted(null);
        Thread hand = Thread.ofPlatform().start(() -> turns.byHand(() -> done.add("by hand")));
        await().until(() -> hand.getState() == Thread.State.WAITING);
        done.add("timetable");
        turns.jobWasExecuted(null, null);
        hand.join();
        assertThat(done).containsExactly("timetable", "by hand");
    }

    @Test
    void theTimetableWaitsForWhatIsRunByHand() throws ExecutionException, InterruptedException {
        Future<?>[] job = new Future<?>[1];
        turns.byHand(() -> {
            job[0] = timetable.submit(() -> {
                done.add("due");
                turns.jobToBeExecuted(null);
                done.add("timetable");
                turns.jobWasExecuted(null, null);
            });
            await().until(() -> done.contains("due"));
            done.add("by hand");
        });
        job[0].get();
        assertThat(done).containsExactly("due", "by hand", "timetable");
    }
}
