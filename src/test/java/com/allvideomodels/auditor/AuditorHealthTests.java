package com.allvideomodels.auditor;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.Clause;
import com.allvideomodels.TestClock;
import com.allvideomodels.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

/** Section 10, "silent failure": an auditor who saw something, could not look, or has not looked, is an alarm. */
@Clause("erase.secure")
class AuditorHealthTests {

    private static final AuditorSettings SETTINGS =
            new AuditorSettings(Duration.ofMinutes(15), Duration.ofHours(24), Duration.ofHours(3));

    private static TestDatabase database;
    private static AuditRuns runs;
    private static TestClock clock;
    private static AuditorHealth health;

    @BeforeAll
    static void open() {
        database = TestDatabase.with(beans -> beans.registerBean(AuditRuns.class));
        runs = database.get(AuditRuns.class);
        clock = database.get(TestClock.class);
        health = new AuditorHealth(runs, SETTINGS, clock);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @AfterEach
    void forget() {
        database.sql().sql("delete from audit_run").update();
        clock.reset();
    }

    @Test
    void whatShouldBeGoneAndIsThereIsAnAlarm() {
        runs.add(run(1));
        assertThat(health.health().getStatus()).isNotEqualTo(Status.UP);
    }

    @Test
    void anAuditThatCouldNotLookIsAnAlarm() {
        runs.add(AuditRun.failed(clock.instant(), Duration.ZERO, "IOException"));
        assertThat(health.health().getStatus()).isNotEqualTo(Status.UP);
    }

    @Test
    void anAuditorWhoHasNotLookedForHoursIsAnAlarm() {
        runs.add(run(0));
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
        clock.advance(Duration.ofHours(4));
        assertThat(health.health().getStatus()).isNotEqualTo(Status.UP);
    }

    private static AuditRun run(long overdue) {
        return new AuditRun(
                UUID.randomUUID(),
                clock.instant(),
                Duration.ofSeconds(1),
                null,
                1,
                1,
                1,
                overdue,
                Duration.ofMinutes(overdue),
                0,
                0,
                null,
                0,
                List.of(),
                null,
                null);
    }
}
