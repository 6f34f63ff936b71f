package com.allvideomodels.provider;

import java.util.Locale;

/** Why there is no video. This small set is all that people ever read; a provider's own words stay with the adapter. */
public enum FailureReason {
    /** The provider's rules forbid the prompt or an input. */
    INPUT_MODERATED,
    /** The provider made a video and its rules forbid showing it. */
    OUTPUT_MODERATED,
    /** Overloaded, out of capacity, or over a rate for too long. */
    PROVIDER_BUSY,
    /** Our account with the provider has no money left, or a spending limit was reached. */
    PROVIDER_OUT_OF_CREDIT,
    /** The provider cannot read or use an input, or refuses the combination of settings. */
    INPUT_UNUSABLE,
    /** The provider tried and failed on its side. */
    PROVIDER_FAILED,
    /** Our access to the provider or to this model is not in order. */
    PROVIDER_UNAVAILABLE,
    /** It was never sent: nobody had screened what was written for it. */
    NOT_SCREENED,
    /** Nobody can say what became of it. */
    LOST;

    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
