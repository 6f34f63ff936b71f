package com.allvideomodels.account;

import com.allvideomodels.audit.Actor;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.retention.AfterRestore;
import com.allvideomodels.retention.Repetition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a database that was restored is told about who may come in. */
@Configuration(proxyBeanMethods = false)
class EntrancesAfterRestore {

    private static final Actor BY = new Actor.Job("retention.restore");

    /** Sessions that were ended and links that were used since the backup would be good again. */
    @Bean
    AfterRestore staleEntrances(JdbcClient sql, LinksInLetters links) {
        return () -> {
            sql.sql("delete from spring_session").update();
            links.endAll();
        };
    }

    @Bean
    Repetition closedAgain(Closures closures) {
        return Repetition.of(Closures.CLOSED, (item, at) -> closures.close(new AccountId(item), BY, at));
    }

    @Bean
    Repetition reopenedAgain(Closures closures) {
        return Repetition.of(Closures.REOPENED, (item, at) -> closures.reopen(new AccountId(item), BY));
    }
}
