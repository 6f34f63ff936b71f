/** What was done, by whom and to whom, in the transaction that did it. */
@ApplicationModule(allowedDependencies = {"kernel", "web", "storage"})
@NullMarked
package com.allvideomodels.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
