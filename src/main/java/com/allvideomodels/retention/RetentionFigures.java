package com.allvideomodels.retention;

import com.allvideomodels.web.StaffFigures;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/** What staff see of retention first. */
@Component
class RetentionFigures implements StaffFigures {

    /** A run comes every minute; what is still there after so many was missed. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final String RETENTION = "/admin/retention";
    private static final String HOLDS = "/admin/holds";

    private final SweepRows rows;
    private final SafetyStops stops;
    private final HoldDesk desk;
    private final GuardedClock clock;

    RetentionFigures(SweepRows rows, SafetyStops stops, HoldDesk desk, GuardedClock clock) {
        this.rows = rows;
        this.stops = stops;
        this.desk = desk;
        this.clock = clock;
    }

    @Override
    public List<Figure> figures() {
        GuardedClock.Reading reading = clock.read();
        List<SweepRows.Progress> classes = rows.all(reading.at());
        return List.of(
                Figure.alarmingAbove(0, "retention.figure.clock", reading.isAlarm() ? 1 : 0, RETENTION),
                Figure.alarmingAbove(0, "retention.figure.overdue", overdue(classes, reading.at()), RETENTION),
                Figure.alarmingAbove(0, "retention.figure.failing", failing(classes), RETENTION),
                Figure.alarmingAbove(
                        0, "retention.figure.stops", stops.allOpen().size(), RETENTION),
                Figure.alarmingAbove(0, "retention.figure.unreviewed", desk.overdue(reading.at()), HOLDS),
                Figure.of("retention.figure.holds", desk.inForce(reading.at()), HOLDS));
    }

    private static long overdue(List<SweepRows.Progress> classes, Instant now) {
        return classes.stream()
                .filter(one -> one.overdueSince() != null && one.overdueSince().isBefore(now.minus(PATIENCE)))
                .count();
    }

    private static long failing(List<SweepRows.Progress> classes) {
        return classes.stream().filter(one -> one.failures() > 0).count();
    }
}
