package com.allvideomodels.media;

import com.allvideomodels.storage.Bucket;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Deletes bytes whose keys are gone already, and what a crash left on its way. Any node may run it, two at once too. */
@Component
class MediaUpkeep {

    private static final Logger log = LoggerFactory.getLogger(MediaUpkeep.class);

    private static final int BATCH = 100;
    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private final MediaRows rows;
    private final Bucket mediaBucket;
    private final MediaSettings settings;

    MediaUpkeep(MediaRows rows, Bucket mediaBucket, MediaSettings settings) {
        this.rows = rows;
        this.mediaBucket = mediaBucket;
        this.settings = settings;
    }

    /** @return how many objects the store confirmed deleted */
    int deleteBytes(Instant now) {
        int deleted = 0;
        List<MediaRows.Deletion> claimed;
        do {
            claimed = rows.claimDeletions(now, LEASE, BATCH);
            deleted += delete(claimed, now);
        } while (claimed.size() == BATCH);
        return deleted;
    }

    private int delete(List<MediaRows.Deletion> claimed, Instant now) {
        if (claimed.isEmpty()) {
            return 0;
        }
        Map<String, String> left = left(claimed);
        for (var deletion : claimed) {
            String error = left.get(deletion.objectKey());
            if (error == null) {
                rows.deleted(deletion, now);
            } else {
                rows.notDeleted(deletion, error, now.plus(wait(deletion.attempts())));
                log.warn(
                        "Bytes of {} are still stored after {} attempts: {}",
                        deletion.media(),
                        deletion.attempts(),
                        error);
            }
        }
        return claimed.size() - left.size();
    }

    private Map<String, String> left(List<MediaRows.Deletion> claimed) {
        List<String> keys = claimed.stream().map(MediaRows.Deletion::objectKey).toList();
        try {
            return mediaBucket.delete(keys);
        } catch (IOException e) {
            log.warn("The store deletes nothing at the moment; it will be asked again", e);
            return keys.stream().collect(java.util.stream.Collectors.toMap(key -> key, key -> "no answer"));
        }
    }

    private static Duration wait(int attempts) {
        Duration wait = Duration.ofSeconds(15L << Math.min(attempts, 10));
        return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
    }

    /**
     * Removes what arrived for too long, with the parts in the store, uploads that were never finished, and outputs that their
     * generation never took.
     */
    void abandonStale(Instant now) {
        Instant since = now.minus(settings.staleAfter());
        for (var unfinished : rows.giveUp(since, BATCH)) {
            abandon(unfinished);
        }
        rows.withoutUpload(since).forEach(stored -> rows.shred(stored.owner(), stored.id(), now));
        rows.shredUntaken(since, now, BATCH);
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
