package com.allvideomodels.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class LocalTurnsTests {

    private final LocalTurns turns = new LocalTurns();
    private final List<String> done = new CopyOnWriteArrayList<>();

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
    void theTimetableWaitsForWhatIsRunByHand() throws InterruptedException {
        Thread timetable = Thread.ofPlatform().unstarted(() -> {
            turns.jobToBeExecuted(null);
            done.add("timetable");
            turns.jobWasExecuted(null, null);
        });
        turns.byHand(() -> {
            timetable.start();
            await().until(() -> timetable.getState() == Thread.State.WAITING);
            done.add("by hand");
        });
        timetable.join();
        assertThat(done).containsExactly("by hand", "timetable");
    }
}
