package com.allvideomodels.retention;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/** Refuses the start where a backup might be served that is older than what says who must not come back out of it. */
@Component
class BackupsEndFirst implements SmartInitializingSingleton {

    private static final List<String> OUTLIVE_BACKUPS = List.of(LogEnding.CLASS, "erased-account", "destruction");

    private final RetentionPolicy policy;
    private final RestoreSettings settings;
    private final InstantSource clock;

    BackupsEndFirst(RetentionPolicy policy, RestoreSettings settings, InstantSource clock) {
        this.policy = policy;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public void afterSingletonsInstantiated() {
        Instant now = clock.instant();
        for (String outliving : OUTLIVE_BACKUPS) {
            if (!policy.rule(outliving).dueAt(now).isAfter(now.plus(settings.longestBackup()))) {
                throw new IllegalStateException("retention.restore.longest-backup is longer than " + outliving
                        + " is kept, so people who were erased could come back out of a backup");
            }
        }
    }
}
