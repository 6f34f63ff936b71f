package com.allvideomodels.media;

import java.util.UUID;

/** Identifies one stored object: an upload, a prepared input, an output or a poster. */
public record MediaId(UUID value) {

    public static MediaId fresh() {
        return new MediaId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
