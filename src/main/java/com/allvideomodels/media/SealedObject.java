package com.allvideomodels.media;

import java.time.Instant;

/**
 * What the row knows of an object and the store does not: everything that is needed to open it, but for the keys.
 *
 * @param dayKey the name of the inner key: of its day or, for what is held past that, its own
 * @param until when nobody may read it any more: its deadline, or before that if it was ordered to go
 */
record SealedObject(
        Seal seal, String objectKey, long size, byte[] header, byte[] wrappedKey, String dayKey, Instant until) {

    Segments segments() {
        return new Segments(size);
    }
}
