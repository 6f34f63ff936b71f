package com.allvideomodels.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
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

    @Bean
    JobDetail verifyTrail() {
        return JobBuilder.newJob(VerifyTrail.class)
                .withIdentity(Verifications.JOB)
                .withDescription("Reads the whole audit trail and compares it with its checkpoints")
                .storeDurably()
                .build();
    }

    @DisallowConcurrentExecution
    static class VerifyTrail implements Job {

        private final Verifications verifications;

        VerifyTrail(Verifications verifications) {
            this.verifications = verifications;
        }

        @Override
        public void execute(JobExecutionContext context) {
            try {
                verifications.run(new Actor.Job(Verifications.JOB));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
