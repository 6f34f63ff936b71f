/** Asking other companies over HTTP: a request is sent once and never repeats itself, a key goes to its own host alone, and every end is a value. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package com.allvideomodels.http;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
