package com.allvideomodels.media;

import com.allvideomodels.retention.DestructionClock;
import java.time.InstantSource;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the timetable can call by name. */
@Configuration(proxyBeanMethods = false)
class MediaJobs {

    @Bean("media.delete-bytes")
    JobDetail deleteBytes() {
        return job(DeleteBytes.class, "media.delete-bytes");
    }

    @Bean("media.abandon-stale")
    JobDetail abandonStale() {
        return job(AbandonStale.class, "media.abandon-stale");
    }

    @Bean("media.make-keys")
    JobDetail makeKeys() {
        return job(MakeKeys.class, "media.make-keys");
    }

    @Bean("media.end-keys")
    JobDetail endKeys() {
        return job(EndKeys.class, "media.end-keys");
    }

    @Bean("media.keep-held")
    JobDetail keepHeld() {
        return job(KeepHeld.class, "media.keep-held");
    }

    @Bean("media.end-multiparts")
    JobDetail endMultiparts() {
        return job(EndMultiparts.class, "media.end-multiparts");
    }

    private static JobDetail job(Class<? extends Job> type, String name) {
        return JobBuilder.newJob(type).withIdentity(name).storeDurably().build();
    }

    @DisallowConcurrentExecution
    static class DeleteBytes implements Job {

        private final ByteDeletion deletion;
        private final InstantSource clock;

        DeleteBytes(ByteDeletion deletion, InstantSource clock) {
            this.deletion = deletion;
            this.clock = clock;
        }

        @Override
        public void execute(JobExecutionContext context) {
            deletion.deleteDue(clock.instant());
        }
    }

    @DisallowConcurrentExecution
    static class AbandonStale implements Job {

        private final MediaUpkeep upkeep;
        private final DestructionClock clock;

        AbandonStale(MediaUpkeep upkeep, DestructionClock clock) {
            this.upkeep = upkeep;
            this.clock = clock;
        }

        @Override
        public void execute(JobExecutionContext context) {
            clock.now().ifPresent(upkeep::abandonStale);
        }
    }

    @DisallowConcurrentExecution
    static class MakeKeys implements Job {

        private final KeyUpkeep keys;
        private final InstantSource clock;

        MakeKeys(KeyUpkeep keys, InstantSource clock) {
            this.keys = keys;
            this.clock = clock;
        }

        @Override
        public void execute(JobExecutionContext context) {
            keys.makeAhead(clock.instant());
        }
    }

    @DisallowConcurrentExecution
    static class EndKeys implements Job {

        private final KeyUpkeep keys;
        private final DestructionClock clock;

        EndKeys(KeyUpkeep keys, DestructionClock clock) {
            this.keys = keys;
            this.clock = clock;
        }

        @Override
        public void execute(JobExecutionContext context) {
            clock.now().ifPresent(keys::endKeys);
        }
    }

    @DisallowConcurrentExecution
    static class KeepHeld implements Job {

        private final Safekeeping safekeeping;
        private final InstantSource clock;

        KeepHeld(Safekeeping safekeeping, InstantSource clock) {
            this.safekeeping = safekeeping;
            this.clock = clock;
        }

        @Override
        public void execute(JobExecutionContext context) {
            safekeeping.keepHeld(clock.instant());
        }
    }

    @DisallowConcurrentExecution
    static class EndMultiparts implements Job {

        private final MediaUpkeep upkeep;
        private final DestructionClock clock;

        EndMultiparts(MediaUpkeep upkeep, DestructionClock clock) {
            this.upkeep = upkeep;
            this.clock = clock;
        }

        @Override
        public void execute(JobExecutionContext context) {
            clock.now().ifPresent(upkeep::endMultiparts);
        }
    }
}
