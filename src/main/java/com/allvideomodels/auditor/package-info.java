/**
 * The independent reader: looks at the tables, the buckets and the keys with credentials that can only read and with code of its
 * own, and says how old the oldest thing is that should be gone. It shares nothing with what destroys but the names of things.
 */
@ApplicationModule(allowedDependencies = {"kernel", "web", "mail", "audit", "retention"})
@NullMarked
package com.allvideomodels.auditor;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
