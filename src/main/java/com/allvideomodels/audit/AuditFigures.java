package com.allvideomodels.audit;

import com.allvideomodels.web.StaffFigures;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What staff see first of the trail: when it was last signed outside the database, and last verified. */
@Component
class AuditFigures implements StaffFigures {

    /** Checkpoints come every two minutes, verifications every day. */
    private static final Duration UNSIGNED = Duration.ofMinutes(10);

    private static final Duration UNVERIFIED = Duration.ofDays(2);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);
    private static final String NEVER = "–";
    private static final String PAGE = "/admin/audit";

    private final Checkpoints checkpoints;
    private final Verifications verifications;
    private final InstantSource clock;

    AuditFigures(Checkpoints checkpoints, Verifications verifications, InstantSource clock) {
        this.checkpoints = checkpoints;
        this.verifications = verifications;
        this.clock = clock;
    }

    @Override
    public List<Figure> figures() {
        return List.of(checkpoint(), verification());
    }

    private Figure checkpoint() {
        String when = checkpoints.newest().map(one -> TIME.format(one.at())).orElse(NEVER);
        boolean late = checkpoints
                .uncoveredSince()
                .filter(since -> isOlder(since, UNSIGNED))
                .isPresent();
        return new Figure("audit.figure.checkpoint", when, PAGE, late);
    }

    private Figure verification() {
        Optional<Verifications.Last> last = verifications.last();
        Long broken = last.map(Verifications.Last::brokenAt).orElse(null);
        if (broken != null) {
            return new Figure("audit.figure.broken", broken.toString(), PAGE, true);
        }
        boolean late = last.filter(one -> !isOlder(one.at(), UNVERIFIED)).isEmpty();
        return new Figure(
                "audit.figure.verified", last.map(one -> TIME.format(one.at())).orElse(NEVER), PAGE, late);
    }

    private boolean isOlder(Instant at, Duration than) {
        return at.plus(than).isBefore(clock.instant());
    }
}
