package com.allvideomodels.media;

import com.allvideomodels.kernel.ScheduledJob;
import com.allvideomodels.retention.DestructionClock;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What this module does by the clock: what destroys by one that is guarded, the rest by the plain one. */
@Configuration(proxyBeanMethods = false)
class MediaJobs {

    @Bean
    ScheduledJob deleteBytes(ByteDeletion deletion, InstantSource clock) {
        return new ScheduledJob("media.delete-bytes", () -> deletion.deleteDue(clock.instant()));
    }

    @Bean
    ScheduledJob abandonStale(MediaUpkeep upkeep, DestructionClock clock) {
        return new ScheduledJob("media.abandon-stale", () -> clock.now().ifPresent(upkeep::abandonStale));
    }

    @Bean
    ScheduledJob endMultiparts(MediaUpkeep upkeep, DestructionClock clock) {
        return new ScheduledJob("media.end-multiparts", () -> clock.now().ifPresent(upkeep::endMultiparts));
    }

    @Bean
    ScheduledJob makeKeys(KeyUpkeep keys, InstantSource clock) {
        return new ScheduledJob("media.make-keys", () -> keys.makeAhead(clock.instant()));
    }

    @Bean
    ScheduledJob endKeys(KeyUpkeep keys, DestructionClock clock) {
        return new ScheduledJob("media.end-keys", () -> clock.now().ifPresent(keys::endKeys));
    }

    @Bean
    ScheduledJob keepHeld(Safekeeping safekeeping, InstantSource clock) {
        return new ScheduledJob("media.keep-held", () -> safekeeping.keepHeld(clock.instant()));
    }
}
