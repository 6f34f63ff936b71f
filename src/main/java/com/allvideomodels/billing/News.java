package com.allvideomodels.billing;

import static com.allvideomodels.billing.CreemObjects.at;
import static com.allvideomodels.billing.CreemObjects.currency;
import static com.allvideomodels.billing.CreemObjects.id;
import static com.allvideomodels.billing.CreemObjects.money;
import static com.allvideomodels.billing.CreemObjects.text;

import com.allvideomodels.billing.Product.Pack;
import com.allvideomodels.billing.Product.Plan;
import com.allvideomodels.billing.Told.Amounts;
import com.allvideomodels.billing.Told.Completed;
import com.allvideomodels.billing.Told.Disputed;
import com.allvideomodels.billing.Told.Paid;
import com.allvideomodels.billing.Told.References;
import com.allvideomodels.billing.Told.Refunded;
import com.allvideomodels.billing.Told.Standing;
import com.allvideomodels.billing.Told.Stands;
import com.allvideomodels.kernel.AccountId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** What an event of Creem says about money here; whose it is stands in the metadata that went with the checkout. */
@Component
class News {

    /** Under this name the account goes with every checkout, and comes back with what follows from it. */
    static final String ACCOUNT = "account_id";

    private final Plans plans;
    private final CreemCustomers customers;

    News(Plans plans, CreemCustomers customers) {
        this.plans = plans;
        this.customers = customers;
    }

    /** How an event was read. */
    sealed interface Reading {

        /** @param told in the order in which it is to be made true; empty where the event is of nothing that concerns us */
        record Understood(List<Told> told) implements Reading {}

        /** @param why in a word; staff look at it */
        record Unclear(String why) implements Reading {}
    }

    /** @param type of the event, known or not */
    Reading read(String type, JsonNode object, Instant received) {
        return switch (type) {
            case "checkout.completed" -> checkout(object, received);
            case "subscription.paid" -> renewal(object, received);
            case "refund.created" -> refund(object);
            case "dispute.created" -> dispute(object);
            default -> type.startsWith("subscription.") ? standing(object) : new Reading.Understood(List.of());
        };
    }

    /** A pack is paid by its checkout. That of a plan says the same as the plan's own payment, which alone counts. */
    private Reading checkout(JsonNode checkout, Instant received) {
        JsonNode order = checkout.path("order");
        if (!isPaid(checkout, order)) {
            return new Reading.Understood(List.of());
        }
        if (!"onetime".equals(text(order, "type").orElse(""))) {
            return new Reading.Understood(
                    id(checkout).<Told>map(Completed::new).stream().toList());
        }
        Optional<Product> product = id(checkout.path("product")).flatMap(plans::atCreem);
        Optional<AccountId> payer = account(checkout);
        Optional<String> transaction = id(order.path("transaction"));
        if (transaction.isEmpty() || payer.isEmpty() || !(product.orElse(null) instanceof Pack pack)) {
            return unclear(transaction, payer, product);
        }
        return new Reading.Understood(List.of(new Paid(
                transaction.get(),
                pack,
                payer.get(),
                units(checkout),
                amounts(order, checkout).orElse(null),
                new References(
                        id(order).orElse(null),
                        id(checkout).orElse(null),
                        null,
                        id(checkout.path("customer")).orElse(null)),
                orElse(at(order, "created_at"), received))));
    }

    private static boolean isPaid(JsonNode checkout, JsonNode order) {
        return "completed".equals(text(checkout, "status").orElse(""))
                && "paid".equals(text(order, "status").orElse(""));
    }

    private static int units(JsonNode checkout) {
        return Math.max(1, checkout.path("units").asInt(1));
    }

    private static Optional<Amounts> amounts(JsonNode order, JsonNode checkout) {
        return currency(order, "currency")
                .flatMap(one -> money(order, "amount_paid", one)
                        .flatMap(charged -> money(order, "tax_amount", one)
                                .map(tax -> new Amounts(
                                        charged.minus(tax),
                                        tax,
                                        charged,
                                        text(checkout.path("customer"), "country")
                                                .orElse(null)))));
    }

    private Reading renewal(JsonNode subscription, Instant received) {
        Optional<Product> product = id(subscription.path("product")).flatMap(plans::atCreem);
        Optional<AccountId> payer = account(subscription);
        Optional<String> transaction = text(subscription, "last_transaction_id");
        if (transaction.isEmpty() || payer.isEmpty() || !(product.orElse(null) instanceof Plan plan)) {
            return unclear(transaction, payer, product);
        }
        var paid = new Paid(
                transaction.get(),
                plan,
                payer.get(),
                1,
                null,
                new References(
                        null,
                        null,
                        id(subscription).orElse(null),
                        id(subscription.path("customer")).orElse(null)),
                orElse(at(subscription, "last_transaction_date"), received));
        return new Reading.Understood(
                Stream.concat(stands(subscription).stream(), Stream.of(paid)).toList());
    }

    private Reading standing(JsonNode subscription) {
        return stands(subscription)
                .<Reading>map(one -> new Reading.Understood(List.of(one)))
                .orElseGet(() -> new Reading.Unclear("plan-of-nobody"));
    }

    private Optional<Told> stands(JsonNode subscription) {
        Optional<Product> product = id(subscription.path("product")).flatMap(plans::atCreem);
        Optional<AccountId> owner = account(subscription);
        Optional<String> id = id(subscription);
        Instant asOf = at(subscription, "updated_at");
        if (owner.isEmpty() || id.isEmpty() || asOf == null || !(product.orElse(null) instanceof Plan plan)) {
            return Optional.empty();
        }
        String word = text(subscription, "status").orElse("");
        return Optional.of(new Stands(
                id.get(),
                owner.get(),
                plan,
                Standing.of(word),
                word,
                id(subscription.path("customer")).orElse(null),
                at(subscription, "current_period_start_date"),
                at(subscription, "current_period_end_date"),
                asOf));
    }

    private static Reading refund(JsonNode refund) {
        Optional<String> transaction = id(refund.path("transaction"));
        String status = text(refund, "status").orElse("");
        return currency(refund, "refund_currency")
                .flatMap(one -> money(refund, "refund_amount", one))
                .filter(amount -> transaction.isPresent() && id(refund).isPresent())
                .map(amount -> new Refunded(
                        id(refund).orElseThrow(), transaction.get(), amount, status, "succeeded".equals(status)))
                .<Reading>map(one -> new Reading.Understood(
                        Stream.concat(charged(refund).stream(), Stream.of(one)).toList()))
                .orElseGet(() -> new Reading.Unclear("refund-of-nothing"));
    }

    /** A plan's own payments do not say what was charged, and of how much a refund is says what goes back. */
    private static Optional<Told> charged(JsonNode refund) {
        return Transaction.read(refund.path("transaction")).map(one -> new Told.Charged(one.id(), one.amounts()));
    }

    private static Reading dispute(JsonNode dispute) {
        Optional<String> transaction = id(dispute.path("transaction"));
        return currency(dispute, "currency")
                .flatMap(one -> money(dispute, "amount", one))
                .filter(amount -> transaction.isPresent() && id(dispute).isPresent())
                .<Reading>map(amount -> new Reading.Understood(
                        List.of(new Disputed(id(dispute).orElseThrow(), transaction.get(), amount))))
                .orElseGet(() -> new Reading.Unclear("dispute-of-nothing"));
    }

    private static Reading unclear(Optional<String> transaction, Optional<AccountId> payer, Optional<Product> product) {
        return new Reading.Unclear(
                transaction.isEmpty()
                        ? "payment-without-name"
                        : payer.isEmpty()
                                ? "payer-unknown"
                                : product.isEmpty() ? "product-unknown" : "product-of-another-kind");
    }

    /** By what we sent along, or by who this customer was before. */
    private Optional<AccountId> account(JsonNode object) {
        return text(object.path("metadata"), ACCOUNT)
                .flatMap(News::accountId)
                .or(() -> id(object.path("customer")).flatMap(customers::account));
    }

    /** Whose account something is about; that of a refund or a dispute stands in the checkout or the plan around it. */
    Optional<AccountId> concerns(JsonNode object) {
        return account(object)
                .or(() -> account(object.path("checkout")))
                .or(() -> account(object.path("subscription")));
    }

    private static Optional<AccountId> accountId(String text) {
        try {
            return Optional.of(new AccountId(UUID.fromString(text)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Instant orElse(@org.jspecify.annotations.Nullable Instant at, Instant otherwise) {
        return at == null ? otherwise : at;
    }
}
