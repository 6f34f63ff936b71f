package com.allvideomodels;

import com.allvideomodels.kernel.ScheduledJob;
import java.util.List;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;

/** What Quartz makes for each run of a job of the timetable, whose name says which of ours it is. */
@DisallowConcurrentExecution
class RunScheduledJob implements Job {

    private final List<ScheduledJob> jobs;

    RunScheduledJob(List<ScheduledJob> jobs) {
        this.jobs = jobs;
    }

    @Override
    public void execute(JobExecutionContext context) throws JobExecutionException {
        String name = context.getJobDetail().getKey().getName();
        jobs.stream()
                .filter(job -> job.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new JobExecutionException("this node knows no job " + name))
                .work()
                .run();
    }
}
