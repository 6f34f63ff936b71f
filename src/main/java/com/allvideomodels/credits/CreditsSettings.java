package com.allvideomodels.credits;

import com.allvideomodels.kernel.Credits;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param welcome what an account is given once, when its address is confirmed; 0 for nothing
 * @param lowBalance below so many credits people are told, unless they chose another number; 0 for never
 */
@ConfigurationProperties("credits")
record CreditsSettings(long welcome, @DefaultValue("20") long lowBalance) {

    Credits welcomeGrant() {
        return new Credits(welcome);
    }
}
