package com.allvideomodels.incident;

import com.allvideomodels.kernel.ScheduledJob;
import com.allvideomodels.retention.RetentionRule;
import com.allvideomodels.retention.RowRules;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What this module does by the clock. All that belongs to an incident goes with its record. */
@Configuration(proxyBeanMethods = false)
class IncidentUpkeep {

    @Bean
    ScheduledJob carryOutResponses(Response response) {
        return new ScheduledJob("incident.carry-out", response::carryOut);
    }

    @Bean
    ScheduledJob wrapKeys(KeyChange change) {
        return new ScheduledJob("incident.wrap-keys", change::goOn);
    }

    @Bean
    ScheduledJob alarmOfDeadlines(DeadlineAlarm alarm) {
        return new ScheduledJob("incident.alarm", alarm::raise);
    }

    @Bean
    RetentionRule endOfIncidents(RowRules rows) {
        return rows.of("incident")
                .table("incident")
                .id("id")
                .item("id")
                .when("closed_at is not null")
                .since("closed_at")
                .delete();
    }
}
