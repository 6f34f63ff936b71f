/** The main job: a prompt becomes a video. */
@ApplicationModule(
        allowedDependencies = {
            "kernel",
            "web",
            "mail",
            "audit",
            "retention",
            "privacy",
            "account",
            "media",
            "credits",
            "moderation",
            "provider"
        })
@NullMarked
package com.allvideomodels.generation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
