package com.allvideomodels.provider.pika;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How Pika is reached, which is by way of fal.
 *
 * @param apiKey fal's, {@code id:secret}; empty where there is none
 * @param concurrency what a new account runs at once; more waits in fal's line
 * @param lifetime how long fal is asked to keep inputs and outputs; long enough to collect after a bad day
 */
@ConfigurationProperties("provider.pika")
record PikaSettings(
        @DefaultValue("https://queue.fal.run") URI queueUrl,
        @DefaultValue("https://rest.fal.ai") URI storageUrl,

        @DefaultValue("https://rest.fal.ai/.well-known/jwks.json")
        URI jwksUrl,

        @DefaultValue("") String apiKey,
        @DefaultValue("2") int concurrency,
        @DefaultValue("1d") Duration lifetime) {

    /** The value of fal's headers for how long media live. */
    String lifecycle() {
        return "{\"expiration_duration_seconds\":" + lifetime.toSeconds() + "}";
    }

    @Override
    public String toString() {
        return "PikaSettings[" + queueUrl + "]";
    }
}
