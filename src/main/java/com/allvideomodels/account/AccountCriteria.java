package com.allvideomodels.account;

import com.allvideomodels.privacy.AccountCriterion;
import com.allvideomodels.privacy.AccountQuestion;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Accounts are found by being there, and by who came in when. */
@Configuration(proxyBeanMethods = false)
class AccountCriteria {

    @Bean
    AccountCriterion everyAccount(JdbcClient sql) {
        return new AccountQuestion(
                sql,
                AccountCriterion.ALL,
                List.of(),
                "id",
                "account where email_confirmed_at is not null and opened_at < :to");
    }

    @Bean
    AccountCriterion whoSignedIn(JdbcClient sql) {
        return new AccountQuestion(sql, "sign-ins", List.of(), "account_id", "sign_in where at >= :from and at < :to");
    }
}
