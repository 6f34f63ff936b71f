package com.allvideomodels.local;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;
import org.quartz.listeners.JobListenerSupport;

/**
 * Whose turn it is: that of the timetable, or of somebody who runs its jobs by hand. By hand they begin when those of the timetable have
 * ended, which wait until they are done; so nothing that was due is still in other hands when a run by hand has ended.
 */
class LocalTurns extends JobListenerSupport {

    private final ReadWriteLock turns = new ReentrantReadWriteLock(true);

    /** Waits for the jobs that the timetable runs now, and keeps others from beginning. */
    void byHand(Runnable jobs) {
        Lock alone = turns.writeLock();
        alone.lock();
        try {
            jobs.run();
        } finally {
            alone.unlock();
        }
    }

    @Override
    public String getName() {
        return "turns";
    }

    @Override
    public void jobToBeExecuted(JobExecutionContext job) {
        turns.readLock().lock();
    }

    /** On the thread on which it began, as Quartz promises. */
    @Override
    public void jobWasExecuted(JobExecutionContext job, JobExecutionException failed) {
        turns.readLock().unlock();
    }
}
