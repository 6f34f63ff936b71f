package com.allvideomodels.account;

import com.allvideomodels.retention.Cause;
import com.allvideomodels.retention.Erasures;
import com.allvideomodels.retention.RetentionRule;
import com.allvideomodels.retention.RowDraft;
import com.allvideomodels.retention.RowRules;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How accounts end, and what is kept for their safety. Identities go with the account, sessions when they expire. */
@Configuration(proxyBeanMethods = false)
class AccountRules {

    @Bean
    RetentionRule endOfClosedAccounts(RowRules rows, JdbcClient sql, Erasures erasures) {
        return accounts(rows.of("account"), "closed_at is not null")
                .since("closed_at")
                .by(new AccountEnding(sql, erasures, Cause.ERASURE));
    }

    @Bean
    RetentionRule endOfUnconfirmedAccounts(RowRules rows, JdbcClient sql, Erasures erasures) {
        return accounts(rows.of("unconfirmed-account"), "email_confirmed_at is null")
                .since("opened_at")
                .by(new AccountEnding(sql, erasures, Cause.DEADLINE));
    }

    private static RowDraft accounts(RowDraft rule, String which) {
        return rule.table("account").id("id").owner("id").item("id").when(which + " and erasure_ordered_at is null");
    }

    @Bean
    RetentionRule endOfParentalConsents(RowRules rows) {
        return rows.of("parental-consent")
                .table("parental_consent")
                .id("id")
                .owner("account_id")
                .deadline("expires_at")
                .delete();
    }

    @Bean
    RetentionRule oldSignIns(RowRules rows) {
        return rows.of("session-log")
                .table("sign_in")
                .id("id")
                .owner("account_id")
                .since("at")
                .delete();
    }

    @Bean
    RetentionRule expiredLinks(RowRules rows) {
        return RowRules.together(
                rows.of("account-token")
                        .table("account_token")
                        .id("hash")
                        .owner("account_id")
                        .deadline("expires_at")
                        .delete(),
                rows.of("account-token")
                        .table("address_change")
                        .id("id")
                        .owner("account_id")
                        .deadline("expires_at")
                        .delete());
    }

    @Bean
    RetentionRule pastLimits(RowRules rows) {
        return rows.of("throttle")
                .table("throttle")
                .id("key")
                .deadline("paid_until")
                .delete();
    }
}
