package com.allvideomodels.billing;

import com.allvideomodels.billing.CreemApi.Outcome;
import com.allvideomodels.billing.ProductChecks.Check;
import com.allvideomodels.kernel.ScheduledJob;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * What is for sale: things that {@code plans.yml} offers and that Creem, asked, sells at the same price, in the same currency and for
 * the same period. Nobody pays another price than the one they were shown.
 */
@Component
class Shop {

    @Configuration(proxyBeanMethods = false)
    static class Job {

        @Bean
        ScheduledJob checkProducts(Shop shop) {
            return new ScheduledJob("billing.check-products", shop::checkAgain);
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(Shop.class);

    /** How long what passed is believed, and after how long what did not is asked about again. */
    private static final Duration PASSED = Duration.ofHours(6);

    private static final Duration FAILED = Duration.ofMinutes(10);

    private final Plans plans;
    private final CreemSettings settings;
    private final CreemApi creem;
    private final ProductChecks checks;
    private final InstantSource clock;

    Shop(Plans plans, CreemSettings settings, CreemApi creem, ProductChecks checks, InstantSource clock) {
        this.plans = plans;
        this.settings = settings;
        this.creem = creem;
        this.checks = checks;
        this.clock = clock;
    }

    /** In the order of the file. */
    List<Product> forSale() {
        if (!settings.isOn()) {
            return List.of();
        }
        List<Check> known = checks.all();
        return plans.offered().stream()
                .filter(one -> known.stream().anyMatch(check -> passed(check, one)))
                .toList();
    }

    boolean sells(Product product) {
        return forSale().contains(product);
    }

    private boolean passed(Check check, Product product) {
        return check.passed()
                && check.product().equals(product.id())
                && check.terms().equals(terms(product));
    }

    /** A start waits for one silence of Creem at most; what is not answered is left to the job. */
    @EventListener(ApplicationReadyEvent.class)
    void checkAll() {
        check(plans.offered().stream());
    }

    void checkAgain() {
        check(plans.offered().stream().filter(this::isDue));
    }

    private boolean isDue(Product product) {
        return checks.of(product.id(), terms(product))
                .map(one -> one.askedAt().plus(one.passed() ? PASSED : FAILED))
                .filter(clock.instant()::isBefore)
                .isEmpty();
    }

    /** Ends with the first that nobody answers. */
    private void check(Stream<Product> products) {
        boolean answered = !settings.isOn() || products.allMatch(this::isAnswered);
        if (!answered) {
            LOG.warn("Creem does not say what it sells; it is asked again");
        }
    }

    private boolean isAnswered(Product product) {
        return switch (creem.product(product.atCreem())) {
            case Outcome.Done(JsonNode found) -> keep(product, fault(product, found));
            case Outcome.Refused(int status) -> keep(product, "refused with " + status);
            case Outcome.Unknown lost -> false;
            case Outcome.NotNow later -> false;
        };
    }

    private boolean keep(Product product, @Nullable String fault) {
        checks.keep(new Check(product.id(), terms(product), fault, clock.instant()));
        if (fault != null) {
            LOG.error("{} is not for sale: {} at Creem: {}", product.id(), product.atCreem(), fault);
        }
        return true;
    }

    private static @Nullable String fault(Product product, JsonNode found) {
        return Stream.of(
                        differs("status", found, "active"),
                        differs("price", found, Long.toString(product.price().minor())),
                        differs("currency", found, product.price().currency().getCurrencyCode()),
                        differs("billing_period", found, product.period()))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(null);
    }

    /** Names the field alone where what Creem says may be anything. */
    private static Optional<String> differs(String field, JsonNode found, String wanted) {
        return found.path(field).asString("").equals(wanted)
                ? Optional.empty()
                : Optional.of(field + " is not " + wanted);
    }

    private String terms(Product product) {
        return String.join(
                " ",
                settings.mode(),
                product.atCreem(),
                Long.toString(product.price().minor()),
                product.price().currency().getCurrencyCode(),
                product.period());
    }
}
