package com.allvideomodels.local;

import com.allvideomodels.kernel.ScheduledJob;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;
import org.quartz.listeners.JobListenerSupport;

/**
 * Whose turn it is to run a job: that of the timetable, or of somebody who runs it by hand. One waits for the other, so nothing that was due
 * is still in other hands when a job that was run by hand has ended. Other jobs go on: one that cannot end keeps nobody but itself.
 */
class LocalTurns extends JobListenerSupport {

    private final Map<String, Lock> turns = new ConcurrentHashMap<>();

    /** Waits where the timetable is at the same job, and keeps it from beginning meanwhile. */
    void byHand(ScheduledJob job) {
        Lock turn = turn(job.name());
        turn.lock();
        try {
            job.work().run();
        } finally {
            turn.unlock();
        }
    }

    private Lock turn(String job) {
        return turns.computeIfAbsent(job, name -> new ReentrantLock(true));
    }

    @Override
    public String getName() {
        return "turns";
    }

    @Override
    public void jobToBeExecuted(JobExecutionContext job) {
        turn(name(job)).lock();
    }

    /** On the thread on which it began, as Quartz promises. */
    @Override
    public void jobWasExecuted(JobExecutionContext job, JobExecutionException failed) {
        turn(name(job)).unlock();
    }

    private static String name(JobExecutionContext job) {
        return job.getJobDetail().getKey().getName();
    }
}
