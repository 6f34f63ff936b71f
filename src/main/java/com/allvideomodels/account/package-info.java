/** People: signing up, signing in, who they are and what they prefer. */
@ApplicationModule(allowedDependencies = {"kernel", "web", "storage", "mail", "audit", "privacy", "retention"})
@NullMarked
package com.allvideomodels.account;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
