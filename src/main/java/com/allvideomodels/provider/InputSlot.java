package com.allvideomodels.provider;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A place for an input in the form of a model.
 *
 * @param least how many are needed, 0 where it may stay empty
 * @param most how many fit
 * @param longest of a video; {@code null} where the provider names no limit or it is a picture
 * @param shortest of a video; likewise
 * @param largestBytes of the file as it is sent
 */
public record InputSlot(
        InputRole role,
        boolean video,
        int least,
        int most,
        long largestBytes,
        @Nullable Duration shortest,
        @Nullable Duration longest) {}
