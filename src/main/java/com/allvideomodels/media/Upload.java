package com.allvideomodels.media;

import com.allvideomodels.kernel.AccountId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something a person uploaded, checked by its content.
 *
 * @param name the person's own file name, for their eyes only
 * @param original as uploaded
 * @param prepared as it may go to a provider: re-encoded, without metadata; for a video the original without metadata
 * @param preparedType {@code image/jpeg}, {@code image/png} or {@code video/mp4}
 * @param length zero for a picture
 * @param frames 0 for a picture
 * @param poster a small still, or {@code null} where none could be made
 */
public record Upload(
        UploadId id,
        AccountId owner,
        String name,
        boolean video,
        MediaId original,
        MediaId prepared,
        String preparedType,
        long preparedBytes,
        int width,
        int height,
        Duration length,
        long frames,
        @Nullable MediaId poster,
        Instant uploadedAt,
        Instant deadline) {}
