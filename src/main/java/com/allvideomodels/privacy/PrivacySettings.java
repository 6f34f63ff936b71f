package com.allvideomodels.privacy;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The operator's registers; where a file does not exist the one in the jar holds.
 *
 * @param processors third parties
 * @param activities what personal data is used for
 * @param authorities to whom people can complain
 */
@ConfigurationProperties("app")
record PrivacySettings(
        @DefaultValue("config/processors.yml") Path processors,
        @DefaultValue("config/activities.yml") Path activities,
        @DefaultValue("config/authorities.yml") Path authorities) {}
