package com.allvideomodels.generation;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.TransactionException;

/** Writes down what must not be forgotten, also while the database is away for a while. */
final class Stubborn {

    private static final Logger LOG = LoggerFactory.getLogger(Stubborn.class);
    private static final int TRIES = 40;
    private static final Duration PAUSE = Duration.ofSeconds(3);

    private Stubborn() {}

    static void write(Runnable transaction) {
        for (int tried = 1; ; tried++) {
            try {
                transaction.run();
                return;
            } catch (DataIntegrityViolationException e) {
                // No time heals it.
                throw e;
            } catch (DataAccessException | TransactionException e) {
                if (tried == TRIES) {
                    throw e;
                }
                LOG.warn("A provider's answer could not be written down; trying again in {}", PAUSE);
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
