package com.allvideomodels.media;

import com.allvideomodels.storage.Bucket;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The store's own rules delete what we failed to, a day and more after its deadline, orphans without a row among it. They know
 * nothing of holds: what is held has left these prefixes by then.
 */
@Component
class StoreBackstop {

    private static final Logger log = LoggerFactory.getLogger(StoreBackstop.class);

    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration LONGEST_REQUEST = Duration.ofDays(120);
    private static final int MARGIN = 2;
    private static final int PARTS = 1;

    private final Bucket mediaBucket;
    private final MediaSettings settings;

    StoreBackstop(Bucket mediaBucket, MediaSettings settings) {
        this.mediaBucket = mediaBucket;
        this.settings = settings;
    }

    /** Failing is no more than a warning: the rules are a second line. */
    @EventListener(ApplicationReadyEvent.class)
    void set() {
        if (settings.lifecycleRules()) {
            try {
                mediaBucket.expire(days(), PARTS);
            } catch (IOException e) {
                log.warn(
                        "The store did not take its rules of expiry. Allow s3:PutLifecycleConfiguration, or set rules for {} there and"
                                + " media.lifecycle-rules=false here",
                        days(),
                        e);
            }
        }
    }

    private Map<String, Integer> days() {
        Map<String, Integer> days = new TreeMap<>();
        for (MediaClass kind : MediaClass.values()) {
            Duration lifetime = switch (kind) {
                case OUTPUT, EXPORT -> WEEK;
                case ATTACHMENT -> LONGEST_REQUEST;
                case UPLOAD, PREPARED, POSTER -> settings.uploads().lifetime();
            };
            days.put(kind.prefix(), (int) lifetime.toDays() + MARGIN);
        }
        return days;
    }
}
