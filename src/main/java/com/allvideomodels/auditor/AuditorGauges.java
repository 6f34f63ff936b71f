package com.allvideomodels.auditor;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.ToDoubleFunction;
import org.springframework.stereotype.Component;

/** The auditor's figures as metrics. All nodes say the same: those of the last audit, wherever it ran. */
@Component
class AuditorGauges implements MeterBinder {

    private static final String PREFIX = "allvideomodels.retention.";

    private final AuditRuns runs;
    private final InstantSource clock;

    AuditorGauges(AuditRuns runs, InstantSource clock) {
        this.runs = runs;
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        gauge(registry, "overdue.seconds", run -> run.oldestOverdue().toSeconds());
        gauge(registry, "overdue", AuditRun::overdue);
        gauge(registry, "orphans", AuditRun::orphans);
        gauge(registry, "missing", AuditRun::missing);
        Gauge.builder(PREFIX + "audit.age.seconds", this, AuditorGauges::age).register(registry);
    }

    private void gauge(MeterRegistry registry, String name, ToDoubleFunction<AuditRun> figure) {
        Gauge.builder(
                        PREFIX + name,
                        runs,
                        all -> all.lastDone().map(figure::applyAsDouble).orElse(Double.NaN))
                .register(registry);
    }

    private double age() {
        return runs.lastDone()
                .map(run -> (double) Duration.between(run.at(), now()).toSeconds())
                .orElse(Double.NaN);
    }

    private Instant now() {
        return clock.instant();
    }
}
