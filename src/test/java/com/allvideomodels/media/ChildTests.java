package com.allvideomodels.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs({OS.LINUX, OS.MAC})
class ChildTests {

    private static final long MEMORY = 256L * 1024 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    @Test
    void givesWhatItSays() throws IOException {
        assertThat(run("echo hello", PATIENCE)).isEqualTo("hello\n");
    }

    @Test
    void knowsNothingOfOurEnvironment() throws IOException {
        String environment = run("env", PATIENCE);
        assertThat(System.getenv()).containsKey("HOME");
        assertThat(environment).doesNotContain("HOME=", "USER=", "JAVA");
    }

    @Test
    void hasNothingToReadButItsSource() throws IOException {
        assertThat(run("cat", PATIENCE)).isEmpty();
    }

    @Test
    void writesNoFile() {
        Path file = folder.resolve("plain");
        assertThatThrownBy(() -> run("echo secret > " + file, PATIENCE)).isInstanceOf(Inspector.Unreadable.class);
        assertThat(file)
                .satisfiesAnyOf(
                        none -> assertThat(Files.exists(none)).isFalse(),
                        empty -> assertThat(Files.size(empty)).isZero());
    }

    @Test
    void isEndedWhenItsTimeIsUpWithAllItStarted() {
        long begun = System.nanoTime();
        assertThatThrownBy(() -> run("sleep 60 & sleep 60", Duration.ofSeconds(1)))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(TooBigInside.class)
                .isNotInstanceOf(Inspector.Unreadable.class);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(20));
        assertThat(ProcessHandle.current().descendants())
                .noneMatch(process -> process.info().commandLine().orElse("").contains("sleep 60"));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void hasOnlySoMuchMemory() {
        assertThatThrownBy(() -> run("x=$(head -c 600000000 /dev/zero | tr '\\0' x); echo ${#x}", PATIENCE))
                .isInstanceOf(Inspector.Unreadable.class);
    }

    @Test
    void aFailureIsNoEnd() {
        assertThatThrownBy(() -> run("echo half; exit 1", PATIENCE)).isInstanceOf(Inspector.Unreadable.class);
    }

    private static String run(String script, Duration patience) throws IOException {
        try (var child = Child.start(List.of("/bin/sh", "-c", script), patience, MEMORY)) {
            return new String(child.output().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
