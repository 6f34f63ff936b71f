package com.allvideomodels.generation;

import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What this module does by the clock; when is said in the timetable. */
@Configuration(proxyBeanMethods = false)
class GenerationJobs {

    @Bean
    JobDetail warnOfEnd() {
        return job(WarnOfEnd.class, "generation.warn-of-end");
    }

    private static JobDetail job(Class<? extends Job> type, String name) {
        return JobBuilder.newJob(type).withIdentity(name).storeDurably().build();
    }

    @DisallowConcurrentExecution
    static class WarnOfEnd implements Job {

        private final Endings endings;

        WarnOfEnd(Endings endings) {
            this.endings = endings;
        }

        @Override
        public void execute(JobExecutionContext context) {
            endings.warnOfEnd();
        }
    }
}
