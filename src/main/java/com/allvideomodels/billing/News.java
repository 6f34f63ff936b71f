package com.allvideomodels.billing;

import com.allvideomodels.kernel.AccountId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** What an event of Creem says about money here. */
@Component
class News {

    private final CheckoutNews checkouts;
    private final PlanNews plans;
    private final ReturnNews returns;
    private final Owners owners;

    News(CheckoutNews checkouts, PlanNews plans, ReturnNews returns, Owners owners) {
        this.checkouts = checkouts;
        this.plans = plans;
        this.returns = returns;
        this.owners = owners;
    }

    /** How an event was read. */
    sealed interface Reading {

        /** @param told in the order in which it is to be made true; empty where the event is of nothing that concerns us */
        record Understood(List<Told> told) implements Reading {}

        /** @param why in a word; staff look at it */
        record Unclear(String why) implements Reading {

            /** A payment of which one of these is missing, or of something that is not sold in this way. */
            static Unclear payment(Optional<String> transaction, Optional<AccountId> payer, Optional<Product> product) {
                return new Unclear(
                        transaction.isEmpty()
                                ? "payment-without-name"
                                : payer.isEmpty()
                                        ? "payer-unknown"
                                        : product.isEmpty() ? "product-unknown" : "product-of-another-kind");
            }
        }
    }

    /** @param type of the event, known or not */
    Reading read(String type, JsonNode object, Instant received) {
        return switch (type) {
            case "checkout.completed" -> checkouts.completed(object, received);
            case "subscription.paid" -> plans.paid(object, received);
            case "refund.created" -> returns.refund(object);
            case "dispute.created" -> returns.dispute(object);
            default -> type.startsWith("subscription.") ? plans.stands(object) : new Reading.Understood(List.of());
        };
    }

    /** Whose account something is about. */
    Optional<AccountId> concerns(JsonNode object) {
        return owners.concerned(object);
    }
}
