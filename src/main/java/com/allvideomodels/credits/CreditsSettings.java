package com.allvideomodels.credits;

import com.allvideomodels.kernel.Credits;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param welcome what an account is given once, when its address is confirmed; 0 for nothing */
@ConfigurationProperties("credits")
record CreditsSettings(@DefaultValue("200") long welcome) {

    Credits welcomeGrant() {
        return new Credits(welcome);
    }
}
