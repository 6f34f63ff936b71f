package com.allvideomodels.retention;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param ontoEmpty whether a database that knows nothing of the log of destructions may be served once all of it was carried out; for the
 *     one start after the database was lost and begun anew
 * @param longestBackup the age from which on a backup is not served any more. Backups are deleted before; the log is kept longer.
 * @param pause before something that could not be done is tried again
 */
@ConfigurationProperties("retention.restore")
record RestoreSettings(
        @DefaultValue("false") boolean ontoEmpty,
        @DefaultValue("35d") Duration longestBackup,
        @DefaultValue("5s") Duration pause) {}
