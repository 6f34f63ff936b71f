package com.allvideomodels.account;

import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Tidies once an hour, on one node. */
@DisallowConcurrentExecution
class TidyingJob implements Job {

    private final Tidying tidying;

    TidyingJob(Tidying tidying) {
        this.tidying = tidying;
    }

    @Override
    public void execute(JobExecutionContext context) {
        tidying.tidy();
    }

    @Configuration(proxyBeanMethods = false)
    static class Jobs {

        @Bean
        JobDetail accountTidying() {
            return JobBuilder.newJob(TidyingJob.class)
                    .withIdentity("account-tidying")
                    .storeDurably()
                    .build();
        }
    }
}
