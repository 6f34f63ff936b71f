package com.allvideomodels.media;

import com.allvideomodels.storage.Bucket;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Removes what a crash left on its way, and what nobody took. Any node may run it, two at once too. */
@Component
class MediaUpkeep {

    private static final Logger log = LoggerFactory.getLogger(MediaUpkeep.class);

    private static final int BATCH = 100;
    private static final Duration LONGEST_MULTIPART = Duration.ofHours(24);

    private final MediaRows rows;
    private final Abandonment abandonment;
    private final Bucket mediaBucket;
    private final MediaSettings settings;

    MediaUpkeep(MediaRows rows, Abandonment abandonment, Bucket mediaBucket, MediaSettings settings) {
        this.rows = rows;
        this.abandonment = abandonment;
        this.mediaBucket = mediaBucket;
        this.settings = settings;
    }

    /**
     * Removes what arrived for too long, with the parts in the store, uploads that were never finished, and outputs that their
     * generation never took.
     */
    void abandonStale(Instant now) {
        Instant since = now.minus(settings.staleAfter());
        for (var unfinished : rows.giveUp(since, now, BATCH)) {
            abandon(unfinished);
        }
        abandonment.untakenUploads(since, now);
        abandonment.untakenOutputs(since, now, BATCH);
    }

    /** Ends uploads in parts that began a day ago, also those of which no row knows. */
    void endMultiparts(Instant now) {
        try {
            for (var unfinished : mediaBucket.unfinished(now.minus(LONGEST_MULTIPART))) {
                mediaBucket.abort(unfinished.key(), unfinished.uploadId());
                log.info("An upload in parts that was never finished is gone: {}", unfinished.key());
            }
        } catch (IOException e) {
            log.warn("Unfinished uploads in parts could not be ended; it will be tried again", e);
        }
    }

    private void abandon(MediaRows.Unfinished unfinished) {
        try {
            mediaBucket.discard(unfinished.objectKey(), unfinished.uploadId());
            rows.neverCame(unfinished.id());
        } catch (IOException e) {
            log.warn("An unfinished object could not be removed; it will be tried again: {}", unfinished.id(), e);
        }
    }
}
