package com.allvideomodels.creem;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What Creem knows: products, checkouts, customers, orders, transactions, subscriptions, each as it would be told. All methods are called under
 * one lock. Kept in a file, if there is one, so that it survives a restart as the real one would.
 */
final class CreemWorld {

    static final JsonMapper JSON = JsonMapper.builder().build();

    private static final String SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz";
    private static final List<String> KINDS =
            List.of("product", "checkout", "customer", "order", "transaction", "subscription", "refund");

    /** Of every hundred of the price. */
    private static final int TAX = 19;

    private final @Nullable Path file;
    private final InstantSource clock;
    private final ObjectNode all;

    CreemWorld(@Nullable Path file, InstantSource clock) {
        this.file = file;
        this.clock = clock;
        this.all = file != null && Files.exists(file) ? read(file) : JSON.createObjectNode();
        KINDS.stream().filter(kind -> !all.has(kind)).forEach(kind -> all.set(kind, JSON.createObjectNode()));
    }

    private static ObjectNode read(Path file) {
        return (ObjectNode) JSON.readTree(file.toFile());
    }

    /** Everything so far is kept. */
    void save() {
        if (file == null) {
            return;
        }
        try {
            Path fresh = file.resolveSibling(file.getFileName() + ".new");
            Files.write(fresh, JSON.writeValueAsBytes(all));
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Optional<ObjectNode> find(String kind, String id) {
        return Optional.ofNullable((ObjectNode) all.path(kind).get(id));
    }

    ObjectNode the(String kind, String id) {
        return find(kind, id).orElseThrow(() -> new IllegalArgumentException("no " + kind + " " + id));
    }

    /** The newest last. */
    Stream<ObjectNode> every(String kind) {
        return all.path(kind).valueStream().map(ObjectNode.class::cast);
    }

    private ObjectNode add(String kind, String id) {
        ObjectNode fresh = ((ObjectNode) all.path(kind)).putObject(id);
        fresh.put("id", id).put("object", kind).put("mode", "test");
        return fresh;
    }

    static String fresh(String prefix) {
        var id = new StringBuilder(prefix).append('_');
        for (int i = 0; i < 22; i++) {
            id.append(SIGNS.charAt(ThreadLocalRandom.current().nextInt(SIGNS.length())));
        }
        return id.toString();
    }

    /** @param every {@code once}, {@code every-month} or {@code every-year} */
    void product(String id, String name, long price, String currency, String every) {
        stamped(find("product", id)
                .orElseGet(() -> add("product", id))
                .put("name", name)
                .put("description", name)
                .put("price", price)
                .put("currency", currency)
                .put("billing_type", every.equals("once") ? "onetime" : "recurring")
                .put("billing_period", every)
                .put("status", "active")
                .put("tax_mode", "exclusive")
                .put("tax_category", "saas")
                .putNull("default_success_url"));
    }

    private ObjectNode stamped(ObjectNode one) {
        return one.put("created_at", written(clock.instant())).put("updated_at", written(clock.instant()));
    }

    private static String written(Instant at) {
        return at.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    private void touch(ObjectNode one) {
        one.put("updated_at", written(clock.instant()));
    }

    ObjectNode checkout(JsonNode asked, String home) {
        String id = fresh("ch");
        ObjectNode checkout = add("checkout", id)
                .put("status", "pending")
                .put("product", asked.path("product_id").stringValue())
                .put("units", asked.path("units").asInt(1))
                .put("checkout_url", home + "/pay/" + id)
                .put("success_url", asked.path("success_url").asString(""));
        checkout.set("metadata", asked.path("metadata").isObject() ? asked.path("metadata") : JSON.createObjectNode());
        if (asked.path("request_id").isString()) {
            checkout.put("request_id", asked.path("request_id").stringValue());
        }
        checkout.put("asked_email", asked.at("/customer/email").asString(""));
        return checkout;
    }

    /** What a card that works does. @return the subscription, where it is one */
    Optional<ObjectNode> pay(ObjectNode checkout, String email, String name, String country) {
        ObjectNode product = the("product", checkout.path("product").stringValue());
        ObjectNode customer = customer(email, name, country);
        boolean once = product.path("billing_type").stringValue().equals("onetime");
        ObjectNode order = order(product, customer, checkout.path("units").asInt(1), once ? "onetime" : "recurring");
        checkout.put("status", "completed")
                .put("order", order.path("id").stringValue())
                .put("customer", customer.path("id").stringValue());
        if (once) {
            return Optional.empty();
        }
        ObjectNode subscription = subscription(product, customer, checkout);
        checkout.put("subscription", subscription.path("id").stringValue());
        ObjectNode transaction = the("transaction", order.path("transaction").stringValue());
        renewedBy(subscription, transaction, clock.instant());
        return Optional.of(subscription);
    }

    private ObjectNode customer(String email, String name, String country) {
        return every("customer")
                .filter(one -> one.path("email").stringValue().equals(email))
                .findFirst()
                .orElseGet(() -> stamped(add("customer", fresh("cust"))
                        .put("email", email)
                        .put("name", name)
                        .put("country", country)));
    }

    private ObjectNode order(ObjectNode product, ObjectNode customer, int units, String type) {
        long net = product.path("price").longValue() * units;
        long tax = net * TAX / 100;
        ObjectNode transaction =
                transaction(product, customer, net, tax, type.equals("onetime") ? "payment" : "invoice");
        ObjectNode order = stamped(add("order", fresh("ord"))
                .put("customer", customer.path("id").stringValue())
                .put("product", product.path("id").stringValue())
                .put("transaction", transaction.path("id").stringValue())
                .put("amount", net)
                .put("sub_total", net)
                .put("tax_amount", tax)
                .put("discount_amount", 0)
                .put("amount_due", net + tax)
                .put("amount_paid", net + tax)
                .put("currency", product.path("currency").stringValue())
                .put("status", "paid")
                .put("type", type));
        transaction.put("order", order.path("id").stringValue());
        return order;
    }

    private ObjectNode transaction(ObjectNode product, ObjectNode customer, long net, long tax, String type) {
        return add("transaction", fresh("tran"))
                .put("amount", net)
                .put("amount_paid", net + tax)
                .put("discount_amount", 0)
                .put("currency", product.path("currency").stringValue())
                .put("type", type)
                .put("tax_country", customer.path("country").stringValue())
                .put("tax_amount", tax)
                .put("status", "paid")
                .putNull("refunded_amount")
                .putNull("subscription")
                .put("customer", customer.path("id").stringValue())
                .put("description", type.equals("payment") ? "Payment" : "Subscription payment")
                .put("created_at", clock.instant().toEpochMilli());
    }

    private ObjectNode subscription(ObjectNode product, ObjectNode customer, ObjectNode checkout) {
        ObjectNode fresh = stamped(add("subscription", fresh("sub"))
                .put("product", product.path("id").stringValue())
                .put("customer", customer.path("id").stringValue())
                .put("collection_method", "charge_automatically")
                .put("status", "active")
                .putNull("canceled_at"));
        fresh.set("metadata", checkout.path("metadata").deepCopy());
        return fresh;
    }

    /** A payment of a plan, for the period that begins at {@code from}. */
    private void renewedBy(ObjectNode subscription, ObjectNode transaction, Instant from) {
        Instant until = next(subscription, from);
        transaction
                .put("subscription", subscription.path("id").stringValue())
                .put("period_start", from.toEpochMilli())
                .put("period_end", until.toEpochMilli());
        subscription
                .put("status", "active")
                .put("last_transaction_id", transaction.path("id").stringValue())
                .put("last_transaction_date", written(clock.instant()))
                .put("next_transaction_date", written(until))
                .put("current_period_start_date", written(from))
                .put("current_period_end_date", written(until));
        touch(subscription);
    }

    private Instant next(ObjectNode subscription, Instant from) {
        boolean yearly = the("product", subscription.path("product").stringValue())
                .path("billing_period")
                .stringValue()
                .equals("every-year");
        var at = from.atOffset(ZoneOffset.UTC);
        return (yearly ? at.plusYears(1) : at.plusMonths(1)).toInstant();
    }

    /** The next period is paid. */
    ObjectNode renew(ObjectNode subscription) {
        ObjectNode product = the("product", subscription.path("product").stringValue());
        ObjectNode customer = the("customer", subscription.path("customer").stringValue());
        ObjectNode order = order(product, customer, 1, "recurring");
        Instant from =
                Instant.parse(subscription.path("current_period_end_date").stringValue());
        renewedBy(subscription, the("transaction", order.path("transaction").stringValue()), from);
        return subscription;
    }

    void status(ObjectNode subscription, String status) {
        subscription.put("status", status);
        if (status.equals("canceled")) {
            subscription.put("canceled_at", written(clock.instant())).putNull("next_transaction_date");
        }
        touch(subscription);
    }

    void change(ObjectNode subscription, String product) {
        subscription.put("product", product);
        touch(subscription);
    }

    /** @param amount of what is left of it, in minor units */
    ObjectNode refund(ObjectNode transaction, long amount, String status) {
        ObjectNode refund = add("refund", fresh("ref"))
                .put("status", status)
                .put("refund_amount", amount)
                .put("refund_currency", transaction.path("currency").stringValue())
                .put("reason", "requested_by_customer")
                .put("transaction", transaction.path("id").stringValue())
                .put("created_at", clock.instant().toEpochMilli());
        if (status.equals("succeeded")) {
            long back = transaction.path("refunded_amount").asLong(0) + amount;
            transaction
                    .put("refunded_amount", back)
                    .put("status", back >= transaction.path("amount_paid").longValue() ? "refunded" : "partialRefund");
        }
        return refund;
    }

    long left(ObjectNode transaction) {
        return transaction.path("amount_paid").longValue()
                - transaction.path("refunded_amount").asLong(0);
    }

    ObjectNode dispute(ObjectNode transaction) {
        transaction
                .put("status", "chargeback")
                .put("refunded_amount", transaction.path("amount_paid").longValue());
        return JSON.createObjectNode()
                .put("id", fresh("disp"))
                .put("object", "dispute")
                .put("mode", "test")
                .put("amount", transaction.path("amount_paid").longValue())
                .put("currency", transaction.path("currency").stringValue())
                .put("transaction", transaction.path("id").stringValue())
                .put("created_at", clock.instant().toEpochMilli());
    }

    /** With what it names written out, one level deep (contract, Shapes). */
    ObjectNode whole(ObjectNode one) {
        ObjectNode copy = one.deepCopy();
        copy.remove("asked_email");
        for (String kind : List.of("product", "customer", "order", "transaction", "subscription")) {
            if (copy.path(kind).isString()) {
                find(kind, copy.path(kind).stringValue()).ifPresent(found -> copy.set(kind, found.deepCopy()));
            }
        }
        if (copy.path("last_transaction_id").isString()) {
            copy.set(
                    "last_transaction",
                    the("transaction", copy.path("last_transaction_id").stringValue())
                            .deepCopy());
        }
        return copy;
    }

    /** The checkout from which a transaction came, if one did. */
    Optional<ObjectNode> checkoutOf(ObjectNode transaction) {
        String order = transaction.path("order").asString("");
        return every("checkout")
                .filter(one -> one.path("order").asString("").equals(order))
                .findFirst();
    }
}
