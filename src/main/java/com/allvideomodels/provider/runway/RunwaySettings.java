package com.allvideomodels.provider.runway;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How Runway is reached.
 *
 * @param apiKey empty where there is none
 * @param concurrency what the smallest tier runs at once; more is taken and held back by Runway itself
 */
@ConfigurationProperties("provider.runway")
record RunwaySettings(
        @DefaultValue("https://api.dev.runwayml.com") URI baseUrl,
        @DefaultValue("") String apiKey,
        @DefaultValue("2") int concurrency) {

    @Override
    public String toString() {
        return "RunwaySettings[" + baseUrl + "]";
    }
}
