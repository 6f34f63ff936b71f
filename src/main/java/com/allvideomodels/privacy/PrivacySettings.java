package com.allvideomodels.privacy;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param processors the operator's register of third parties; where the file does not exist the one in the jar holds */
@ConfigurationProperties("app")
record PrivacySettings(
        @DefaultValue("config/processors.yml") Path processors) {}
