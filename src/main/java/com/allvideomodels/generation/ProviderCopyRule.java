package com.allvideomodels.generation;

import com.allvideomodels.retention.RetentionRule;
import com.allvideomodels.retention.RowRules;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How long the proof is kept of having asked for a copy; the generation itself goes with its account. */
@Configuration(proxyBeanMethods = false)
class ProviderCopyRule {

    @Bean
    RetentionRule oldCopies(RowRules rows) {
        return rows.of("provider-copy")
                .table("provider_copy")
                .id("id")
                .item("generation")
                .since("owed_since")
                .delete();
    }
}
