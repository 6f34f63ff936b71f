package com.allvideomodels.billing;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param baseUrl of Creem's API: {@code https://api.creem.io}, or {@code https://test-api.creem.io} where no money moves
 * @param apiKey without one nothing is sold
 * @param webhookSecret without one no webhook is believed
 * @param moderation whether every prompt is shown to Creem before a provider sees it, as Creem asks of who sells videos
 */
@ConfigurationProperties("creem")
record CreemSettings(
        @DefaultValue("https://test-api.creem.io") URI baseUrl,
        @DefaultValue("") String apiKey,
        @DefaultValue("") String webhookSecret,
        @DefaultValue("false") boolean moderation) {

    private static final String LIVE = "api.creem.io";

    /** Whether something can be sold. */
    boolean isOn() {
        return !apiKey.isBlank() && !webhookSecret.isBlank();
    }

    /** The world in use: {@code live} is where money moves, everything else is {@code test}. */
    String mode() {
        return LIVE.equals(baseUrl.getHost()) ? "live" : "test";
    }

    /** Keys never reach a log. */
    @Override
    public String toString() {
        return "CreemSettings[" + baseUrl + "]";
    }
}
