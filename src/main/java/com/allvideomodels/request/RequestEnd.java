package com.allvideomodels.request;

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

/** Requests that were answered long ago, each with its history and notes. */
record RequestEnd(JdbcClient sql, HistoryGuard guard) implements RowEnding {

    @Configuration(proxyBeanMethods = false)
    static class Rules {

        @Bean
        RetentionRule endOfRequests(RowRules rows, JdbcClient sql, HistoryGuard guard) {
            return rows.of("privacy-request")
                    .table("privacy_request")
                    .id("id")
                    .owner("account_id")
                    .item("id")
                    .when("privacy_request.closed_at is not null")
                    .since("closed_at")
                    .by(new RequestEnd(sql, guard));
        }

        /** Those of requests that ended are gone with the end. */
        @Bean
        RetentionRule staleRequestLinks(RowRules rows) {
            return rows.of("identity-proof")
                    .table("privacy_request_link")
                    .id("hash")
                    .deadline("expires_at")
                    .delete();
        }
    }

    @Override
    public int end(DueRows due, Instant now, int most) {
        UUID[] ended = due.claim(now, most).toArray(UUID[]::new);
        guard.lift(
                "privacy-request",
                () -> sql.sql("delete from privacy_request where id = any(:ended)")
                        .param("ended", ended)
                        .update());
        return ended.length;
    }
}
