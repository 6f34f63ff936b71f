package com.allvideomodels.mail;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what Resend keeps of mail that came in: https://resend.com/docs/api-reference/emails/retrieve-received-email (2026-11). */
@Component
class ResendApi {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int LARGEST = 4 << 20;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final ResendSettings settings;
    private final JsonMapper json;

    ResendApi(ResendSettings settings, JsonMapper json) {
        this.settings = settings;
        this.json = json;
    }

    /**
     * Nothing where it is gone or far too large: trying again would be the same.
     *
     * @param path after {@code /emails/receiving/}
     * @throws IOException where another attempt is worth it
     */
    Optional<JsonNode> received(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(settings.baseUrl() + "/emails/receiving/" + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + settings.apiKey())
                .header("User-Agent", "allvideomodels")
                .header("Accept", "application/json")
                .build();
        HttpResponse<InputStream> answer = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = answer.body()) {
            return switch (answer.statusCode()) {
                case 200 -> read(body.readNBytes(LARGEST + 1));
                case 404 -> Optional.empty();
                default -> throw new IOException("status " + answer.statusCode());
            };
        }
    }

    private Optional<JsonNode> read(byte[] body) throws IOException {
        if (body.length > LARGEST) {
            return Optional.empty();
        }
        try {
            return Optional.of(json.readTree(body));
        } catch (JacksonException e) {
            throw new IOException("not JSON");
        }
    }
}
