package com.allvideomodels.provider;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When a provider is given a rest.
 *
 * @param calls how many of the last calls are looked at
 * @param least how many there must have been
 * @param failures how many of a hundred must have gone unanswered
 * @param rest how long nothing is sent then, before a few calls are tried
 */
@ConfigurationProperties("provider.circuit")
record ProvidersSettings(
        @DefaultValue("20") int calls,
        @DefaultValue("10") int least,
        @DefaultValue("60") int failures,
        @DefaultValue("30s") Duration rest) {}
