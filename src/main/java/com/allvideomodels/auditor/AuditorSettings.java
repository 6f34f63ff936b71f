package com.allvideomodels.auditor;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How patient the auditor is. With what it looks is said under {@code auditor.storage} and {@code auditor.datasource}.
 *
 * @param grace how long after its deadline a thing may still be there before it counts as overdue
 * @param unfinished how long bytes may be on their way
 * @param stale how old the last audit may be before that is an alarm
 */
@ConfigurationProperties("auditor")
record AuditorSettings(
        @DefaultValue("15m") Duration grace,
        @DefaultValue("24h") Duration unfinished,
        @DefaultValue("3h") Duration stale) {}
