/** Incidents with personal data: the record, whom it concerned, what was done to contain it, and whom the laws say to tell until when. */
@ApplicationModule(
        allowedDependencies = {"kernel", "web", "storage", "mail", "audit", "retention", "privacy", "account"})
@NullMarked
package com.allvideomodels.incident;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
