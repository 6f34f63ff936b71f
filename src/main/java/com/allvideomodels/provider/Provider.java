package com.allvideomodels.provider;

/** A company that makes videos. Consent, disclosure and the register of processors speak of companies. */
public enum Provider {
    RUNWAY("Runway"),
    PIKA("Pika"),
    VOLCENGINE("Volcano Engine"),
    LUMA("Luma"),
    EVOLINK("EvoLink");

    private final String title;

    Provider(String title) {
        this.title = title;
    }

    /** The name people know it by; the same in every language. */
    public String title() {
        return title;
    }

    /** The name in addresses, configuration and {@code processors.yml}: lower case. */
    public String slug() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
