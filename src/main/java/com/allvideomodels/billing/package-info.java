/**
 * Buying credits: what is offered, what was paid, what went back. Money is exact and decided by what Creem says over signed webhooks
 * or when asked, never by what a browser brings back.
 */
@ApplicationModule(
        allowedDependencies = {
            "kernel",
            "http",
            "web",
            "storage",
            "mail",
            "audit",
            "retention",
            "privacy",
            "account",
            "credits"
        })
@NullMarked
package com.allvideomodels.billing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
