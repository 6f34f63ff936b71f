package com.allvideomodels.audit;

import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What this module does by the clock; when is said in the timetable. */
@Configuration(proxyBeanMethods = false)
class AuditJobs {

    @Bean
    JobDetail writeCheckpoint() {
        return JobBuilder.newJob(WriteCheckpoint.class)
                .withIdentity("audit.checkpoint")
                .withDescription("Signs the end of the audit trail and puts it outside the database")
                .storeDurably()
                .build();
    }

    @DisallowConcurrentExecution
    static class WriteCheckpoint implements Job {

        private final Checkpoints checkpoints;

        WriteCheckpoint(Checkpoints checkpoints) {
            this.checkpoints = checkpoints;
        }

        @Override
        public void execute(JobExecutionContext context) {
            checkpoints.write();
        }
    }
}
