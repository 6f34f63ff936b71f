package com.allvideomodels.billing;

import com.allvideomodels.billing.Product.Every;
import com.allvideomodels.billing.Product.Pack;
import com.allvideomodels.billing.Product.Plan;
import com.allvideomodels.kernel.Credits;
import com.allvideomodels.kernel.Money;
import com.allvideomodels.privacy.RegisterFile;
import com.allvideomodels.retention.RetentionPolicy.Words;
import java.time.Period;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** What can be bought, from {@code plans.yml}, read once at the start. */
@Component
class Plans {

    private static final Set<String> CURRENCIES = Set.of("USD", "EUR");

    /** Creem sells for nothing or for at least so much (contract, Transport). */
    private static final long LEAST_PRICE = 100;

    private final List<Product> all;

    Plans(BillingSettings billing, CreemSettings creem) {
        var file = new RegisterFile(billing.plans(), "plans.yml");
        var read = file.read(Offer.class);
        file.require(CURRENCIES.contains(read.currency()), "currency", "is not one that Creem sells in");
        this.all = read.products("live".equals(creem.mode()));
        all.forEach(one -> check(file, one));
        file.require(all.size() == distinct(all.stream().map(Product::id)), "an id", "is there twice");
        file.require(
                offered().size() == distinct(offered().stream().map(Product::atCreem)),
                "a product of Creem",
                "is there twice");
    }

    private static long distinct(Stream<String> names) {
        return new HashSet<>(names.toList()).size();
    }

    private static void check(RegisterFile file, Product one) {
        file.require(one.id().matches("[a-z0-9]+(-[a-z0-9]+)*"), one.id(), "is no id");
        file.require(!one.credits().equals(Credits.NONE), one.id(), "gives nothing");
        file.require(one.price().minor() >= LEAST_PRICE, one.id(), "costs less than Creem sells for");
        file.require(one.atCreem().matches("(prod_\\w+)?"), one.id(), "names no product of Creem");
        if (one instanceof Plan plan) {
            file.require(
                    !plan.lapses().isNegative() && !plan.lapses().isZero(), one.id(), "lapses before it can be used");
        }
    }

    /** What can be bought now, in the order of the file. */
    List<Product> offered() {
        return all.stream().filter(one -> !one.atCreem().isEmpty()).toList();
    }

    /** What was sold once, offered any more or not. */
    Optional<Product> find(String id) {
        return all.stream().filter(one -> one.id().equals(id)).findFirst();
    }

    /** By the name of Creem in the world in use. */
    Optional<Product> atCreem(String product) {
        return offered().stream().filter(one -> one.atCreem().equals(product)).findFirst();
    }

    /** The file as it is written. */
    private record Offer(String currency, List<PackLine> packs, List<PlanLine> plans) {

        List<Product> products(boolean live) {
            return Stream.concat(
                            packs.stream().map(one -> (Product) one.product(currency, live)),
                            plans.stream().map(one -> one.product(currency, live)))
                    .toList();
        }
    }

    private record PackLine(String id, Words name, long credits, long price, String test, String live) {

        Pack product(String currency, boolean isLive) {
            return new Pack(id, name, new Credits(credits), Money.of(price, currency), isLive ? live : test);
        }
    }

    private record PlanLine(
            String id,
            String tier,
            String every,
            Words name,
            long credits,
            long price,
            String lapses,
            String test,
            String live) {

        Plan product(String currency, boolean isLive) {
            return new Plan(
                    id,
                    tier,
                    Every.valueOf(every.toUpperCase(java.util.Locale.ROOT)),
                    name,
                    new Credits(credits),
                    Money.of(price, currency),
                    Period.parse(lapses),
                    isLive ? live : test);
        }
    }
}
