package com.allvideomodels.mail;

import com.allvideomodels.retention.RetentionRule;
import com.allvideomodels.retention.RowRules;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How letters end; one that still waits ends first, and soon. */
@Configuration(proxyBeanMethods = false)
class LetterRule {

    static final String ENDED = "letter.state <> 'waiting'";

    @Bean
    RetentionRule oldLetters(RowRules rows) {
        return rows.of("letter")
                .table("letter")
                .id("id")
                .owner("account_id")
                .item("id")
                .when(ENDED)
                .since("written_at")
                .delete();
    }
}
