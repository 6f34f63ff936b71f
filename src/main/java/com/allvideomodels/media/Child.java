package com.allvideomodels.media;

import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * One run of a program that parses what others made: nothing of our environment, nothing to read from us but its source, no file
 * to write, and an end to its time and memory. What it says comes as a stream that ends only if all went well.
 */
class Child implements Closeable {

    private static final Path SHELL = Path.of("/bin/sh");
    private static final int WORDS = 4_096;
    private static final Executor VIRTUAL = Thread::startVirtualThread;

    // No core dump and no file, or plain bytes would touch a disk.
    private static final String LIMITS =
            "ulimit -c 0; ulimit -f 0; ulimit -t \"$1\"; ulimit -v \"$2\" 2>/dev/null; shift 2; exec \"$@\"";

    private final Process process;
    private final CompletableFuture<String> complaints;
    private volatile boolean outOfTime;

    private Child(Process process, Duration patience) {
        this.process = process;
        this.complaints = CompletableFuture.supplyAsync(() -> firstWords(process.getErrorStream()), VIRTUAL);
        CompletableFuture.delayedExecutor(patience.toMillis(), TimeUnit.MILLISECONDS, VIRTUAL)
                .execute(this::timeIsUp);
    }

    static Child start(List<String> command, Duration patience, long memory) throws IOException {
        var builder = new ProcessBuilder(limited(command, patience, memory));
        builder.environment().clear();
        Process process = builder.start();
        process.getOutputStream().close();
        return new Child(process, patience);
    }

    private static List<String> limited(List<String> command, Duration patience, long memory) {
        if (!Files.isExecutable(SHELL)) {
            return command;
        }
        List<String> limited = new ArrayList<>(List.of(SHELL.toString(), "-c", LIMITS, "sh"));
        limited.add(Long.toString(patience.toSeconds() * 2 + 1));
        limited.add(Long.toString(memory / 1024));
        limited.addAll(command);
        return limited;
    }

    /** What it writes; the last read fails unless the program ended by itself and well. */
    InputStream output() {
        return new FilterInputStream(process.getInputStream()) {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] bytes, int from, int length) throws IOException {
                int now = super.read(bytes, from, length);
                if (now < 0) {
                    endWell();
                }
                return now;
            }
        };
    }

    private void endWell() throws IOException {
        int code = exitCode();
        if (outOfTime) {
            throw new TookTooLong();
        }
        String words = complaints.join();
        if (words.contains("Picture size")) {
            throw new TooBigInside("more pixels than we take");
        }
        if (code != 0) {
            throw new Inspector.Unreadable("not readable");
        }
    }

    private int exitCode() throws IOException {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    private void timeIsUp() {
        if (process.isAlive()) {
            outOfTime = true;
            close();
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /** The rest is read too, that the program never waits for us, and dropped: it may speak of what is in the file. */
    private static String firstWords(InputStream errors) {
        try (errors) {
            byte[] words = errors.readNBytes(WORDS);
            errors.transferTo(java.io.OutputStream.nullOutputStream());
            return new String(words, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }
}
