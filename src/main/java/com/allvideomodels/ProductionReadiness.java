package com.allvideomodels;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.logging.Log;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.logging.DeferredLogFactory;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Profiles;

/**
 * Refuses to start the profile {@code production} half configured, and names everything that is missing at once. What each property
 * means is said in {@code config/application-production.yml}.
 */
class ProductionReadiness implements EnvironmentPostProcessor, Ordered {

    private static final String LIVE_CREEM = "https://api.creem.io";

    static final List<String> REQUIRED = List.of(
            "app.public-url",
            "app.name",
            "app.contact.privacy-email",
            "app.contact.support-email",
            "app.contact.postal",
            "spring.datasource.url",
            "spring.datasource.username",
            "spring.datasource.password",
            "storage.endpoint",
            "storage.region",
            "storage.bucket",
            "storage.key-bucket",
            "storage.record-bucket",
            "storage.access-key",
            "storage.secret-key",
            "auditor.storage.access-key",
            "auditor.storage.secret-key",
            "auditor.datasource.username",
            "auditor.datasource.password",
            "keys.master",
            "mail.from",
            "resend.api-key");

    static final List<String> PROVIDER_KEYS = List.of(
            "provider.runway.api-key",
            "provider.pika.api-key",
            "provider.volcengine.api-key",
            "provider.luma.api-key",
            "provider.luma.dream-machine.api-key",
            "provider.evolink.api-key");

    private final Log log;

    /** Before there is logging: what is said is said once there is. */
    ProductionReadiness(DeferredLogFactory logs) {
        this.log = logs.getLog(ProductionReadiness.class);
    }

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (environment.acceptsProfiles(Profiles.of("production"))) {
            List<String> missing = missing(environment);
            if (!missing.isEmpty()) {
                throw new NotReady(missing);
            }
            warnOfUnscreened(environment);
        }
    }

    /** Creem asks whoever sells videos made of prompts to have each of them checked, and may close a shop that does not. */
    private void warnOfUnscreened(ConfigurableEnvironment environment) {
        boolean live =
                value(environment, "creem.base-url").startsWith(LIVE_CREEM) && !isMissing(environment, "creem.api-key");
        if (live && !"true".equals(value(environment, "creem.moderation"))) {
            log.warn(
                    "Creem is live and creem.moderation is off: prompts reach providers without the check that Creem asks for.");
        }
    }

    private static List<String> missing(ConfigurableEnvironment environment) {
        List<String> missing = new ArrayList<>(
                REQUIRED.stream().filter(name -> isMissing(environment, name)).toList());
        if (!"resend".equals(value(environment, "mail.carrier"))) {
            missing.add("mail.carrier (must be resend)");
        }
        if (PROVIDER_KEYS.stream().allMatch(name -> isMissing(environment, name))) {
            missing.add("at least one of " + String.join(", ", PROVIDER_KEYS));
        }
        if (isMissing(environment, "creem.api-key") != isMissing(environment, "creem.webhook-secret")) {
            missing.add("creem.api-key and creem.webhook-secret (both, or neither where nothing is sold)");
        }
        String address = value(environment, "app.public-url");
        if (!address.isEmpty() && !address.startsWith("https://")) {
            missing.add("app.public-url (must begin with https://)");
        }
        return missing;
    }

    private static boolean isMissing(ConfigurableEnvironment environment, String name) {
        return value(environment, name).isEmpty();
    }

    /** A value that points at a variable nobody set is as missing as one that is not there. */
    private static String value(ConfigurableEnvironment environment, String name) {
        try {
            String value = environment.getProperty(name);
            return value == null || value.contains("${") ? "" : value.strip();
        } catch (IllegalArgumentException unresolved) {
            return "";
        }
    }

    /** Everything that is missing, one a line. */
    static final class NotReady extends RuntimeException {

        private static final long serialVersionUID = 1L;

        NotReady(List<String> missing) {
            super("The profile production is not fully configured. Missing:\n  - " + String.join("\n  - ", missing));
        }
    }
}
