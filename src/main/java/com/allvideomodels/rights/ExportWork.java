package com.allvideomodels.rights;

import com.allvideomodels.kernel.ScheduledJob;
import com.allvideomodels.media.MediaClass;
import com.allvideomodels.media.MediaVault;
import com.allvideomodels.media.Stored;
import com.allvideomodels.retention.Cause;
import com.allvideomodels.retention.RetentionPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes the copies that people ordered, one after the other, outside of any transaction. Whatever breaks, it is begun anew: what a try has
 * stored is nobody's until it is handed over, and goes.
 */
@Component
class ExportWork {

    private static final Logger LOG = LoggerFactory.getLogger(ExportWork.class);

    private static final int TRIES = 5;

    /** Between two beats lies one file, or one set. */
    private static final Duration LEASE = Duration.ofMinutes(30);

    private static final Duration BETWEEN_BEATS = Duration.ofMinutes(1);
    private static final Duration[] WAITS = {
        Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(30), Duration.ofHours(2)
    };

    private final ExportRows rows;
    private final Exports exports;
    private final ExportArchive archive;
    private final MediaVault vault;
    private final RetentionPolicy policy;
    private final TransactionTemplate transaction;
    private final InstantSource clock;

    ExportWork(
            ExportRows rows,
            Exports exports,
            ExportArchive archive,
            MediaVault vault,
            RetentionPolicy policy,
            TransactionTemplate transaction,
            InstantSource clock) {
        this.rows = rows;
        this.exports = exports;
        this.archive = archive;
        this.vault = vault;
        this.policy = policy;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Configuration(proxyBeanMethods = false)
    static class Job {

        @Bean
        ScheduledJob makeExports(ExportWork work) {
            return new ScheduledJob(Exports.JOB, work::makeDue);
        }
    }

    /** @return how many were made */
    int makeDue() {
        int made = 0;
        Optional<Export> next = rows.claim(clock.instant(), LEASE);
        while (next.isPresent()) {
            made += make(next.get()) ? 1 : 0;
            next = rows.claim(clock.instant(), LEASE);
        }
        return made;
    }

    private boolean make(Export export) {
        Instant now = clock.instant();
        Instant deadline = policy.rule("privacy-export").dueAt(now);
        var beats = new Beats(export, now);
        boolean lenient = export.attempts() >= TRIES;
        try (InputStream zip = WrittenStream.of(out -> archive.write(export, now, lenient, beats, out))) {
            Stored copy =
                    vault.keep(export.person(), MediaClass.EXPORT, "application/zip", deadline, zip, Long.MAX_VALUE);
            return handOver(export, copy);
        } catch (IOException | RuntimeException e) {
            LOG.warn("The copy {} was not made in try {}", export.id(), export.attempts(), e);
            again(export);
            return false;
        }
    }

    private boolean handOver(Export export, Stored copy) {
        boolean wanted = Boolean.TRUE.equals(transaction.execute(status -> {
            boolean handed = exports.handOver(export, copy);
            if (!handed) {
                status.setRollbackOnly();
            }
            return handed;
        }));
        if (!wanted) {
            transaction.executeWithoutResult(status -> vault.shred(export.person(), copy.id(), Cause.ABANDONED));
        }
        return wanted;
    }

    private void again(Export export) {
        if (export.attempts() >= TRIES) {
            rows.failed(export);
        } else {
            rows.goOn(export, clock.instant().plus(WAITS[Math.max(export.attempts(), 1) - 1]));
        }
    }

    /** Says from time to time that the work goes on. */
    private final class Beats implements ExportArchive.Beat {

        private final Export export;
        private Instant last;

        private Beats(Export export, Instant last) {
            this.export = export;
            this.last = last;
        }

        @Override
        public void beat() throws IOException {
            Instant now = clock.instant();
            if (now.isBefore(last.plus(BETWEEN_BEATS))) {
                return;
            }
            last = now;
            if (!rows.goOn(export, now.plus(LEASE))) {
                throw new IOException("nobody wants this copy any more, or another node makes it");
            }
        }
    }
}
