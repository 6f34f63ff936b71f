package com.allvideomodels.auditor;

import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the timetable can call by name. */
@Configuration(proxyBeanMethods = false)
class AuditorJobs {

    @Bean(Auditor.JOB)
    JobDetail audit() {
        return JobBuilder.newJob(AuditEverything.class)
                .withIdentity(Auditor.JOB)
                .storeDurably()
                .build();
    }

    @DisallowConcurrentExecution
    static class AuditEverything implements Job {

        private final Auditor auditor;

        AuditEverything(Auditor auditor) {
            this.auditor = auditor;
        }

        @Override
        public void execute(JobExecutionContext context) {
            auditor.audit();
        }
    }
}
