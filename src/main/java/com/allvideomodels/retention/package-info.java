/** How long each class of data lives, and what ends it. */
@ApplicationModule(allowedDependencies = {"kernel", "web", "storage", "audit"})
@NullMarked
package com.allvideomodels.retention;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
