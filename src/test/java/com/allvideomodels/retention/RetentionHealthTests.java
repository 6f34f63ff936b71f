package com.allvideomodels.retention;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.Clause;
import com.allvideomodels.ProductTest;
import com.allvideomodels.TestClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.contributor.Status;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Section 10, "silent failure": what does not end, or is late, is loud. */
@ProductTest
@Clause("erase.secure")
class RetentionHealthTests {

    private static final String CLASS = "output";

    @Autowired
    RetentionHealth health;

    @Autowired
    SweepRows rows;

    @Autowired
    JdbcClient sql;

    @Autowired
    TestClock clock;

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

    @BeforeEach
    void bind() {
        health.bindTo(metrics);
        rows.know(java.util.List.of(CLASS));
        rows.ran(CLASS, clock.instant(), null);
        later();
    }

    @AfterEach
    void putEverythingBack() {
        rows.ran(CLASS, clock.instant(), null);
        clock.reset();
    }

    /** Figures are remembered for a few seconds. */
    private void later() {
        clock.advance(Duration.ofSeconds(11));
    }

    @Test
    void aClassThatFailsAsksForAttention() {
        double before = gauge("retention.failing");
        rows.failed(CLASS, "Breakage", clock.instant());
        later();
        assertThat(health.health().getStatus()).isNotEqualTo(Status.UP);
        assertThat(gauge("retention.failing")).isEqualTo(before + 1);
    }

    @Test
    void aThingThatIsLateIsAFigureOfSeconds() {
        assertThat(late()).isZero();
        rows.ran(CLASS, clock.instant(), clock.instant().minus(Duration.ofHours(2)));
        later();
        assertThat(late()).isBetween(7200.0, 7300.0);
    }

    private double late() {
        return metrics.get("retention.overdue").tag("class", CLASS).gauge().value();
    }

    private double gauge(String name) {
        return metrics.get(name).gauge().value();
    }
}
