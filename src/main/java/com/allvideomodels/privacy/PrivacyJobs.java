package com.allvideomodels.privacy;

import com.allvideomodels.kernel.ScheduledJob;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What this module does by the clock. */
@Configuration(proxyBeanMethods = false)
class PrivacyJobs {

    @Bean
    ScheduledJob tellOfPolicies(PolicyNotices notices) {
        return new ScheduledJob("privacy.tell-of-policies", notices::tellMore);
    }
}
