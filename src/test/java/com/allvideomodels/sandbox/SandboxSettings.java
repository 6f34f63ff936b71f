package com.allvideomodels.sandbox;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the sandboxes behave.
 *
 * @param data where tasks, uploads and films are kept; {@code null} for a folder that ends with the process
 * @param firstPort the first of seven ports in a row; 0 for any free ones
 * @param speed how much faster than {@code waiting} and {@code rendering} say everything goes
 * @param waiting in line, before the work begins
 * @param rendering from then on
 * @param callbacks whether callback addresses are rung
 * @param draft small pictures without words, so that tests need not wait; lengths and sound are honoured all the same
 * @param outputBytes films are filled up to this size; 0 leaves them as they are
 * @param limits whether the rate and concurrency limits of the contracts are enforced
 */
public record SandboxSettings(
        @Nullable Path data,
        int firstPort,
        double speed,
        Duration waiting,
        Duration rendering,
        boolean callbacks,
        boolean draft,
        long outputBytes,
        boolean limits) {

    /** For people: a few seconds in line, a few more of work, films worth looking at. */
    public static SandboxSettings forPeople(Path data, int firstPort) {
        return new SandboxSettings(
                data, firstPort, 1, Duration.ofSeconds(3), Duration.ofSeconds(8), true, false, 0, true);
    }

    /** For tests: free ports, no callbacks, no waiting to speak of. */
    public static SandboxSettings forTests() {
        return new SandboxSettings(null, 0, 1, Duration.ofMillis(100), Duration.ofMillis(400), false, true, 0, false);
    }

    public SandboxSettings at(int port) {
        return new SandboxSettings(data, port, speed, waiting, rendering, callbacks, draft, outputBytes, limits);
    }

    public SandboxSettings keptIn(@Nullable Path folder) {
        return new SandboxSettings(folder, firstPort, speed, waiting, rendering, callbacks, draft, outputBytes, limits);
    }

    public SandboxSettings faster(double factor) {
        return new SandboxSettings(
                data, firstPort, speed * factor, waiting, rendering, callbacks, draft, outputBytes, limits);
    }

    public SandboxSettings taking(Duration inLine, Duration atWork) {
        return new SandboxSettings(data, firstPort, speed, inLine, atWork, callbacks, draft, outputBytes, limits);
    }

    public SandboxSettings ringing(boolean ring) {
        return new SandboxSettings(data, firstPort, speed, waiting, rendering, ring, draft, outputBytes, limits);
    }

    public SandboxSettings drafting(boolean small) {
        return new SandboxSettings(data, firstPort, speed, waiting, rendering, callbacks, small, outputBytes, limits);
    }

    public SandboxSettings filledTo(long bytes) {
        return new SandboxSettings(data, firstPort, speed, waiting, rendering, callbacks, draft, bytes, limits);
    }

    public SandboxSettings limited(boolean enforce) {
        return new SandboxSettings(data, firstPort, speed, waiting, rendering, callbacks, draft, outputBytes, enforce);
    }

    Duration scaled(Duration time) {
        return Duration.ofNanos((long) (time.toNanos() / speed));
    }
}
