package com.allvideomodels.incident;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param deadlines what the laws ask; where the file does not exist the one in the jar holds
 * @param alone how many accounts one member of staff may suspend without a second; not negative
 */
@ConfigurationProperties("incident")
record IncidentSettings(
        @DefaultValue("config/incident-deadlines.yml") Path deadlines,
        @DefaultValue("10") int alone) {

    IncidentSettings {
        if (alone < 0) {
            throw new IllegalArgumentException("incident.alone cannot be negative");
        }
    }
}
