package com.allvideomodels;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in the log what is missing and what to do, without a stack trace above it. */
class NotReadyAnalyzer extends AbstractFailureAnalyzer<ProductionReadiness.NotReady> {

    @Override
    protected FailureAnalysis analyze(Throwable failure, ProductionReadiness.NotReady cause) {
        String action =
                "Set each of them in config/application-production.yml, where they are explained, or as environment"
                        + " variables (app.public-url becomes APP_PUBLIC_URL), and start again.";
        return new FailureAnalysis(cause.getMessage(), action, cause);
    }
}
