package com.allvideomodels.billing;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param grantLimit credits that one member of staff gives alone within a day; above it a second must agree */
@ConfigurationProperties("billing")
record GiftSettings(@DefaultValue("1000") long grantLimit) {

    GiftSettings {
        if (grantLimit < 0) {
            throw new IllegalArgumentException("billing.grant-limit is below zero");
        }
    }
}
