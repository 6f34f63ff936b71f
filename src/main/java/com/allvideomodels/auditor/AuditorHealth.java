package com.allvideomodels.auditor;

import java.time.Duration;
import java.time.InstantSource;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Whether what is stored is as promised, for a monitor: {@code /actuator/health/privacy}. The state has a name of its own, so that the
 * health of the whole stays that of serving people.
 */
@Component("promises")
class AuditorHealth implements HealthIndicator {

    private static final String OVERDUE = "OVERDUE";

    private final AuditRuns runs;
    private final AuditorSettings settings;
    private final InstantSource clock;

    AuditorHealth(AuditRuns runs, AuditorSettings settings, InstantSource clock) {
        this.runs = runs;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Health health() {
        return runs.last()
                .map(run -> isGood(run) ? Health.up() : Health.status(OVERDUE))
                .orElseGet(Health::unknown)
                .build();
    }

    private boolean isGood(AuditRun run) {
        boolean stale = Duration.between(run.at(), clock.instant()).compareTo(settings.stale()) > 0;
        return run.isClean() && !stale;
    }
}
