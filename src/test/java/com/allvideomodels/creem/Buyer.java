package com.allvideomodels.creem;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Somebody on the pages of the local Creem, and whoever plays its staff, without a browser. */
public final class Buyer {

    public static final String GOOD_CARD = "4242 4242 4242 4242";
    public static final String DECLINED_CARD = "4000 0000 0000 0002";

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private Buyer() {}

    /** @return where that leads; empty where the card was not taken */
    public static Optional<URI> pays(URI page, String card, String email) {
        return sent(page, Map.of("card", card, "email", email, "name", "Ana Walker", "country", "DE"));
    }

    /** @param act as the buttons of the desk are called */
    public static void staff(LocalCreem creem, String id, String act) {
        sent(creem.address().resolve("/desk"), Map.of("id", id, "act", act));
    }

    private static Optional<URI> sent(URI address, Map<String, String> form) {
        String body = form.entrySet().stream()
                .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        var request = HttpRequest.newBuilder(address).POST(HttpRequest.BodyPublishers.ofString(body));
        try {
            return CLIENT.send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .headers()
                    .firstValue("Location")
                    .map(URI::create);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
