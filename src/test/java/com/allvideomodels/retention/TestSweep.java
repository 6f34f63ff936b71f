package com.allvideomodels.retention;

import org.springframework.context.ApplicationContext;

/** The sweep of the product, for tests of other modules. */
public final class TestSweep {

    private TestSweep() {}

    /** Ends all that is due by the clock of the test. */
    public static void run(ApplicationContext product) {
        product.getBean(Sweep.class).run();
    }
}
