package com.allvideomodels.billing;

import com.allvideomodels.creem.LocalCreem;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody who buys a pack at the local Creem without our product knowing of it. */
record LocalBuyer(LocalCreem creem) {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** @return the payment, as Creem lists it */
    Transaction buy() throws IOException, InterruptedException {
        String checkout = json("POST", "/v1/checkouts", "{\"product_id\":\"prod_pack500\"}")
                .path("id")
                .stringValue();
        send("POST", "/pay/" + checkout, "email=" + checkout + "@example.test&country=DE&card=4242424242424242");
        String paid = json("GET", "/v1/checkouts?checkout_id=" + checkout, "")
                .at("/order/transaction")
                .stringValue();
        return Transaction.read(json("GET", "/v1/transactions?transaction_id=" + paid, ""))
                .orElseThrow();
    }

    private JsonNode json(String method, String path, String body) throws IOException, InterruptedException {
        return JsonMapper.shared().readTree(send(method, path, body));
    }

    private String send(String method, String path, String body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(creem.address() + path))
                .header("x-api-key", LocalCreem.API_KEY)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return Objects.requireNonNull(
                HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }
}
