package com.allvideomodels.credits;

import com.allvideomodels.kernel.Credits;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** @param welcome what an account is given once, when its address is confirmed; 0 for nothing */
@ConfigurationProperties("credits")
record CreditsSettings(long welcome) {

    Credits welcomeGrant() {
        return new Credits(welcome);
    }
}
