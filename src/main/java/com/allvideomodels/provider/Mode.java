package com.allvideomodels.provider;

import java.util.Locale;

/** What a person starts from. */
public enum Mode {
    /** Words alone. */
    TEXT,
    /** A first frame. */
    IMAGE,
    /** A first and a last frame, or more keyframes in order. */
    FRAMES,
    /** Pictures that the video should look like; none of them is a frame of it. */
    REFERENCE,
    /** A video to change. */
    EDIT,
    /** A video to go on with. */
    EXTEND,
    /** A video to make larger or smoother. */
    UPSCALE;

    public String slug() {
        return name().toLowerCase(Locale.ROOT);
    }
}
