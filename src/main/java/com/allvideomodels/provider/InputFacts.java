package com.allvideomodels.provider;

import java.time.Duration;

/**
 * What must be known of an input to check it and to price it.
 *
 * @param frames of a video, 0 for a picture
 * @param length of a video, zero for a picture
 */
public record InputFacts(
        InputRole role, boolean video, int width, int height, long bytes, Duration length, long frames) {}
