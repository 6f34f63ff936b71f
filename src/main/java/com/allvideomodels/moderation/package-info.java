/** Whether what a person wrote may be made into a video at all. Asked once, before anything is charged or sent to a provider. */
@ApplicationModule(allowedDependencies = {"http"})
@NullMarked
package com.allvideomodels.moderation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
