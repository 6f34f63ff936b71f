package com.allvideomodels.bench;

import com.allvideomodels.TestInfrastructure;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** Measures and asserts nothing: {@code ./mvnw -Pbench verify}. See docs/performance.md. */
class ProductBenchmarks {

    private final Figures figures = new Figures();

    @Test
    void everythingOnThisMachine() throws Exception {
        TestInfrastructure.leaveStoppingToSpring();
        run("generations", new Throughput(figures)::measure);
        run("polls", new Polls(figures)::measure);
        run("playable", new Playable(figures)::measure);
        run("delivery", new Delivered(figures)::measure);
        run("pages", new Pages(figures)::measure);
        run("start", new Starts(figures)::measure);
        run("memory", new Memory(figures)::measure);
        String table = figures.table();
        Files.writeString(Node.folder().resolve("figures.md"), table);
        System.out.println("\n" + table);
    }

    private interface Measurement {
        void measure() throws Exception;
    }

    /** One that cannot be made on this machine does not take the others with it. */
    private void run(String name, Measurement measurement) {
        if (!Scale.wanted(name)) {
            return;
        }
        try {
            measurement.measure();
        } catch (Exception | LinkageError e) {
            e.printStackTrace();
            figures.add(name, "not measured", "", String.valueOf(e.getMessage()));
        }
    }
}
