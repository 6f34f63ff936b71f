package com.allvideomodels.retention;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.context.ApplicationContext;

/** The product's log of destructions, for tests of other modules. */
public final class TestLog {

    private TestLog() {}

    /** Copies what is not copied yet, as the job does. What is said by the log of an erased person goes from the database with it. */
    public static void write(ApplicationContext product) {
        try {
            product.getBean(DestructionLog.class).write();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
