package com.allvideomodels.media;

import com.allvideomodels.privacy.AccountCriterion;
import com.allvideomodels.privacy.AccountQuestion;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Accounts are found by what they uploaded, as long as it is there. */
@Configuration(proxyBeanMethods = false)
class UploadCriterion {

    @Bean
    AccountCriterion whoUploaded(JdbcClient sql) {
        return new AccountQuestion(
                sql, "uploads", List.of(), "owner", "upload where uploaded_at >= :from and uploaded_at < :to");
    }
}
