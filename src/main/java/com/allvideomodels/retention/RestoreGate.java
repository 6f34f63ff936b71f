package com.allvideomodels.retention;

import com.allvideomodels.audit.AuditContinuation;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Serves nobody before this database knows everything that was ever destroyed (clause security.backups). The web server answers 503
 * meanwhile; jobs and workers, whose turn to start comes later, wait. A log that is not whole ends the start; a store that does not
 * answer is asked again.
 */
@Component("restore")
class RestoreGate implements SmartLifecycle, HealthIndicator {

    private static final Logger LOG = LoggerFactory.getLogger(RestoreGate.class);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final DestructionLog log;
    private final Replay replay;
    private final AuditContinuation audit;
    private final RestoreSettings settings;
    private volatile boolean open;
    private volatile String state = "compares the database with the log of destructions";

    RestoreGate(DestructionLog log, Replay replay, AuditContinuation audit, RestoreSettings settings) {
        this.log = log;
        this.replay = replay;
        this.audit = audit;
        this.settings = settings;
    }

    /** Whether anyone may be served. */
    boolean isOpen() {
        return open;
    }

    @Override
    public void start() {
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        // On a thread of its own, and waited for: so a signal to stop can end the wait.
        Thread working = Thread.ofVirtual().name("restore-gate").start(() -> {
            try {
                catchUp();
            } catch (RuntimeException | InterruptedException e) {
                failure.set(e);
            }
        });
        try {
            working.join();
        } catch (InterruptedException e) {
            working.interrupt();
            throw new IllegalStateException("stopped before the log of destructions was carried out", e);
        }
        if (failure.get() instanceof RuntimeException wrong) {
            LOG.error("Nobody is served. {}", wrong.getMessage());
            throw wrong;
        }
        open = true;
    }

    private void catchUp() throws InterruptedException {
        while (true) {
            try {
                refuseIfNew();
                int batches = log.catchUp(this::carryOut);
                log.begin();
                audit.continueAfterRestore();
                if (batches > 0) {
                    LOG.info("{} batches of the log of destructions were taken", batches);
                }
                return;
            } catch (IOException e) {
                state = "cannot read the log of destructions";
                LOG.warn(
                        "Nobody is served: the log of destructions cannot be read. It is tried again. {}",
                        e.toString());
                Thread.sleep(PAUSE);
            }
        }
    }

    private void carryOut(LogEntry entry) {
        state = "carries out what was destroyed since the backup";
        replay.carryOut(entry);
    }

    private void refuseIfNew() throws IOException {
        if (!settings.ontoEmpty() && log.isUnknownHere()) {
            throw new IllegalStateException(
                    "This database knows nothing of the log of destructions in the record bucket: it is"
                            + " new, or the bucket belongs to another one. To go on with this database all the same, start once with"
                            + " retention.restore.onto-empty=true; everything in the log is then carried out first.");
        }
    }

    @Override
    public Health health() {
        return open
                ? Health.up().build()
                : Health.down().withDetail("restore", state).build();
    }

    @Override
    public void stop() {
        // Open for whatever still ends.
    }

    @Override
    public boolean isRunning() {
        return open;
    }

    /** After the web server, so that it can say no; before the timetable and the workers. */
    @Override
    public int getPhase() {
        return WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE + 1;
    }
}
