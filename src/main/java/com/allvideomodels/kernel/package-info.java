/** Values that every module speaks in: ids, addresses, amounts, jobs. No beans. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package com.allvideomodels.kernel;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
