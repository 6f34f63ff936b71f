package com.allvideomodels.incident;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param deadlines what the laws ask; where the file does not exist the one in the jar holds
 * @param alone how many accounts one member of staff may suspend without a second; not negative
 * @param keysAtOnce how many keys are looked at in each run of the job that wraps them by a new master key; positive
 */
@ConfigurationProperties("incident")
record IncidentSettings(
        @DefaultValue("config/incident-deadlines.yml") Path deadlines,
        @DefaultValue("10") int alone,
        @DefaultValue("200") int keysAtOnce) {

    IncidentSettings {
        if (alone < 0) {
            throw new IllegalArgumentException("incident.alone cannot be negative");
        }
        if (keysAtOnce < 1) {
            throw new IllegalArgumentException("incident.keys-at-once must be positive");
        }
    }
}
