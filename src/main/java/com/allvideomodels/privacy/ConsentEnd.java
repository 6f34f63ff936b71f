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

/** The histories of people whose accounts ended long ago, each as a whole. What says so goes last. */
record ConsentEnd(JdbcClient sql, HistoryGuard guard) implements RowEnding {

    @Configuration(proxyBeanMethods = false)
    static class Rule {

        @Bean
        RetentionRule endOfConsents(RowRules rows, JdbcClient sql, HistoryGuard guard) {
            return rows.of("consent")
                    .table("consent_end")
                    .id("account_id")
                    .owner("account_id")
                    .since("ended_at")
                    .by(new ConsentEnd(sql, guard));
        }
    }

    @Override
    public int end(DueRows due, Instant now, int most) {
        UUID[] ended = due.claim(now, most).toArray(UUID[]::new);
        guard.lift("consent", () -> delete("consent_event", ended));
        delete("consent_end", ended);
        return ended.length;
    }

    private void delete(String table, UUID[] ended) {
        sql.sql("delete from " + table + " where account_id = any(:ended)")
                .param("ended", ended)
                .update();
    }
}
