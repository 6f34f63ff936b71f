package com.allvideomodels.billing;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * From when on a payment is flagged for staff.
 *
 * @param payments of one account within {@code within}
 * @param payers of one account ever
 * @param disposable domains of addresses that people throw away; where the file does not exist the one in the jar holds
 */
@ConfigurationProperties("billing.flags")
record FlagSettings(
        @DefaultValue("5") int payments,
        @DefaultValue("PT1H") Duration within,
        @DefaultValue("3") int payers,
        @DefaultValue("config/disposable-mail.yml") Path disposable) {}
