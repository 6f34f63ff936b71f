package com.allvideomodels.audit;

import com.allvideomodels.kernel.ScheduledJob;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What this module does by the clock. */
@Configuration(proxyBeanMethods = false)
class AuditJobs {

    /** Signs the end of the trail and puts it outside the database. */
    @Bean
    ScheduledJob writeCheckpoint(Checkpoints checkpoints) {
        return new ScheduledJob("audit.checkpoint", checkpoints::write);
    }

    /** Reads the whole trail and compares it with its checkpoints. */
    @Bean
    ScheduledJob verifyTrail(Verifications verifications) {
        return new ScheduledJob(Verifications.JOB, () -> verify(verifications));
    }

    private static void verify(Verifications verifications) {
        try {
            verifications.run(new Actor.Job(Verifications.JOB));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
