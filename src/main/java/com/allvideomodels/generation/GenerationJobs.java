package com.allvideomodels.generation;

import com.allvideomodels.kernel.ScheduledJob;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What this module does by the clock. */
@Configuration(proxyBeanMethods = false)
class GenerationJobs {

    @Bean
    ScheduledJob warnOfEnd(Endings endings) {
        return new ScheduledJob("generation.warn-of-end", endings::warnOfEnd);
    }
}
