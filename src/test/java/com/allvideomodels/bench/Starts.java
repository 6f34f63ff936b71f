package com.allvideomodels.bench;

import static com.allvideomodels.bench.Figures.number;
import static com.allvideomodels.bench.Figures.percentile;

import com.allvideomodels.local.Postgres;
import com.allvideomodels.running.Launch;
import com.allvideomodels.sandbox.SandboxSettings;
import com.allvideomodels.sandbox.Sandboxes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The packaged application from nothing to its first healthy answer, on a database that has its tables. */
final class Starts {

    private static final int TIMES = 3;

    private final Figures figures;

    Starts(Figures figures) {
        this.figures = figures;
    }

    void measure() throws Exception {
        Path jar = jar();
        Path folder = Node.folder().resolve("extracted");
        extract(jar, folder);
        String extracted = folder.resolve(jar.getFileName()).toString();
        Path cache = Node.folder().resolve("application.aot");
        Files.deleteIfExists(cache);
        Postgres database = Launch.freshDatabase();
        try (var sandboxes = Sandboxes.start(SandboxSettings.forTests())) {
            // The first makes the tables, the second writes the cache; neither counts.
            start("start-tables", database, sandboxes, List.of("-jar", extracted));
            start("start-training", database, sandboxes, List.of("-XX:AOTCacheOutput=" + cache, "-jar", extracted));
            if (!Files.exists(cache)) {
                throw new IOException("no cache was written; see target/bench/start-training.log");
            }
            several(
                    "Start to first answer, the jar as packaged",
                    database,
                    sandboxes,
                    List.of("-jar", jar.toString()),
                    "opening nested jars and loading classes");
            several(
                    "Start to first answer, extracted",
                    database,
                    sandboxes,
                    List.of("-jar", extracted),
                    "loading and linking classes, then Spring and Hibernate");
            several(
                    "Start to first answer, extracted, with an AOT cache of %d MB"
                            .formatted(Files.size(cache) / 1_000_000),
                    database,
                    sandboxes,
                    List.of("-XX:AOTCache=" + cache, "-jar", extracted),
                    "Spring and Hibernate making their beans; classes come linked");
        }
    }

    private void several(String what, Postgres database, Sandboxes sandboxes, List<String> how, String limit)
            throws Exception {
        List<Double> seconds = new ArrayList<>();
        for (int i = 0; i < TIMES; i++) {
            seconds.add(start("start", database, sandboxes, how));
        }
        figures.add(what + ", median of " + TIMES, number(percentile(seconds, 0.5)), "s", limit);
    }

    private static double start(String name, Postgres database, Sandboxes sandboxes, List<String> how)
            throws Exception {
        Launch launch = Product.launch(database, sandboxes)
                .with("mail.carrier", "resend")
                .with("mail.from", "bench@example.test")
                .with("resend.api-key", "re_bench")
                .with("logging.config", "")
                // Nothing of this machine's is sent for; the letters' carrier is never called.
                .with("generation.workers.auto-startup", "false");
        try (Node node = Node.start(name, launch.url(), how, launch.arguments())) {
            return node.secondsToAnswer();
        }
    }

    private static Path jar() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            return files.filter(file -> file.getFileName().toString().matches("allvideomodels-.*\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("no jar in target; run package first"));
        }
    }

    private static void extract(Path jar, Path folder) throws IOException, InterruptedException {
        Process tool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djarmode=tools",
                        "-jar",
                        jar.toString(),
                        "extract",
                        "--force",
                        "--destination",
                        folder.toString())
                .inheritIO()
                .start();
        if (tool.waitFor() != 0) {
            throw new IOException("the jar could not be extracted");
        }
    }
}
