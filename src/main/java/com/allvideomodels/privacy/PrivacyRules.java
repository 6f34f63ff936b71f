package com.allvideomodels.privacy;

import com.allvideomodels.retention.HistoryGuard;
import com.allvideomodels.retention.RetentionRule;
import com.allvideomodels.retention.RowRules;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** When the histories of this module end. */
@Configuration(proxyBeanMethods = false)
class PrivacyRules {

    /** Of people whose accounts ended long ago. */
    @Bean
    RetentionRule endOfConsents(RowRules rows, HistoryGuard guard) {
        return rows.of("consent")
                .table("consent_end")
                .id("account_id")
                .owner("account_id")
                .since("ended_at")
                .by(guard.ending("consent", "consent_event"));
    }

    /** Each line with its review. */
    @Bean
    RetentionRule endOfDisclosures(RowRules rows, HistoryGuard guard) {
        return rows.of("disclosure")
                .table("disclosure")
                .id("id")
                .owner("account_id")
                .item("id")
                .since("disclosed_at")
                .by(guard.ending("disclosure"));
    }
}
