package com.allvideomodels.media;

import java.util.UUID;

/** Identifies something a person uploaded. */
public record UploadId(UUID value) {

    public static UploadId fresh() {
        return new UploadId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
