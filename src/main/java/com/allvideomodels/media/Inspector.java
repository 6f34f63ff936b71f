package com.allvideomodels.media;

import java.io.IOException;
import java.time.Duration;

/**
 * Looks into stored media in a child process with limits on time, memory, protocols and output. Nothing in the application's
 * own process ever parses media of others.
 */
public interface Inspector {

    /**
     * What a stored video is.
     *
     * @throws Unreadable if it is no video that can be played
     * @throws IOException if the store failed; says nothing about the video
     */
    VideoFacts probe(Stored video) throws IOException;

    /** A still of a stored video at the given time, kept as {@link MediaClass#POSTER} until the video's own deadline. */
    Stored still(Stored video, Duration at) throws IOException;

    /** The bytes are not what they should be. */
    final class Unreadable extends IOException {
        public Unreadable(String message) {
            super(message);
        }
    }
}
