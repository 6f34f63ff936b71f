/** Uploads and outputs: encrypted before they are stored, gone at their deadline. */
@ApplicationModule(allowedDependencies = {"kernel", "web", "storage", "audit", "retention", "privacy", "account"})
@NullMarked
package com.allvideomodels.media;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
