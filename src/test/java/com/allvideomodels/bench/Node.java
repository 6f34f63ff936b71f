package com.allvideomodels.bench;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;

/** The application in a process of its own. Its output is in {@code target/bench}. */
final class Node implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Process process;
    private final String url;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();
    private final double secondsToAnswer;

    private Node(List<String> command, String url, Path log) throws IOException, InterruptedException {
        this.url = url;
        long start = System.nanoTime();
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        // Should this process end early, nobody is left behind.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        try {
            await("it is healthy; see " + log.toAbsolutePath())
                    .atMost(PATIENCE)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(20))
                    .failFast(() -> !process.isAlive())
                    .until(this::healthy);
        } catch (ConditionTimeoutException | TerminalFailureException e) {
            process.destroyForcibly();
            throw e;
        }
        secondsToAnswer = (System.nanoTime() - start) / 1e9;
    }

    /** @param how what stands between {@code java} and the application's own arguments */
    static Node start(String name, String url, List<String> how, List<String> arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-Duser.timezone=UTC", "-Dfile.encoding=UTF-8"));
        command.addAll(how);
        command.addAll(arguments);
        return new Node(command, url, folder().resolve(name + ".log"));
    }

    static Path folder() throws IOException {
        return Files.createDirectories(Path.of("target", "bench").toAbsolutePath());
    }

    String url() {
        return url;
    }

    double secondsToAnswer() {
        return secondsToAnswer;
    }

    /** {@code VmRSS} or {@code VmHWM} of the process alone, in MiB. */
    long mebibytes(String field) throws IOException {
        return mebibytes(process.pid(), field);
    }

    /** What its child processes have together just now. */
    long mebibytesOfChildren() {
        return process.descendants()
                .mapToLong(child -> {
                    try {
                        return mebibytes(child.pid(), "VmRSS");
                    } catch (IOException e) {
                        return 0;
                    }
                })
                .sum();
    }

    private static long mebibytes(long pid, String field) throws IOException {
        Path status = Path.of("/proc", Long.toString(pid), "status");
        Matcher found = Pattern.compile(field + ":\\s+(\\d+) kB").matcher(Files.readString(status));
        return found.find() ? Long.parseLong(found.group(1)) / 1024 : 0;
    }

    private boolean healthy() throws InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url + "/actuator/health"))
                .timeout(Duration.ofSeconds(10))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(120, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
