package com.allvideomodels.request;

import com.allvideomodels.retention.HistoryGuard;
import com.allvideomodels.retention.RetentionRule;
import com.allvideomodels.retention.RowRules;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** When requests end that were answered long ago, each with its history and notes, and links that nobody followed. */
@Configuration(proxyBeanMethods = false)
class RequestRules {

    @Bean
    RetentionRule endOfRequests(RowRules rows, HistoryGuard guard) {
        return rows.of("privacy-request")
                .table("privacy_request")
                .id("id")
                .owner("account_id")
                .item("id")
                .when("privacy_request.closed_at is not null")
                .since("closed_at")
                .by(guard.ending("privacy-request"));
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
