package com.allvideomodels.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/**
 * The application's clock on this machine: the real time and whatever people put on top of it at {@code /local/clock}. It never goes back,
 * and how far it is ahead is kept in a file, so that a restart does not turn it back either.
 */
class LocalClock implements InstantSource {

    private final Path file;
    private volatile Duration ahead;

    LocalClock(Path file) {
        this.file = file;
        this.ahead = read();
    }

    @Override
    public Instant instant() {
        // PostgreSQL keeps microseconds; so does the clock, that what is written is what is read.
        return Instant.now().plus(ahead).truncatedTo(ChronoUnit.MICROS);
    }

    Duration ahead() {
        return ahead;
    }

    /** @throws IllegalArgumentException for a step back, or none */
    synchronized void move(Duration more) {
        if (!more.isPositive()) {
            throw new IllegalArgumentException("the clock goes forward only");
        }
        Duration moved = ahead.plus(more);
        write(moved);
        ahead = moved;
    }

    private Duration read() {
        try {
            return Files.exists(file) ? Duration.parse(Files.readString(file).strip()) : Duration.ZERO;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(Duration moved) {
        try {
            Path next = file.resolveSibling(file.getFileName() + ".next");
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(next, moved + "\n");
            Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
