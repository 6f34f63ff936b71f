package com.allvideomodels.billing;

import com.allvideomodels.kernel.Money;
import java.util.Currency;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Money that somebody paid for whom there is no account here, as far as its event says.
 *
 * @param customer of Creem who paid
 * @param transaction of the payment
 * @param charged what was charged with it
 */
record PaymentOfNobody(
        @Nullable String customer,
        @Nullable String transaction,
        @Nullable Money charged) {

    private static final Set<String> OUTCOMES = Set.of("payer-unknown", "plan-of-nobody", "payer-gone");

    /** Whether an event ended because nobody was known for it. */
    static boolean is(EventBooks.Line event) {
        return event.unclear() && event.outcome() != null && OUTCOMES.contains(event.outcome());
    }

    static PaymentOfNobody read(JsonNode object) {
        JsonNode order = object.path("order");
        JsonNode last = object.path("last_transaction");
        return new PaymentOfNobody(
                CreemObjects.id(object.path("customer")).orElse(null),
                CreemObjects.id(order.path("transaction"))
                        .or(() -> CreemObjects.text(object, "last_transaction_id"))
                        .orElse(null),
                charged(order).or(() -> charged(last)).orElse(null));
    }

    private static Optional<Money> charged(JsonNode paid) {
        Optional<Currency> currency = CreemObjects.currency(paid, "currency");
        return currency.flatMap(one -> CreemObjects.money(paid, "amount_paid", one));
    }

    public boolean refundable() {
        return transaction != null && charged != null && charged.minor() > 0;
    }
}
