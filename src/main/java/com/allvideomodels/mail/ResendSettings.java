package com.allvideomodels.mail;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param apiKey with permission to send */
@ConfigurationProperties("resend")
record ResendSettings(@DefaultValue("") String apiKey) {

    /** Hidden on purpose. */
    @Override
    public String toString() {
        return "ResendSettings[hidden]";
    }
}
