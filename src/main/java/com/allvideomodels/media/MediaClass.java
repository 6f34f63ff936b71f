package com.allvideomodels.media;

import java.util.Locale;

/** The classes of stored bytes; each has its own day keys and its own deadline. */
public enum MediaClass {
    /** What people bring; 30 days (clause retain.input). */
    UPLOAD,
    /** An upload as it may go to a provider: re-encoded, without metadata. It shares the deadline of its upload. */
    PREPARED,
    /** What providers make; 7 days (clause retain.output). */
    OUTPUT,
    /** A still of an upload or output; it shares its deadline. */
    POSTER,
    /** A copy of everything about a person that they asked for; 7 days (clause right.access). */
    EXPORT,
    /** What came with a mail that is a privacy request; 120 days, or sooner (clause right.exercise). */
    ATTACHMENT;

    /** Where objects of this class lie in the media bucket. */
    String prefix() {
        return name().toLowerCase(Locale.ROOT) + "/";
    }
}
