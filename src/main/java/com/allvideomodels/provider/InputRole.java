package com.allvideomodels.provider;

import java.util.Locale;

/** What an input is to the video. */
public enum InputRole {
    FIRST_FRAME,
    LAST_FRAME,
    /** One of several keyframes in order. */
    KEYFRAME,
    REFERENCE,
    SOURCE_VIDEO;

    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
