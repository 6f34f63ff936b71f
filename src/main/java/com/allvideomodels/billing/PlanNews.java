package com.allvideomodels.billing;

import static com.allvideomodels.billing.CreemObjects.at;
import static com.allvideomodels.billing.CreemObjects.id;
import static com.allvideomodels.billing.CreemObjects.text;

import com.allvideomodels.billing.News.Reading;
import com.allvideomodels.billing.Product.Plan;
import com.allvideomodels.billing.Told.Paid;
import com.allvideomodels.billing.Told.References;
import com.allvideomodels.billing.Told.Standing;
import com.allvideomodels.billing.Told.Stands;
import com.allvideomodels.kernel.AccountId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** What is told of plans: that one was paid, and how it stands. */
@Component
class PlanNews {

    private final Plans plans;
    private final Owners owners;

    PlanNews(Plans plans, Owners owners) {
        this.plans = plans;
        this.owners = owners;
    }

    /** The first time or again. How it stands now is told with it. */
    Reading paid(JsonNode subscription, Instant received) {
        Optional<Product> product = product(subscription);
        Optional<AccountId> payer = owners.of(subscription);
        Optional<String> transaction = text(subscription, "last_transaction_id");
        if (transaction.isEmpty() || payer.isEmpty() || !(product.orElse(null) instanceof Plan plan)) {
            return Reading.Unclear.payment(transaction, payer, product);
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
                Objects.requireNonNullElse(at(subscription, "last_transaction_date"), received));
        return new Reading.Understood(
                Stream.concat(standing(subscription).stream(), Stream.of(paid)).toList());
    }

    Reading stands(JsonNode subscription) {
        return standing(subscription)
                .<Reading>map(one -> new Reading.Understood(List.of(one)))
                .orElseGet(() -> new Reading.Unclear("plan-of-nobody"));
    }

    private Optional<Told> standing(JsonNode subscription) {
        Optional<AccountId> owner = owners.of(subscription);
        Optional<String> id = id(subscription);
        Instant asOf = at(subscription, "updated_at");
        if (owner.isEmpty()
                || id.isEmpty()
                || asOf == null
                || !(product(subscription).orElse(null) instanceof Plan plan)) {
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

    private Optional<Product> product(JsonNode subscription) {
        return id(subscription.path("product")).flatMap(plans::atCreem);
    }
}
