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
    /** Letters that advertise (clause use.communications). */
    public static final Purpose MARKETING = new Purpose("marketing");
    /** Comparing variants of a page and looking at how pages are used, by ourselves (clause use.improvement). */
    public static final Purpose IMPROVEMENT = new Purpose("improvement");
    /** Using sensitive data for more than what was asked for; a refusal of it limits the use (clause ccpa.limit). */
    public static final Purpose SENSITIVE_DATA = new Purpose("sensitive-data");
    /** Decisions about the account that no human being made; a refusal of it opts out (clause ccpa.adm). */
    public static final Purpose AUTOMATED_DECISIONS = new Purpose("automated-decisions");

    /** That somebody of 13 to 17 has an account, agreed to by a parent (clause children.age). */
    public static final Purpose PARENTAL = new Purpose("parental");

    public Purpose {
        if (!SHAPE.matcher(key).matches()) {
            throw new IllegalArgumentException("not a purpose: " + key);
        }
    }

    /** The training and retention terms of one provider (clause training.disclosure); {@code slug} as in {@code processors.yml}. */
    public static Purpose provider(String slug) {
        return new Purpose("provider:" + slug);
    }

    /** That a parent lets their child agree to the terms of one provider; {@code slug} as in {@code processors.yml}. */
    public static Purpose allowedByParent(String slug) {
        return new Purpose("parental:" + slug);
    }

    /** Measuring by one company (clause use.improvement); {@code slug} as in {@code processors.yml}. */
    public static Purpose analytics(String slug) {
        return new Purpose("analytics:" + slug);
    }

    /** What a company needs a consent for: one that measures to measure, any other one to make videos. */
    static Purpose of(Processors.Processor company) {
        return company.kind().equals("analytics") ? analytics(company.slug()) : provider(company.slug());
    }
}
