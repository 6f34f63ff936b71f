package com.allvideomodels.account;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often one network may try to sign in, sign up or ask for a new password. Raise it where many people share an address.
 *
 * @param networkBurst attempts at once
 * @param networkPace then one more after each such time
 */
@ConfigurationProperties("account.throttle")
record ThrottleSettings(
        @DefaultValue("40") int networkBurst,
        @DefaultValue("15s") Duration networkPace) {}
