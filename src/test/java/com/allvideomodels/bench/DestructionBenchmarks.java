package com.allvideomodels.bench;

import com.allvideomodels.TestInfrastructure;
import org.junit.jupiter.api.Test;

/**
 * How fast what is due ends, how fast it is audited, and what both cost. Measures and asserts nothing: {@code ./mvnw -Pbench verify
 * -Dit.test=DestructionBenchmarks}. See docs/performance.md for its sizes.
 */
class DestructionBenchmarks {

    private final Figures figures = new Figures();

    @Test
    void everythingOnThisMachine() throws Exception {
        TestInfrastructure.leaveStoppingToSpring();
        figures.measure("destroyed", new Destroyed(figures)::measure);
        figures.measure("lag", new Lag(figures)::measure);
        figures.measure("audited", new Audited(figures)::measure);
        figures.measure("flat", new Flat(figures)::measure);
        figures.measure("claim", new Claims(figures)::measure);
        figures.measure("trail", new Trail(figures)::measure);
        figures.write("destruction.md");
    }
}
