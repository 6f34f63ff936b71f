/** What we hold about a person: told on one page, and handed over whole. */
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
            "generation"
        })
@NullMarked
package com.allvideomodels.rights;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
