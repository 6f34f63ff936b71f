package com.allvideomodels.auditor;

import com.allvideomodels.kernel.ScheduledJob;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What this module does by the clock. */
@Configuration(proxyBeanMethods = false)
class AuditorJobs {

    @Bean
    ScheduledJob auditEverything(Auditor auditor) {
        return new ScheduledJob(Auditor.JOB, auditor::audit);
    }
}
