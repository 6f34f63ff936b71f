package com.allvideomodels.rights;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.retention.ErasureStep;
import com.allvideomodels.retention.LegalHolds;
import com.allvideomodels.retention.RetentionRule;
import com.allvideomodels.retention.RowRules;
import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** That somebody ordered copies; the copies themselves go with all that is stored of the person. */
@Component
class ExportErasure implements ErasureStep {

    private final JdbcClient sql;

    ExportErasure(JdbcClient sql) {
        this.sql = sql;
    }

    @Configuration(proxyBeanMethods = false)
    static class Rule {

        @Bean
        RetentionRule oldExportOrders(RowRules rows) {
            return rows.of("export-order")
                    .table("privacy_export")
                    .id("id")
                    .owner("account_id")
                    .item("id")
                    .since("ordered_at")
                    .delete();
        }
    }

    @Override
    public String module() {
        return "rights";
    }

    @Override
    public int place() {
        return 5;
    }

    @Override
    public boolean erase(AccountId owner, Instant now) {
        sql.sql("delete from privacy_export where account_id = :owner and "
                        + LegalHolds.noneOn("export-order", "privacy_export.account_id", "privacy_export.id"))
                .param("owner", owner.value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
        return sql.sql("select not exists (select 1 from privacy_export where account_id = :owner)")
                .param("owner", owner.value())
                .query(Boolean.class)
                .single();
    }
}
