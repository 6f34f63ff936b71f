package com.allvideomodels.generation;

import com.allvideomodels.privacy.AccountCriterion;
import com.allvideomodels.privacy.AccountQuestion;
import com.allvideomodels.provider.Provider;
import com.allvideomodels.provider.ProviderApi;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Accounts are found by the company that was asked for their videos, as long as their history has them. */
@Configuration(proxyBeanMethods = false)
class ProviderCriterion {

    @Bean
    AccountCriterion whoseVideosACompanyMade(JdbcClient sql) {
        return new AccountQuestion(
                sql,
                "provider",
                Arrays.stream(Provider.values()).map(Provider::slug).toList(),
                "owner",
                "generation where submitted_at >= :from and submitted_at < :to and api in"
                        + " (select api from (values " + companies()
                        + ") as made (api, company) where company = :choice)");
    }

    private static String companies() {
        return Arrays.stream(ProviderApi.values())
                .map(api -> "('" + api + "', '" + api.provider().slug() + "')")
                .collect(Collectors.joining(", "));
    }
}
