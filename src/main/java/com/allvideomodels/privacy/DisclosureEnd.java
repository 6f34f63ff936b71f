package com.allvideomodels.privacy;

import com.allvideomodels.retention.DueRows;
import com.allvideomodels.retention.HistoryGuard;
import com.allvideomodels.retention.RetentionRule;
import com.allvideomodels.retention.RowEnding;
import com.allvideomodels.retention.RowRules;
import java.time.Instant;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Lines of the register of disclosures end after their years, each with its review. */
record DisclosureEnd(JdbcClient sql, HistoryGuard guard) implements RowEnding {

    @Configuration(proxyBeanMethods = false)
    static class Rule {

        @Bean
        RetentionRule endOfDisclosures(RowRules rows, JdbcClient sql, HistoryGuard guard) {
            return rows.of("disclosure")
                    .table("disclosure")
                    .id("id")
                    .owner("account_id")
                    .item("id")
                    .since("disclosed_at")
                    .by(new DisclosureEnd(sql, guard));
        }
    }

    @Override
    public int end(DueRows due, Instant now, int most) {
        UUID[] ended = due.claim(now, most).toArray(UUID[]::new);
        guard.lift(
                "disclosure",
                () -> sql.sql("delete from disclosure where id = any(:ended)")
                        .param("ended", ended)
                        .update());
        return ended.length;
    }
}
