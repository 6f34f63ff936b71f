package com.allvideomodels;

import com.allvideomodels.kernel.ScheduledJob;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.events.FailedEventPublications;
import org.springframework.modulith.events.ResubmissionOptions;
import org.springframework.stereotype.Component;

/**
 * Hands events again to those of our modules that failed to follow them up, or whose node went away while they did. On one node at a
 * time and never at its start: what another node is just doing is not done twice. Listeners may hear of an event more than once.
 */
@Component
class UnansweredEvents {

    static final Duration PATIENCE = Duration.ofMinutes(1);

    private final FailedEventPublications failed;
    private final JdbcClient sql;
    private final InstantSource clock;

    UnansweredEvents(FailedEventPublications failed, JdbcClient sql, InstantSource clock) {
        this.failed = failed;
        this.sql = sql;
        this.clock = clock;
    }

    void tellAgain() {
        giveUpOnThoseWhoWent();
        failed.resubmit(ResubmissionOptions.defaults().withMinAge(PATIENCE));
    }

    /** A node that went away says nothing of a failure. */
    private void giveUpOnThoseWhoWent() {
        sql.sql("""
                        update event_publication set status = 'FAILED'
                         where completion_date is null and status <> 'FAILED'
                           and coalesce(last_resubmission_date, publication_date) < :limit
                        """)
                .param("limit", clock.instant().minus(PATIENCE).atOffset(ZoneOffset.UTC))
                .update();
    }

    @Configuration(proxyBeanMethods = false)
    static class Jobs {

        @Bean
        ScheduledJob tellAgain(UnansweredEvents events) {
            return new ScheduledJob("events.tell-again", events::tellAgain);
        }
    }
}
