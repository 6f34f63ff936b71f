package com.allvideomodels.running;

import static org.awaitility.Awaitility.await;

import com.allvideomodels.local.LocalApplication;
import java.io.IOException;
import java.io.UncheckedIOException;
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
import org.jspecify.annotations.Nullable;

/**
 * The application in a process of its own, which a test may kill at any moment and start again. Its output is in {@code
 * target/nodes}.
 */
public final class NodeProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final String name;
    private final Launch launch;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private @Nullable Process process;

    private NodeProcess(String name, Launch launch) {
        this.name = name;
        this.launch = launch;
    }

    /** Starts one and waits until it is healthy. */
    public static NodeProcess start(String name, Launch launch) {
        var node = new NodeProcess(name, launch);
        node.start();
        return node;
    }

    /** Starts one for a command, and waits until it has ended by itself. Its exit code. */
    public static int run(String name, Launch launch) {
        var node = new NodeProcess(name, launch);
        try {
            Process command = new ProcessBuilder(node.command())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.to(node.log().toFile()))
                    .start();
            if (!command.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                command.destroyForcibly();
                throw new IllegalStateException(name + " did not end");
            }
            return command.exitValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Starts one and does not wait. */
    static NodeProcess launch(String name, Launch launch) {
        var node = new NodeProcess(name, launch);
        node.launch();
        return node;
    }

    /** Starts it again, with the same port and properties. */
    public void start() {
        launch();
        awaitHealth();
    }

    /** As {@link #start}, and does not wait. */
    void launch() {
        if (alive()) {
            throw new IllegalStateException(name + " runs already");
        }
        try {
            process = new ProcessBuilder(command())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                    .start();
            // Should the test's own process end early, nobody is left behind.
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it as a power cut would: no shutdown hook runs, no transaction is finished. */
    public void kill9() {
        Process running = running();
        running.destroyForcibly();
        try {
            if (!running.waitFor(20, TimeUnit.SECONDS)) {
                throw new IllegalStateException(name + " survived a kill");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Asks it to end, and waits. */
    public void stop() {
        Process running = running();
        running.destroy();
        try {
            if (!running.waitFor(60, TimeUnit.SECONDS)) {
                kill9();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Asks it to end. Whether it did so by itself in this time. */
    boolean stopsWithin(Duration patience) {
        running().destroy();
        try {
            return running().waitFor(patience.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public boolean alive() {
        return process != null && process.isAlive();
    }

    /** Whether it says that it is healthy. */
    public boolean healthy() {
        var request = HttpRequest.newBuilder(URI.create(url() + "/actuator/health"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    public String url() {
        return launch.url();
    }

    public long pid() {
        return running().pid();
    }

    /** Where its output goes. */
    public Path log() {
        try {
            return Files.createDirectories(Path.of("target", "nodes")).resolve(name + ".log");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (alive()) {
            stop();
        }
    }

    private Process running() {
        if (process == null) {
            throw new IllegalStateException(name + " was never started");
        }
        return process;
    }

    private List<String> command() throws IOException {
        // A file, because a class path of this length does not fit every system's command line.
        Path arguments = Files.createTempFile("node", ".args");
        arguments.toFile().deleteOnExit();
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Files.writeString(arguments, "-cp\n\"" + classPath.replace("\\", "\\\\") + "\"\n");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-Duser.timezone=UTC",
                "-Dfile.encoding=UTF-8",
                "@" + arguments,
                LocalApplication.class.getName()));
        command.addAll(launch.arguments());
        return command;
    }

    void awaitHealth() {
        await(name + " is healthy; see " + log().toAbsolutePath())
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .failFast(() -> !alive())
                .until(this::healthy);
    }
}
