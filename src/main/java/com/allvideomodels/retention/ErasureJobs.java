package com.allvideomodels.retention;

import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Erasures by the clock. */
@Configuration(proxyBeanMethods = false)
class ErasureJobs {

    @Bean(ErasureWork.JOB)
    JobDetail erase() {
        return JobBuilder.newJob(Erase.class)
                .withIdentity(ErasureWork.JOB)
                .storeDurably()
                .build();
    }

    @DisallowConcurrentExecution
    static class Erase implements Job {

        private final ErasureWork work;

        Erase(ErasureWork work) {
            this.work = work;
        }

        @Override
        public void execute(JobExecutionContext context) {
            work.carryOut();
        }
    }
}
