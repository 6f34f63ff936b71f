package com.allvideomodels.media;

import com.allvideomodels.storage.Bucket;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Keeps what is held past its day (clause hold.exceptions): its data key is wrapped anew under a key of its own, so that the key of
 * the day can die, and its bytes move to where no lifecycle rule of the store reaches.
 */
@Component
class Safekeeping {

    private static final Logger log = LoggerFactory.getLogger(Safekeeping.class);

    static final String PREFIX = "held/";

    /** Long enough before the day ends that many runs may fail. */
    private static final Duration AHEAD = Duration.ofHours(24);

    private static final int BATCH = 100;

    private final HeldRows rows;
    private final KeyDeathRows deaths;
    private final DataKeys dataKeys;
    private final Bucket mediaBucket;

    Safekeeping(HeldRows rows, KeyDeathRows deaths, DataKeys dataKeys, Bucket mediaBucket) {
        this.rows = rows;
        this.deaths = deaths;
        this.dataKeys = dataKeys;
        this.mediaBucket = mediaBucket;
    }

    /** Until nothing held depends on the key of a day that is over or ends within a day. What fails is tried again. */
    void keepHeld(Instant now) {
        if (!rows.anythingIsHeld(now)) {
            return;
        }
        for (Root root : Root.values()) {
            List<SealedObject> dependent;
            int moved;
            do {
                dependent = rows.dependent(root, now, now.plus(AHEAD), BATCH);
                moved = (int) dependent.stream().filter(one -> keep(one, now)).count();
            } while (dependent.size() == BATCH && moved > 0);
        }
    }

    private boolean keep(SealedObject object, Instant now) {
        String copy = PREFIX + UUID.randomUUID();
        try {
            byte[] wrapped = dataKeys.wrap(
                    dataKeys.unwrap(object), object.seal(), object.seal().holdKey());
            rows.copying(object.seal().id(), copy, now);
            mediaBucket.copy(object.objectKey(), copy);
            boolean moved = rows.moved(object, copy, wrapped, now);
            if (!moved) {
                deaths.order(object.seal().holdKey(), now);
            }
            return moved;
        } catch (IOException | GeneralSecurityException e) {
            log.error(
                    "A held object still depends on the key of its day; it will be tried again: {}",
                    object.seal().id(),
                    e);
            return false;
        }
    }
}
