package com.allvideomodels.retention;

import com.allvideomodels.audit.Act;
import com.allvideomodels.audit.Actor;
import com.allvideomodels.audit.AuditTrail;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Keeps a wrong rule or a wrong clock from emptying the house: when far more of a class is due than on a normal day, nothing more of
 * it is destroyed until one member of staff has proposed that and another has confirmed it. The read path refuses what is due all the same.
 */
@Component
class SafetyBound {

    private static final Logger LOG = LoggerFactory.getLogger(SafetyBound.class);

    private final SweepRows days;
    private final SafetyStops stops;
    private final AuditTrail audit;
    private final RetentionSettings settings;

    SafetyBound(SweepRows days, SafetyStops stops, AuditTrail audit, RetentionSettings settings) {
        this.days = days;
        this.stops = stops;
        this.audit = audit;
        this.settings = settings;
    }

    /** @param released whether two people said so */
    record Allowance(int most, boolean released) {
        static final Allowance NONE = new Allowance(0, false);
    }

    /**
     * How many may end now. In the transaction that has claimed the class.
     *
     * @param first whether this is the first batch of a run, in which all that is due is counted
     */
    Allowance of(RetentionRule rule, Instant now, boolean first) {
        Optional<SafetyStops.Stop> open = stops.open(rule.dataClass());
        if (open.isPresent() && open.get().isReleased()) {
            return released(open.get(), rule, now);
        }
        long left = normal(rule.dataClass(), now) - days.endedToday(rule.dataClass(), now);
        if (!first && open.isEmpty()) {
            return new Allowance((int) Math.clamp(left, 0, settings.batch()), false);
        }
        long due = rule.due(now, Math.max(left, 0) + 1);
        if (due <= Math.max(left, 0)) {
            open.ifPresent(stop -> stops.end(stop.id(), now));
            return new Allowance((int) Math.clamp(left, 0, settings.batch()), false);
        }
        if (open.isEmpty()) {
            stop(rule, now);
        }
        return Allowance.NONE;
    }

    private Allowance released(SafetyStops.Stop stop, RetentionRule rule, Instant now) {
        long left = stop.left();
        if (left <= 0 || stop.isPast(now, settings.bound().release())) {
            stops.end(stop.id(), now);
            return of(rule, now, true);
        }
        return new Allowance((int) Math.min(left, settings.batch()), true);
    }

    long normal(String dataClass, Instant now) {
        double mean = days.dailyMean(dataClass, now);
        return Math.max(settings.bound().floor(), Math.round(settings.bound().factor() * mean));
    }

    private void stop(RetentionRule rule, Instant now) {
        long found = rule.due(now, Integer.MAX_VALUE);
        long normal = normal(rule.dataClass(), now);
        stops.add(rule.dataClass(), found, normal, now);
        audit.record(Act.of(new Actor.Job(Sweep.JOB), "sweep.stopped")
                .with("class", rule.dataClass())
                .with("found", found)
                .with("normal", normal));
        LOG.error(
                "{} of {} are due and {} are normal for a day: nothing more of it is destroyed until two people have said so",
                found,
                rule.dataClass(),
                normal);
    }
}
