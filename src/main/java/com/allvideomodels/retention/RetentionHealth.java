package com.allvideomodels.retention;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/**
 * What an operator must hear of: things overdue, classes that stopped or fail, clocks that differ. It says so without taking the
 * node out of service, since nobody is served worse meanwhile.
 */
@Component("retention")
class RetentionHealth implements HealthIndicator, MeterBinder {

    private static final Status ATTENTION = new Status("ATTENTION");
    private static final Duration REMEMBERED = Duration.ofSeconds(10);

    private final RetentionPolicy policy;
    private final SweepRows rows;
    private final SafetyStops stops;
    private final HoldDesk desk;
    private final GuardedClock clock;
    private final InstantSource machine;
    private volatile @Nullable Figures last;

    RetentionHealth(
            RetentionPolicy policy,
            SweepRows rows,
            SafetyStops stops,
            HoldDesk desk,
            GuardedClock clock,
            InstantSource machine) {
        this.policy = policy;
        this.rows = rows;
        this.stops = stops;
        this.desk = desk;
        this.clock = clock;
        this.machine = machine;
    }

    private record Figures(
            GuardedClock.Reading reading, List<SweepRows.Progress> classes, long stops, long overdueReviews) {

        long failing() {
            return classes.stream().filter(one -> one.failures() > 0).count();
        }

        double overdueSeconds(String dataClass) {
            return classes.stream()
                    .filter(one -> one.dataClass().equals(dataClass))
                    .mapToDouble(one -> one.overdueSince() == null
                            ? 0
                            : Duration.between(one.overdueSince(), reading.at()).toSeconds())
                    .findFirst()
                    .orElse(0);
        }
    }

    @Override
    public Health health() {
        Figures now = figures();
        boolean well = !now.reading().isAlarm() && now.stops() == 0 && now.failing() == 0;
        return Health.status(well ? Status.UP : ATTENTION)
                .withDetail("clock", now.reading().state())
                .withDetail("stops", now.stops())
                .withDetail("failing", now.failing())
                .build();
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        gauge(registry, "retention.stops", figures -> figures.stops());
        gauge(registry, "retention.failing", figures -> figures.failing());
        gauge(registry, "retention.clock.alarm", figures -> figures.reading().isAlarm() ? 1 : 0);
        gauge(registry, "retention.holds.unreviewed", figures -> figures.overdueReviews());
        policy.rules()
                .forEach(rule -> Gauge.builder(
                                "retention.overdue",
                                this,
                                self -> self.figures().overdueSeconds(rule.id()))
                        .tag("class", rule.id())
                        .baseUnit("seconds")
                        .description("For how long the oldest thing has been due that is still there")
                        .register(registry));
    }

    private void gauge(MeterRegistry registry, String name, ToDoubleFunction<Figures> figure) {
        Gauge.builder(name, this, self -> figure.applyAsDouble(self.figures())).register(registry);
    }

    /** One look for all gauges of a reading. */
    private Figures figures() {
        Figures known = last;
        if (known != null && isFresh(known)) {
            return known;
        }
        GuardedClock.Reading reading = clock.read();
        Figures fresh =
                new Figures(reading, rows.all(reading.at()), stops.allOpen().size(), desk.overdue(reading.at()));
        last = fresh;
        return fresh;
    }

    private boolean isFresh(Figures known) {
        Duration age = Duration.between(known.reading().machine(), machine.instant());
        return age.abs().compareTo(REMEMBERED) < 0;
    }
}
