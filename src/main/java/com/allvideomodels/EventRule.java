package com.allvideomodels;

import com.allvideomodels.retention.RetentionRule;
import com.allvideomodels.retention.RowRules;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How events end that nobody managed to follow up; one that was followed up goes at once. */
@Configuration(proxyBeanMethods = false)
class EventRule {

    @Bean
    RetentionRule oldEvents(RowRules rows) {
        return rows.of("event")
                .table("event_publication")
                .id("id")
                .since("publication_date")
                .delete();
    }
}
