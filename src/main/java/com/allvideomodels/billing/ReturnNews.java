package com.allvideomodels.billing;

import static com.allvideomodels.billing.CreemObjects.currency;
import static com.allvideomodels.billing.CreemObjects.id;
import static com.allvideomodels.billing.CreemObjects.money;
import static com.allvideomodels.billing.CreemObjects.text;

import com.allvideomodels.billing.News.Reading;
import com.allvideomodels.billing.Told.Charged;
import com.allvideomodels.billing.Told.Disputed;
import com.allvideomodels.billing.Told.Refunded;
import com.allvideomodels.kernel.Money;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** What is told of money that goes back: because somebody sent it, or because a bank took it. */
@Component
class ReturnNews {

    Reading refund(JsonNode refund) {
        return returned(refund, "refund_currency", "refund_amount")
                .<Reading>map(one ->
                        new Reading.Understood(Stream.concat(charged(refund).stream(), Stream.of(refunded(refund, one)))
                                .toList()))
                .orElseGet(() -> new Reading.Unclear("refund-of-nothing"));
    }

    private static Told refunded(JsonNode refund, Returned one) {
        String status = text(refund, "status").orElse("");
        return new Refunded(one.id(), one.transaction(), one.amount(), status, "succeeded".equals(status));
    }

    /** A plan's own payments do not say what was charged, and of how much a refund is says what goes back. */
    private static Optional<Told> charged(JsonNode refund) {
        return Transaction.read(refund.path("transaction")).map(one -> new Charged(one.id(), one.amounts()));
    }

    Reading dispute(JsonNode dispute) {
        return returned(dispute, "currency", "amount")
                .<Reading>map(
                        one -> new Reading.Understood(List.of(new Disputed(one.id(), one.transaction(), one.amount()))))
                .orElseGet(() -> new Reading.Unclear("dispute-of-nothing"));
    }

    private record Returned(String id, String transaction, Money amount) {}

    private static Optional<Returned> returned(JsonNode object, String currency, String amount) {
        Optional<String> transaction = id(object.path("transaction"));
        return id(object)
                .flatMap(id -> transaction.flatMap(of -> currency(object, currency)
                        .flatMap(one -> money(object, amount, one))
                        .map(one -> new Returned(id, of, one))));
    }
}
