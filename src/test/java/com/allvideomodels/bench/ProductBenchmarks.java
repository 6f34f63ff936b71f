package com.allvideomodels.bench;

import com.allvideomodels.TestInfrastructure;
import org.junit.jupiter.api.Test;

/** Measures and asserts nothing: {@code ./mvnw -Pbench verify -Dit.test=ProductBenchmarks}. See docs/performance.md. */
class ProductBenchmarks {

    private final Figures figures = new Figures();

    @Test
    void everythingOnThisMachine() throws Exception {
        TestInfrastructure.leaveStoppingToSpring();
        figures.measure("generations", new Throughput(figures)::measure);
        figures.measure("polls", new Polls(figures)::measure);
        figures.measure("playable", new Playable(figures)::measure);
        figures.measure("delivery", new Delivered(figures)::measure);
        figures.measure("pages", new Pages(figures)::measure);
        figures.measure("start", new Starts(figures)::measure);
        figures.measure("memory", new Memory(figures)::measure);
        figures.write("figures.md");
    }
}
