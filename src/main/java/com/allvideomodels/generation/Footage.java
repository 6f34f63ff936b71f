package com.allvideomodels.generation;

import jakarta.persistence.Embeddable;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The video as it lies in the vault.
 *
 * @param bytes of the plain video
 * @param crc32 of the plain bytes, so that an archive can be streamed without reading them twice
 */
@Embeddable
record Footage(
        UUID output,
        @Nullable UUID poster,
        Integer width,
        Integer height,
        Long lengthMs,
        Long frames,
        Boolean sound,
        Long bytes,
        String sha256,
        Long crc32) {

    Duration length() {
        return Duration.ofMillis(lengthMs);
    }
}
