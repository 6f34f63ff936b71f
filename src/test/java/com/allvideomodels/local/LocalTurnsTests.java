package com.allvideomodels.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.allvideomodels.kernel.ScheduledJob;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobExecutionContext;
import org.quartz.TriggerBuilder;
import org.quartz.impl.JobExecutionContextImpl;
import org.quartz.spi.OperableTrigger;
import org.quartz.spi.TriggerFiredBundle;

class LocalTurnsTests {

    private final LocalTurns turns = new LocalTurns();
    private final List<String> done = new CopyOnWriteArrayList<>();

    @Test
    void byHandBeginsWhenTheTimetableHasEnded() throws InterruptedException {
        turns.jobToBeExecuted(firing("a"));
        Thread hand = Thread.ofPlatform().start(() -> turns.byHand(job("a", () -> done.add("by hand"))));
        await().until(() -> hand.getState() == Thread.State.WAITING);
        done.add("timetable");
        turns.jobWasExecuted(firing("a"), null);
        hand.join();
        assertThat(done).containsExactly("timetable", "by hand");
    }

    @Test
    void theTimetableWaitsForWhatIsRunByHand() throws InterruptedException {
        Thread timetable = Thread.ofPlatform().unstarted(() -> {
            turns.jobToBeExecuted(firing("a"));
            done.add("timetable");
            turns.jobWasExecuted(firing("a"), null);
        });
        turns.byHand(job("a", () -> {
            timetable.start();
            await().until(() -> timetable.getState() == Thread.State.WAITING);
            done.add("by hand");
        }));
        timetable.join();
        assertThat(done).containsExactly("by hand", "timetable");
    }

    @Test
    void aJobThatDoesNotEndKeepsNoOther() {
        turns.jobToBeExecuted(firing("a"));
        turns.byHand(job("b", () -> done.add("b")));
        assertThat(done).containsExactly("b");
    }

    private static ScheduledJob job(String name, Runnable work) {
        return new ScheduledJob(name, work);
    }

    private static JobExecutionContext firing(String name) {
        var detail = JobBuilder.newJob(Job.class).withIdentity(name).build();
        var trigger = (OperableTrigger) TriggerBuilder.newTrigger().build();
        return new JobExecutionContextImpl(
                null, new TriggerFiredBundle(detail, trigger, null, false, null, null, null, null), null);
    }
}
