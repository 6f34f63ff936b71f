package com.allvideomodels.retention;

import java.io.IOException;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Copies the list of destructions out of the database by the clock. */
@Configuration(proxyBeanMethods = false)
class LogJobs {

    static final String WRITE = "retention.write-log";

    @Bean(WRITE)
    JobDetail writeLog() {
        return JobBuilder.newJob(WriteLog.class)
                .withIdentity(WRITE)
                .storeDurably()
                .build();
    }

    @DisallowConcurrentExecution
    static class WriteLog implements Job {

        private final DestructionLog log;

        WriteLog(DestructionLog log) {
            this.log = log;
        }

        @Override
        public void execute(JobExecutionContext context) throws JobExecutionException {
            try {
                log.write();
            } catch (IOException e) {
                throw new JobExecutionException("The log of destructions could not be written", e);
            }
        }
    }
}
