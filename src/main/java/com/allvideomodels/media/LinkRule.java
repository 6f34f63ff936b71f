package com.allvideomodels.media;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.retention.ErasureStep;
import com.allvideomodels.retention.LegalHolds;
import com.allvideomodels.retention.RetentionRule;
import com.allvideomodels.retention.RowRules;
import java.time.Instant;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How the links end under which providers fetched something, and with each the list of who fetched it. */
@Configuration(proxyBeanMethods = false)
class LinkRule {

    @Bean
    RetentionRule oldLinks(RowRules rows) {
        return rows.of("provider-link")
                .table("provider_link")
                .id("id")
                .owner("owner")
                .item("media")
                .since("until")
                .delete();
    }

    @Bean
    ErasureStep linkErasure(JdbcClient sql) {
        return new Erasure(sql);
    }

    /** Those of one person. */
    record Erasure(JdbcClient sql) implements ErasureStep {

        @Override
        public String module() {
            return "media-links";
        }

        @Override
        public int place() {
            return 30;
        }

        @Override
        public boolean erase(AccountId owner, Instant now) {
            sql.sql("delete from provider_link where owner = :owner and "
                            + LegalHolds.noneOn("provider-link", "provider_link.owner", "provider_link.media"))
                    .param("owner", owner.value())
                    .param("now", MediaRows.at(now))
                    .update();
            return sql.sql("select not exists (select 1 from provider_link where owner = :owner)")
                    .param("owner", owner.value())
                    .query(Boolean.class)
                    .single();
        }
    }
}
