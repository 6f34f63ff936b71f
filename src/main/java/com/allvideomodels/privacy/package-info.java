/** Policies and their versions, consents and their history, the register of processors. */
@ApplicationModule(allowedDependencies = {"kernel", "web", "mail", "audit", "retention"})
@NullMarked
package com.allvideomodels.privacy;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
