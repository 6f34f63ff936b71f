/** What every page shares: the layout, the person signed in, languages, themes, errors, security headers. */
@ApplicationModule(allowedDependencies = {"kernel"})
@NullMarked
package com.allvideomodels.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
