package com.allvideomodels.provider.http;

import com.allvideomodels.provider.Submission;
import org.jspecify.annotations.Nullable;

/** An input could not be brought to where the provider reads it. No video was asked for. */
public final class NotPlaced extends Exception {

    private final transient Submission instead;

    /** @param instead what the submission comes to */
    public NotPlaced(Submission instead) {
        super(null, null, false, false);
        this.instead = instead;
    }

    public Submission instead() {
        return instead;
    }

    @Override
    public @Nullable String getMessage() {
        return instead.toString();
    }
}
