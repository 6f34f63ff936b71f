package com.allvideomodels.retention;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param ontoEmpty whether a database that knows nothing of the log of destructions may be served once all of it was carried out; for the
 *     one start after the database was lost and begun anew
 */
@ConfigurationProperties("retention.restore")
record RestoreSettings(@DefaultValue("false") boolean ontoEmpty) {}
