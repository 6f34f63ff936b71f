package com.allvideomodels.account;

import com.allvideomodels.kernel.ScheduledJob;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What this module does by the clock. */
@Configuration(proxyBeanMethods = false)
class AccountJobs {

    @Bean
    ScheduledJob askParentsAgain(ParentalConsents consents) {
        return new ScheduledJob(ParentalConsents.JOB, consents::askAgain);
    }
}
