package com.allvideomodels.media;

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
class MediaJobs {

    @Bean("media.delete-bytes")
    JobDetail deleteBytes() {
        return job(DeleteBytes.class, "media.delete-bytes");
    }

    @Bean("media.abandon-stale")
    JobDetail abandonStale() {
        return job(AbandonStale.class, "media.abandon-stale");
    }

    private static JobDetail job(Class<? extends Job> type, String name) {
        return JobBuilder.newJob(type).withIdentity(name).storeDurably().build();
    }

    @DisallowConcurrentExecution
    static class DeleteBytes implements Job {

        private final MediaUpkeep upkeep;
        private final InstantSource clock;

        DeleteBytes(MediaUpkeep upkeep, InstantSource clock) {
            this.upkeep = upkeep;
            this.clock = clock;
        }

        @Override
        public void execute(JobExecutionContext context) {
            upkeep.deleteBytes(clock.instant());
        }
    }

    @DisallowConcurrentExecution
    static class AbandonStale implements Job {

        private final MediaUpkeep upkeep;
        private final InstantSource clock;

        AbandonStale(MediaUpkeep upkeep, InstantSource clock) {
            this.upkeep = upkeep;
            this.clock = clock;
        }

        @Override
        public void execute(JobExecutionContext context) {
            upkeep.abandonStale(clock.instant());
        }
    }
}
