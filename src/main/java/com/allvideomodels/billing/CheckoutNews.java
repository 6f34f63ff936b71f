package com.allvideomodels.billing;

import static com.allvideomodels.billing.CreemObjects.at;
import static com.allvideomodels.billing.CreemObjects.currency;
import static com.allvideomodels.billing.CreemObjects.id;
import static com.allvideomodels.billing.CreemObjects.money;
import static com.allvideomodels.billing.CreemObjects.text;

import com.allvideomodels.billing.News.Reading;
import com.allvideomodels.billing.Product.Pack;
import com.allvideomodels.billing.Told.Amounts;
import com.allvideomodels.billing.Told.Completed;
import com.allvideomodels.billing.Told.Paid;
import com.allvideomodels.billing.Told.References;
import com.allvideomodels.kernel.AccountId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** What is told of pages to pay on. A pack is paid by its checkout; that of a plan says the same as the plan's own payment, which alone counts. */
@Component
class CheckoutNews {

    private final Plans plans;
    private final Owners owners;

    CheckoutNews(Plans plans, Owners owners) {
        this.plans = plans;
        this.owners = owners;
    }

    Reading completed(JsonNode checkout, Instant received) {
        JsonNode order = checkout.path("order");
        if (!isPaid(checkout, order)) {
            return new Reading.Understood(List.of());
        }
        return "onetime".equals(text(order, "type").orElse(""))
                ? pack(checkout, order, received)
                : new Reading.Understood(
                        id(checkout).<Told>map(Completed::new).stream().toList());
    }

    private static boolean isPaid(JsonNode checkout, JsonNode order) {
        return "completed".equals(text(checkout, "status").orElse(""))
                && "paid".equals(text(order, "status").orElse(""));
    }

    private Reading pack(JsonNode checkout, JsonNode order, Instant received) {
        Optional<Product> product = id(checkout.path("product")).flatMap(plans::atCreem);
        Optional<AccountId> payer = owners.of(checkout);
        Optional<String> transaction = id(order.path("transaction"));
        if (transaction.isEmpty() || payer.isEmpty() || !(product.orElse(null) instanceof Pack pack)) {
            return Reading.Unclear.payment(transaction, payer, product);
        }
        return new Reading.Understood(List.of(new Paid(
                transaction.get(),
                pack,
                payer.get(),
                units(checkout),
                amounts(order, checkout).orElse(null),
                references(order, checkout),
                Objects.requireNonNullElse(at(order, "created_at"), received))));
    }

    private static int units(JsonNode checkout) {
        return Math.max(1, checkout.path("units").asInt(1));
    }

    private static References references(JsonNode order, JsonNode checkout) {
        return new References(
                id(order).orElse(null),
                id(checkout).orElse(null),
                null,
                id(checkout.path("customer")).orElse(null));
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
}
