package com.allvideomodels.billing;

import com.allvideomodels.http.Answer;
import com.allvideomodels.http.Answer.Answered;
import com.allvideomodels.http.Answer.Lost;
import com.allvideomodels.http.Answer.NotSent;
import com.allvideomodels.http.ApiClient;
import com.allvideomodels.http.ApiClients;
import com.allvideomodels.http.Json;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.EmailAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * What is asked of Creem (contract, Checkout to Refunds). Every method is one request that is never repeated; none is called within a
 * transaction. What Creem answers in words reaches nobody: callers get values.
 */
@Component
class CreemApi {

    private static final Logger LOG = LoggerFactory.getLogger(CreemApi.class);

    private static final String CHECKOUTS = "/v1/checkouts";

    private final ApiClient client;

    CreemApi(ApiClients clients, CreemSettings settings) {
        this.client = clients.at(settings.baseUrl(), Map.of("x-api-key", settings.apiKey()));
    }

    /** How a request ended. */
    sealed interface Outcome {

        /** Creem did it, and says so. */
        record Done(JsonNode answer) implements Outcome {}

        /** Creem read it and did not do it. */
        record Refused(int status) implements Outcome {}

        /** Nobody can say whether it was done. */
        record Unknown() implements Outcome {}

        /** It never reached Creem, or Creem was too busy to read it. */
        record NotNow() implements Outcome {}
    }

    /** Makes a page to pay on. The account goes along, and comes back with everything that follows. */
    Outcome checkout(
            UUID request, String product, AccountId account, Optional<EmailAddress> email, String returnAddress) {
        var body = new NewCheckout(
                product,
                request.toString(),
                1,
                email.map(one -> new NewCustomer(one.value())).orElse(null),
                returnAddress,
                Map.of(Owners.ACCOUNT, account.toString()));
        return outcome(client.create(client.at(CHECKOUTS), body));
    }

    Outcome checkout(String id) {
        return get(CHECKOUTS + "?checkout_id=" + encoded(id));
    }

    Outcome product(String id) {
        return get("/v1/products/" + encoded(id));
    }

    Outcome transaction(String id) {
        return get("/v1/transactions?transaction_id=" + encoded(id));
    }

    Outcome subscription(String id) {
        return get("/v1/subscriptions?subscription_id=" + encoded(id));
    }

    /** @param page from 1 on */
    Outcome transactions(int page, int size) {
        return get("/v1/transactions/search?page_number=" + page + "&page_size=" + size);
    }

    /** @param page from 1 on */
    Outcome subscriptions(int page, int size) {
        return get("/v1/subscriptions/search?page_number=" + page + "&page_size=" + size);
    }

    /** Where a customer sees and changes what Creem knows of them. */
    Outcome portal(String customer) {
        return post("/v1/customers/billing", Map.of("customer_id", customer));
    }

    /** Ends a plan with the period that is paid. */
    Outcome cancel(String subscription) {
        return post(of(subscription, "cancel"), Map.of("mode", "scheduled", "onExecute", "cancel"));
    }

    /** Ends a plan at once, without giving anything back. */
    Outcome cancelNow(String subscription) {
        return post(of(subscription, "cancel"), Map.of("mode", "immediate"));
    }

    Outcome resume(String subscription) {
        return post(of(subscription, "resume"), Map.of());
    }

    /** Another plan from now on; what it costs is asked for with the next period, and nothing today. */
    Outcome change(String subscription, String product) {
        return post(of(subscription, "upgrade"), Map.of("product_id", product, "update_behavior", "proration-none"));
    }

    /** Gives back all that is left of a payment. */
    Outcome refund(String transaction) {
        return outcome(client.create(client.at("/v1/refunds"), Map.of("transaction_id", transaction)));
    }

    private static String of(String subscription, String verb) {
        return "/v1/subscriptions/" + encoded(subscription) + "/" + verb;
    }

    private Outcome get(String path) {
        return outcome(client.get(client.at(path)));
    }

    private Outcome post(String path, Object body) {
        return outcome(client.send("POST", client.at(path), body));
    }

    private static Outcome outcome(Answer answer) {
        return switch (answer) {
            case NotSent unsent -> new Outcome.NotNow();
            case Lost lost -> new Outcome.Unknown();
            case Answered answered -> outcome(answered);
        };
    }

    private static Outcome outcome(Answered answered) {
        if (answered.ok()) {
            return Json.tree(answered.body()).<Outcome>map(Outcome.Done::new).orElseGet(Outcome.Unknown::new);
        }
        if (answered.status() == 429) {
            return new Outcome.NotNow();
        }
        LOG.warn("Creem answered {}", answered.status());
        return answered.turnedDown() || answered.refusedForGood()
                ? new Outcome.Refused(answered.status())
                : new Outcome.Unknown();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
