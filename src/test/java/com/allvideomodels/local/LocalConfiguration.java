package com.allvideomodels.local;

import com.allvideomodels.mail.LetterPreviews;
import com.allvideomodels.mail.LocalPost;
import java.nio.file.Path;
import java.time.InstantSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.quartz.autoconfigure.SchedulerFactoryBeanCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Beans that exist on a developer's machine and in tests alone. They live in the test sources and in no jar that ships. */
@Configuration(proxyBeanMethods = false)
public class LocalConfiguration {

    /** Mail that stays here; another carrier named on the command line takes its place. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = "mail.carrier", havingValue = "mailbox")
    @Import({MailboxPages.class, LetterPreviews.class, LocalPost.class})
    static class Mail {

        @Bean
        LocalMailbox localMailbox(JdbcClient sql, TransactionTemplate transactions, InstantSource clock) {
            return new LocalMailbox(sql, transactions, clock);
        }
    }

    /** A clock that people move; tests have one of their own. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = "local.clock")
    @Import(ClockPages.class)
    static class Time {

        @Bean
        @Primary
        LocalClock localClock(@Value("${local.clock}") Path file) {
            return new LocalClock(file);
        }

        @Bean
        LocalTurns localTurns() {
            return new LocalTurns();
        }

        @Bean
        SchedulerFactoryBeanCustomizer timetableTakesTurns(LocalTurns turns) {
            return scheduler -> scheduler.setGlobalJobListeners(turns);
        }
    }
}
