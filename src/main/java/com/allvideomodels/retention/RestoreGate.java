package com.allvideomodels.retention;

import com.allvideomodels.audit.AuditContinuation;
import com.allvideomodels.retention.LogReading.Standing;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationEventPublisher;
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

    private final LogReading reading;
    private final DestructionLog log;
    private final Replay replay;
    private final Sweep sweep;
    private final Aftermath aftermath;
    private final AuditContinuation audit;
    private final RestoreSettings settings;
    private final ApplicationEventPublisher events;
    private final ObjectProvider<SmartLifecycle> others;
    private volatile boolean open;
    private volatile String state = "compares the database with the log of destructions";

    RestoreGate(
            LogReading reading,
            DestructionLog log,
            Replay replay,
            Sweep sweep,
            Aftermath aftermath,
            AuditContinuation audit,
            RestoreSettings settings,
            ApplicationEventPublisher events,
            ObjectProvider<SmartLifecycle> others) {
        this.reading = reading;
        this.log = log;
        this.replay = replay;
        this.sweep = sweep;
        this.aftermath = aftermath;
        this.audit = audit;
        this.settings = settings;
        this.events = events;
        this.others = others;
    }

    /** Whether anyone may be served. */
    boolean isOpen() {
        return open;
    }

    /** Serves nobody any more, until the next start; what starts after the gate stops with it. */
    void close(String why) {
        open = false;
        state = why;
        LOG.error("Nobody is served. {}", why);
        later().forEach(SmartLifecycle::stop);
    }

    /** The timetable, the workers and the like: what starts last. In between is only the web server's own farewell. */
    List<SmartLifecycle> later() {
        return others.stream()
                .filter(one -> one.getPhase() == SmartLifecycle.DEFAULT_PHASE)
                .toList();
    }

    @Override
    public void start() {
        // Whoever watches over this process must not kill it because this takes long.
        AvailabilityChangeEvent.publish(events, this, LivenessState.CORRECT);
        AtomicReference<@Nullable Throwable> failure =
                new AtomicReference<>(new IllegalStateException("it did not end"));
        // On a thread of its own, and waited for: so a signal to stop can end the wait.
        Thread working = Thread.ofVirtual().name("restore-gate").start(() -> {
            try {
                untilItIsDone();
                failure.set(null);
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
        openUnless(failure.get());
    }

    private void openUnless(@Nullable Throwable failure) {
        if (failure != null) {
            LOG.error("Nobody is served. {}", failure.getMessage());
            throw failure instanceof RuntimeException wrong ? wrong : new IllegalStateException(failure);
        }
        open = true;
    }

    private void untilItIsDone() throws InterruptedException {
        while (true) {
            try {
                catchUp();
                return;
            } catch (IOException e) {
                state = "cannot read or write the log of destructions";
                LOG.warn(
                        "Nobody is served: the log of destructions does not answer. It is tried again. {}",
                        e.toString());
            } catch (Replay.NotYet e) {
                LOG.warn("Nobody is served: {}. It is tried again", e.getMessage());
            }
            Thread.sleep(settings.pause());
        }
    }

    private void catchUp() throws IOException {
        boolean restored = isRestored(reading.standing());
        var unknown = new AtomicLong();
        int batches = reading.catchUp(entry -> {
            carryOut(entry);
            unknown.incrementAndGet();
        });
        log.begin();
        audit.continueAfterRestore();
        if (restored || unknown.get() > 0) {
            // What is due by the clock alone is in no log.
            sweep.run();
            aftermath.settle(unknown.get() > 0);
            LOG.warn(
                    "The database was restored. {} batches of the log of destructions were carried out; nobody is signed in",
                    batches);
        }
        log.beat();
    }

    private boolean isRestored(Standing standing) {
        return switch (standing) {
            case Standing.Current current -> false;
            case Standing.Unknown unknown -> {
                if (!settings.ontoEmpty()) {
                    throw new Refused(
                            "This database knows nothing of the log of destructions in the record bucket: it is new, or the"
                                    + " bucket belongs to another one. To go on with this database all the same, start once with"
                                    + " retention.restore.onto-empty=true; everything in the log is then carried out first.");
                }
                yield true;
            }
            case Standing.Behind behind -> {
                if (behind.by().compareTo(settings.longestBackup()) > 0) {
                    throw new Refused("This database was restored from a backup that is "
                            + behind.by().toDays()
                            + " days older than what was served last. Backups older than retention.restore.longest-backup ("
                            + settings.longestBackup().toDays()
                            + " days) should not exist any more, and are not served.");
                }
                yield true;
            }
        };
    }

    private void carryOut(LogEntry entry) {
        state = "carries out what was destroyed since the backup";
        replay.carryOut(entry);
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

    /** Nobody can be served from this database as it is. */
    static final class Refused extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Refused(String why) {
            super(why);
        }
    }
}
