package com.allvideomodels.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.stream.StreamSupport;
import mockwebserver3.RecordedRequest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Requests recorded from a provider's official client, in {@code wire/<provider>.json}: name, method, path, headers that matter,
 * body. {@code {key}} stands for the key.
 */
public final class WireFacts {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JsonNode requests;

    private WireFacts(JsonNode requests) {
        this.requests = requests;
    }

    public static WireFacts of(String provider) {
        try (InputStream file = WireFacts.class.getResourceAsStream("/wire/" + provider + ".json")) {
            return new WireFacts(JSON.readTree(Objects.requireNonNull(file)).get("requests"));
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    public Recorded recorded(String name) {
        return new Recorded(StreamSupport.stream(requests.spliterator(), false)
                .filter(one -> one.get("name").asString().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("nothing recorded as " + name)));
    }

    /** One request of the official client. */
    public record Recorded(JsonNode fact) {

        /** The same method, path, headers and JSON as ours. */
        public void matches(RecordedRequest ours, String key) {
            matchesButForTheBody(ours, key);
            if (fact.get("body").isNull()) {
                assertThat(ours.getBodySize()).isZero();
            } else {
                assertThat(JSON.readTree(ours.getBody().utf8())).isEqualTo(fact.get("body"));
            }
        }

        /** The same method, path and headers; for paths and bodies that only the test can compare. */
        public void matchesButForTheBody(RecordedRequest ours, String key) {
            var path = fact.get("path").asString();
            assertThat(ours.getMethod()).isEqualTo(fact.get("method").asString());
            if (!path.startsWith("{")) {
                assertThat(ours.getTarget()).isEqualTo(path);
            }
            fact.get("headers")
                    .properties()
                    .forEach(header ->
                            header(ours, header.getKey(), header.getValue().asString(), key));
            if (fact.get("headers").get("authorization") == null) {
                assertThat(ours.getHeaders().get("Authorization")).isNull();
            }
        }

        private void header(RecordedRequest ours, String name, String value, String key) {
            boolean noBody = fact.get("body").isNull();
            // A client may or may not name what it accepts where nothing is answered, or the type of a body that is not
            // there.
            if (name.equals("accept") && value.equals("*/*") || name.equals("content-type") && noBody) {
                return;
            }
            var sent = ours.getHeaders().get(name);
            if (value.contains("boundary=")) {
                assertThat(sent).startsWith(value.substring(0, value.indexOf("boundary=")));
            } else {
                assertThat(sent).as(name).isEqualTo(value.replace("{key}", key));
            }
        }
    }
}
