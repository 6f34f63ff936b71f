package com.allvideomodels.auditor;

import com.allvideomodels.retention.RetentionRule;
import com.allvideomodels.retention.RowRules;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How long what the auditor saw is kept. Carried out by the sweep; the auditor deletes nothing. */
@Configuration(proxyBeanMethods = false)
class AuditorRules {

    @Bean
    RetentionRule oldAudits(RowRules rows) {
        return RowRules.together(
                rows.of("audit-run").table("audit_run").id("id").since("at").delete(),
                rows.of("audit-run")
                        .table("audit_observation")
                        .id("id")
                        .since("at")
                        .delete());
    }
}
