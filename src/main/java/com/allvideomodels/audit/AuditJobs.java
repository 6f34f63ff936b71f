package com.allvideomodels.audit;

import com.allvideomodels.kernel.ScheduledJob;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What this module does by the clock. */
@Configuration(proxyBeanMethods = false)
class AuditJobs {

    /** Signs the end of the trail and puts it outside the database. */
    @Bean
    ScheduledJob writeCheckpoint(Checkpoints checkpoints) {
        return new ScheduledJob("audit.checkpoint", checkpoints::write);
    }
}
