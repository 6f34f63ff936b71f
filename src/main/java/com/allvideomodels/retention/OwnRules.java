package com.allvideomodels.retention;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How the records of this module itself end. */
@Configuration(proxyBeanMethods = false)
class OwnRules {

    @Bean
    RetentionRule endedHolds(RowRules rows) {
        return rows.of("hold")
                .table("legal_hold")
                .id("id")
                .since("coalesce(legal_hold.released_at, legal_hold.expires_at)")
                .delete();
    }

    @Bean
    RetentionRule endedStops(RowRules rows) {
        return rows.of("safety-stop")
                .table("safety_stop")
                .id("id")
                .since("ended_at")
                .delete();
    }

    @Bean
    RetentionRule erasedAccounts(RowRules rows) {
        return rows.of("erased-account")
                .table("erased_account")
                .id("account_id")
                .owner("account_id")
                .since("at")
                .delete();
    }

    /** Its objects in the record bucket end by {@link LogEnding}. */
    @Bean
    RetentionRule oldRepetitions(RowRules rows) {
        return rows.of(LogEnding.CLASS)
                .table("repetition")
                .id("number")
                .when("repetition.logged_in is not null")
                .since("at")
                .delete();
    }

    @Bean
    RetentionRule oldDestructions(RowRules rows) {
        return RowRules.together(
                rows.of("destruction")
                        .table("receipt")
                        .id("number")
                        .owner("owner")
                        .item("item")
                        .since("at")
                        .delete(),
                rows.of("destruction")
                        .table("destruction")
                        .id("id")
                        .owner("owner")
                        .item("item")
                        .when("destruction.bytes_gone_at is not null")
                        .since("at")
                        .delete());
    }
}
