/** What staff see first: the menu, a search, and what is due today. The screens themselves live with their data. */
@ApplicationModule(
        allowedDependencies = {
            "kernel",
            "web",
            "storage",
            "mail",
            "audit",
            "retention",
            "privacy",
            "account",
            "media",
            "credits",
            "provider",
            "generation"
        })
@NullMarked
package com.allvideomodels.admin;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
