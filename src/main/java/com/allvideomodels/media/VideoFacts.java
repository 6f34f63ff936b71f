package com.allvideomodels.media;

import java.time.Duration;

/** What ffprobe says of a video. {@code frames} is counted or, where the container does not say, length times rate. */
public record VideoFacts(int width, int height, Duration length, double framesPerSecond, long frames, boolean sound) {}
