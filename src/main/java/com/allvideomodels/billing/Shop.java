package com.allvideomodels.billing;

import com.allvideomodels.billing.CreemApi.Outcome;
import com.allvideomodels.billing.Fault.Kind;
import com.allvideomodels.billing.ProductChecks.Check;
import com.allvideomodels.kernel.Money;
import com.allvideomodels.kernel.ScheduledJob;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Currency;
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

    /** @param check what Creem said of these terms, {@code null} where it has not answered */
    record Offer(Product product, @Nullable Check check) {

        public boolean isForSale() {
            return check != null && check.passed();
        }
    }

    /** How all that is offered stands, in the order of the file. */
    List<Offer> offers() {
        List<Check> known = checks.all();
        return plans.offered().stream()
                .map(one -> new Offer(one, checkOf(one, known).orElse(null)))
                .toList();
    }

    private Optional<Check> checkOf(Product product, List<Check> known) {
        return known.stream()
                .filter(one -> one.product().equals(product.id()) && one.terms().equals(terms(product)))
                .findFirst();
    }

    /** In the order of the file; nothing where nothing can be sold. */
    List<Product> forSale() {
        return settings.isOn()
                ? offers().stream().filter(Offer::isForSale).map(Offer::product).toList()
                : List.of();
    }

    boolean sells(Product product) {
        return forSale().contains(product);
    }

    /** A start waits for one silence of Creem at most; what is not answered is left to the job. */
    @EventListener(ApplicationReadyEvent.class)
    void checkAll() {
        check(plans.offered().stream());
    }

    void checkAgain() {
        check(offers().stream().filter(this::isDue).map(Offer::product));
    }

    private boolean isDue(Offer offer) {
        Check last = offer.check();
        return last == null || !clock.instant().isBefore(last.askedAt().plus(last.passed() ? PASSED : FAILED));
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
            case Outcome.Refused(int status) -> keep(product, Fault.refused(status));
            case Outcome.Unknown lost -> false;
            case Outcome.NotNow later -> false;
        };
    }

    private boolean keep(Product product, @Nullable Fault fault) {
        checks.keep(new Check(product.id(), terms(product), fault, clock.instant()));
        if (fault != null) {
            LOG.error("{} is not for sale: {} at Creem: {}", product.id(), product.atCreem(), fault);
        }
        return true;
    }

    private static @Nullable Fault fault(Product product, JsonNode found) {
        Money price = product.price();
        return Stream.of(
                        differs(Kind.STATUS, text(found, "status"), "active"),
                        differs(
                                Kind.CURRENCY,
                                text(found, "currency"),
                                price.currency().getCurrencyCode()),
                        differs(Kind.PRICE, price(found, price.currency()), price.toString()),
                        differs(Kind.PERIOD, text(found, "billing_period"), product.period()))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(null);
    }

    private static Optional<Fault> differs(Kind kind, String found, String wanted) {
        return found.equals(wanted) ? Optional.empty() : Optional.of(new Fault(kind, found, wanted));
    }

    private static String text(JsonNode found, String field) {
        return CreemObjects.text(found, field).orElse("");
    }

    private static String price(JsonNode found, Currency currency) {
        return CreemObjects.money(found, "price", currency).map(Money::toString).orElse("");
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
