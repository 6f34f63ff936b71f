package com.allvideomodels.browser;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests a {@link Browser}, or says once that there is none. */
class BrowserExtension implements ExecutionCondition, ParameterResolver, AfterEachCallback {

    private static final Namespace NAMESPACE = Namespace.create(BrowserExtension.class);
    private static final String ABSENT =
            "No Chromium or Chrome was found (see CHROME, PATH): the tests in a browser are skipped.";

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (Chromium.installed().isPresent()) {
            return ConditionEvaluationResult.enabled("a browser is installed");
        }
        if (Boolean.getBoolean("browser.required")) {
            throw new IllegalStateException("browser.required is true, but no Chromium or Chrome was found");
        }
        context.getRoot().getStore(NAMESPACE).computeIfAbsent("said", key -> {
            System.out.println(ABSENT);
            return true;
        });
        return ConditionEvaluationResult.disabled(ABSENT);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Browser.class;
    }

    @Override
    public Browser resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Path executable = Chromium.installed().orElseThrow();
        Chromium chromium = context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent("chromium", key -> Chromium.start(executable), Chromium.class);
        var browser = new Browser(chromium.browser());
        context.getStore(NAMESPACE).put("browser", browser);
        return browser;
    }

    /** What went wrong in any window fails the test, unless the test failed already. */
    @Override
    public void afterEach(ExtensionContext context) {
        Optional.ofNullable(context.getStore(NAMESPACE).remove("browser", Browser.class))
                .ifPresent(browser ->
                        browser.closeAll(context.getExecutionException().isEmpty()));
    }
}
