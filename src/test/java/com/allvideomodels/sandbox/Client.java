package com.allvideomodels.sandbox;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Asks sandboxes as a client would, for their own tests. */
final class Client {

    private static final Set<String> OWN = Set.of("content-length", "host", "connection");

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    record Reply(
            int status,
            String body,
            @org.jspecify.annotations.Nullable HttpResponse<byte[]> raw) {

        JsonNode json() {
            return Json.MAPPER.readTree(body);
        }

        String text(String field) {
            return json().path(field).asString("");
        }
    }

    Reply send(String method, String address, Map<String, String> headers, String body) {
        return send(method, address, headers, body.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    Reply send(String method, String address, Map<String, String> headers, byte[] body) {
        var publisher =
                body.length == 0 ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofByteArray(body);
        var request = HttpRequest.newBuilder(URI.create(address))
                .timeout(Duration.ofSeconds(20))
                .method(method, publisher);
        headers.forEach((name, value) -> {
            if (!OWN.contains(name)) {
                request.header(name, value);
            }
        });
        try {
            var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Reply(
                    answer.statusCode(), new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8), answer);
        } catch (IOException e) {
            return new Reply(0, "", null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    Reply get(String address, Map<String, String> headers) {
        return send("GET", address, headers, "");
    }

    Reply post(String address, Map<String, String> headers, JsonNode body) {
        return send("POST", address, headers, body.toString());
    }
}
