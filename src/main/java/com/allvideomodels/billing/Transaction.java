package com.allvideomodels.billing;

import com.allvideomodels.billing.Told.Amounts;
import java.time.Instant;
import java.util.Currency;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A payment as Creem lists it (contract, Transactions).
 *
 * @param refunded what has gone back of it
 * @param disputed whether its bank took it back; the word for it is one of two, and outside the list of the contract
 */
record Transaction(
        String id,
        Amounts amounts,
        long refunded,
        boolean paid,
        boolean disputed,
        @Nullable String order,
        @Nullable String subscription,
        @Nullable String customer,
        Instant at) {

    /** What was charged and has not gone back, in minor units. */
    long kept() {
        return amounts.charged().minor() - refunded;
    }

    /** Nothing where it is none, or no money moved. */
    static Optional<Transaction> read(JsonNode item) {
        Optional<String> id = CreemObjects.id(item);
        Optional<Currency> currency = CreemObjects.currency(item, "currency");
        Instant at = CreemObjects.at(item, "created_at");
        if (id.isEmpty() || currency.isEmpty() || at == null) {
            return Optional.empty();
        }
        String status = CreemObjects.text(item, "status").orElse("");
        return amounts(item, currency.get())
                .map(amounts -> new Transaction(
                        id.get(),
                        amounts,
                        CreemObjects.amount(item, "refunded_amount").orElse(0L),
                        moved(status),
                        status.equals("chargedBack") || status.equals("chargeback"),
                        CreemObjects.id(item.path("order")).orElse(null),
                        CreemObjects.id(item.path("subscription")).orElse(null),
                        CreemObjects.id(item.path("customer")).orElse(null),
                        at));
    }

    private static Optional<Amounts> amounts(JsonNode item, Currency currency) {
        return CreemObjects.money(item, "amount_paid", currency)
                .flatMap(charged -> CreemObjects.money(item, "tax_amount", currency)
                        .map(tax -> new Amounts(
                                charged.minus(tax),
                                tax,
                                charged,
                                CreemObjects.text(item, "tax_country").orElse(null))));
    }

    private static boolean moved(String status) {
        return switch (status) {
            case "paid", "refunded", "partialRefund", "chargedBack", "chargeback" -> true;
            default -> false;
        };
    }
}
