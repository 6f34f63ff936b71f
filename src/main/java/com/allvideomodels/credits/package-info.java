/** Credits people hold and spend. Every change is an entry; balances are only ever sums. */
@ApplicationModule(allowedDependencies = {"kernel", "web", "mail", "audit", "retention", "privacy", "account"})
@NullMarked
package com.allvideomodels.credits;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
