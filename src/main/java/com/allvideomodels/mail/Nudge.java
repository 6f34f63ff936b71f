package com.allvideomodels.mail;

import jakarta.annotation.PreDestroy;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Lets a letter leave as soon as its transaction commits. A courtesy: a nudge that is lost costs the time until the next run of
 * the timetable and nothing else.
 */
@Component
class Nudge {

    private static final Logger LOG = LoggerFactory.getLogger(Nudge.class);
    private static final int LAST_WORDS_SECONDS = 5;

    private final Outbox outbox;
    private final boolean on;
    private final ExecutorService sender = Executors.newSingleThreadExecutor(
            Thread.ofVirtual().name("mail-nudge").factory());
    private final AtomicBoolean asked = new AtomicBoolean();

    Nudge(Outbox outbox, MailSettings settings) {
        this.outbox = outbox;
        this.on = settings.nudge();
    }

    /** Joins the current transaction. */
    void afterCommit() {
        if (on) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    nudge();
                }
            });
        }
    }

    private void nudge() {
        if (asked.compareAndSet(false, true) && !sender.isShutdown()) {
            sender.execute(this::send);
        }
    }

    private void send() {
        asked.set(false);
        try {
            outbox.sendDue();
        } catch (RuntimeException e) {
            LOG.warn("Letters could not be sent at once; the timetable tries again", e);
        }
    }

    @PreDestroy
    void stop() throws InterruptedException {
        sender.shutdown();
        if (!sender.awaitTermination(LAST_WORDS_SECONDS, TimeUnit.SECONDS)) {
            sender.shutdownNow();
        }
    }
}
