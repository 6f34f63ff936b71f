/** The companies that make the videos, behind one interface, and the catalogue of their models. */
@ApplicationModule(allowedDependencies = {"kernel", "web", "http"})
@NullMarked
package com.allvideomodels.provider;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
