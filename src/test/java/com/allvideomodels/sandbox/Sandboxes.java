package com.allvideomodels.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every sandbox, and the properties that point the application at them. */
public final class Sandboxes implements AutoCloseable {

    private final Films films;
    private final MediaHost media;
    private final RunwaySandbox runway;
    private final FalSandbox pika;
    private final ArkSandbox volcengine;
    private final LumaSandbox luma;
    private final DreamMachineSandbox dreamMachine;
    private final EvolinkSandbox evolink;

    private Sandboxes(SandboxSettings settings, Path folder) throws IOException {
        int port = settings.firstPort();
        films = new Films(Files.createDirectories(folder.resolve("films")), settings.draft(), settings.outputBytes());
        var sources = new Sources(Files.createDirectories(folder.resolve("inputs")));
        forgetOld(folder.resolve("films"));
        forgetOld(folder.resolve("inputs"));
        media = new MediaHost(port == 0 ? 0 : port + 6, sources);
        Path kept = settings.data() == null ? null : folder.resolve("tasks");
        var studio = new Studio(settings, films, sources, new Bells(), media, kept);
        runway = new RunwaySandbox(port, studio);
        pika = new FalSandbox(port == 0 ? 0 : port + 1, studio);
        volcengine = new ArkSandbox(port == 0 ? 0 : port + 2, studio);
        luma = new LumaSandbox(port == 0 ? 0 : port + 3, studio);
        dreamMachine = new DreamMachineSandbox(port == 0 ? 0 : port + 4, studio);
        evolink = new EvolinkSandbox(port == 0 ? 0 : port + 5, studio);
        all().forEach(media::serves);
    }

    /** Starts them all. */
    public static Sandboxes start(SandboxSettings settings) {
        try {
            Path data = settings.data();
            return new Sandboxes(
                    settings, data == null ? Files.createTempDirectory("sandboxes") : data.toAbsolutePath());
        } catch (IOException e) {
            throw new UncheckedIOException("The sandboxes did not start", e);
        }
    }

    /** As with the real ones, nothing is kept for ever. */
    private static void forgetOld(Path folder) throws IOException {
        Instant oldest = Instant.now().minus(Duration.ofDays(7));
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                // Zero when it has gone meanwhile: another run may use the same folder.
                if (Instant.ofEpochMilli(file.toFile().lastModified()).isBefore(oldest)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    public RunwaySandbox runway() {
        return runway;
    }

    /** fal, where Pika's models are. */
    public FalSandbox pika() {
        return pika;
    }

    public ArkSandbox volcengine() {
        return volcengine;
    }

    public LumaSandbox luma() {
        return luma;
    }

    public DreamMachineSandbox dreamMachine() {
        return dreamMachine;
    }

    public EvolinkSandbox evolink() {
        return evolink;
    }

    /** Where finished videos and uploads lie. */
    public MediaHost media() {
        return media;
    }

    public List<Sandbox> all() {
        return List.of(runway, pika, volcengine, luma, dreamMachine, evolink);
    }

    /** Forgets planned faults, counters and remarks of all. */
    public void reset() {
        all().forEach(Sandbox::reset);
        media.reset();
    }

    /** What makes the application use them. */
    public Map<String, String> properties() {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("provider.runway.base-url", runway.address().toString());
        properties.put("provider.runway.api-key", "key_sandbox");
        properties.put("provider.pika.queue-url", pika.address().toString());
        properties.put("provider.pika.storage-url", pika.address().toString());
        properties.put("provider.pika.jwks-url", pika.address() + "/.well-known/jwks.json");
        properties.put("provider.pika.api-key", "sandbox-id:sandbox-secret");
        properties.put("provider.volcengine.base-url", volcengine.address() + "/api/v3");
        properties.put("provider.volcengine.api-key", "sandbox-ark-key");
        properties.put("provider.luma.base-url", luma.address() + "/v1");
        properties.put("provider.luma.api-key", "luma-api-sandbox");
        properties.put("provider.luma.dream-machine.base-url", dreamMachine.address() + "/dream-machine/v1");
        properties.put("provider.luma.dream-machine.api-key", "luma-sandbox");
        properties.put("provider.evolink.base-url", evolink.address().toString());
        properties.put("provider.evolink.files-url", evolink.address().toString());
        properties.put("provider.evolink.api-key", "sandbox-evolink-key");
        return properties;
    }

    @Override
    public void close() {
        all().forEach(Sandbox::close);
        media.close();
        films.close();
    }
}
