package com.allvideomodels.mail;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param apiKey with permission to send, and to read what comes in
 * @param webhookSecret with which Resend signs what it tells us, {@code whsec_…}; empty: nothing is taken in
 * @param baseUrl where received mail is fetched
 */
@ConfigurationProperties("resend")
record ResendSettings(
        @DefaultValue("") String apiKey,
        @DefaultValue("") String webhookSecret,
        @DefaultValue("https://api.resend.com") URI baseUrl) {

    /** Hidden on purpose. */
    @Override
    public String toString() {
        return "ResendSettings[hidden]";
    }
}
