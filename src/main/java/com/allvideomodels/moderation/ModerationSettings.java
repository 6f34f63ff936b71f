package com.allvideomodels.moderation;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param baseUrl of Creem's API
 * @param apiKey of the shop
 * @param moderation whether every prompt is shown to Creem before a provider sees it, as Creem asks of who sells videos
 */
@ConfigurationProperties("creem")
record ModerationSettings(
        @DefaultValue("https://test-api.creem.io") URI baseUrl,
        @DefaultValue("") String apiKey,
        @DefaultValue("false") boolean moderation) {

    /** Keys never reach a log. */
    @Override
    public String toString() {
        return "ModerationSettings[" + baseUrl + ", " + moderation + "]";
    }
}
