package com.allvideomodels.retention;

import java.time.InstantSource;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the timetable can call by name. */
@Configuration(proxyBeanMethods = false)
class RetentionJobs {

    static final String REMIND = "retention.remind-of-holds";

    @Bean(Sweep.JOB)
    JobDetail sweepEverything() {
        return job(SweepEverything.class, Sweep.JOB);
    }

    @Bean(REMIND)
    JobDetail remindOfHolds() {
        return job(RemindOfHolds.class, REMIND);
    }

    @Bean(TrailUpkeep.JOB)
    JobDetail keepTrail() {
        return job(KeepTrail.class, TrailUpkeep.JOB);
    }

    private static JobDetail job(Class<? extends Job> type, String name) {
        return JobBuilder.newJob(type).withIdentity(name).storeDurably().build();
    }

    @DisallowConcurrentExecution
    static class SweepEverything implements Job {

        private final Sweep sweep;

        SweepEverything(Sweep sweep) {
            this.sweep = sweep;
        }

        @Override
        public void execute(JobExecutionContext context) {
            sweep.run();
        }
    }

    @DisallowConcurrentExecution
    static class RemindOfHolds implements Job {

        private final HoldDesk desk;
        private final InstantSource clock;

        RemindOfHolds(HoldDesk desk, InstantSource clock) {
            this.desk = desk;
            this.clock = clock;
        }

        @Override
        public void execute(JobExecutionContext context) {
            desk.remind(clock.instant());
        }
    }

    @DisallowConcurrentExecution
    static class KeepTrail implements Job {

        private final TrailUpkeep upkeep;

        KeepTrail(TrailUpkeep upkeep) {
            this.upkeep = upkeep;
        }

        @Override
        public void execute(JobExecutionContext context) {
            upkeep.run();
        }
    }
}
