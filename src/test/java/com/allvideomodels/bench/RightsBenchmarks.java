package com.allvideomodels.bench;

import com.allvideomodels.TestInfrastructure;
import org.junit.jupiter.api.Test;

/**
 * How fast a copy of everything about a person is made and in how much memory, and how fast staff see their queue. Measures and asserts
 * nothing: {@code ./mvnw -Pbench verify -Dit.test=RightsBenchmarks -Dbench.videos=10000 -Dbench.files=500}. Each file has 10 MB, so 500 are 5
 * GB.
 */
class RightsBenchmarks {

    private final Figures figures = new Figures();

    @Test
    void everythingOnThisMachine() throws Exception {
        TestInfrastructure.leaveStoppingToSpring();
        figures.measure("copied", new Copied(figures)::measure);
        figures.measure("queued", new Queued(figures)::measure);
        figures.write("rights.md");
    }
}
