package com.allvideomodels.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalClockTests {

    @TempDir
    Path folder;

    @Test
    void aMovedClockStaysAheadAfterARestart() {
        new LocalClock(folder.resolve("clock")).move(Duration.ofDays(8));
        assertThat(new LocalClock(folder.resolve("clock")).instant())
                .isAfterOrEqualTo(Instant.now().plus(Duration.ofDays(8)).minusSeconds(60));
    }

    @Test
    void aClockNeverGoesBack() {
        var clock = new LocalClock(folder.resolve("clock"));
        assertThatIllegalArgumentException().isThrownBy(() -> clock.move(Duration.ofSeconds(-1)));
        assertThat(clock.ahead()).isZero();
    }
}
