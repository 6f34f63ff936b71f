package com.allvideomodels.privacy;

import java.util.regex.Pattern;

/** What a consent is for: {@code policy}, {@code transfer}, {@code provider:runway}, {@code marketing}, {@code analytics:posthog}. */
public record Purpose(String key) {

    // First, since the purposes below are checked by it.
    private static final Pattern SHAPE = Pattern.compile("[a-z0-9-]+(:[a-z0-9-]+)?");

    /** The privacy policy and the terms. */
    public static final Purpose POLICY = new Purpose("policy");
    /** Transfer to other countries under safeguards (clause transfers.notice). */
    public static final Purpose TRANSFER = new Purpose("transfer");

    public Purpose {
        if (!SHAPE.matcher(key).matches()) {
            throw new IllegalArgumentException("not a purpose: " + key);
        }
    }

    /** The training and retention terms of one provider (clause training.disclosure); {@code slug} as in {@code processors.yml}. */
    public static Purpose provider(String slug) {
        return new Purpose("provider:" + slug);
    }
}
