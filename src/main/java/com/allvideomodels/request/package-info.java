/** Requests of people about their data: how they come in, who is behind them, by when they are answered, and how. */
@ApplicationModule(
        allowedDependencies = {"kernel", "web", "mail", "audit", "privacy", "retention", "account", "media", "rights"})
@NullMarked
package com.allvideomodels.request;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
