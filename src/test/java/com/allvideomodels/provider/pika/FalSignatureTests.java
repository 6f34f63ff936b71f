package com.allvideomodels.provider.pika;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.allvideomodels.http.ApiClients;
import com.allvideomodels.provider.RingCheck.Verdict;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Signatures made beforehand with throw-away keys, in {@code vectors/fal-webhook.json}. */
class FalSignatureTests {

    private static final JsonNode FACTS = facts();
    private static final JsonNode VALID = FACTS.get("vectors").get(0);

    @StartStop
    final MockWebServer published = new MockWebServer();

    private Instant now = Instant.ofEpochSecond(VALID.get("now_epoch_s").asLong());
    private final InstantSource clock = () -> now;

    private static JsonNode facts() {
        try (var file = FalSignatureTests.class.getResourceAsStream("/vectors/fal-webhook.json")) {
            return JsonMapper.builder().build().readTree(Objects.requireNonNull(file));
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private FalSignature signature(MockWebServer keys) {
        var clients = new ApiClients(clock);
        var url = URI.create(keys.url("/.well-known/jwks.json").toString());
        var settings = new PikaSettings(url, url, url, "id:secret", 2, Duration.ofDays(1));
        return new FalSignature(new FalKeys(clients, settings, clock), clock);
    }

    private static MockResponse keys(JsonNode jwks) {
        return new MockResponse.Builder().body(jwks.toString()).build();
    }

    private static Verdict check(FalSignature signature, JsonNode vector, Map<String, String> changed) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        vector.get("headers")
                .properties()
                .forEach(one -> headers.put(one.getKey(), one.getValue().asString()));
        headers.putAll(changed);
        return signature.check(headers::get, vector.get("body_utf8").asString().getBytes(StandardCharsets.UTF_8));
    }

    @TestFactory
    Stream<DynamicTest> knowsGenuineFromForged() {
        return StreamSupport.stream(FACTS.get("vectors").spliterator(), false)
                .map(vector -> dynamicTest(vector.get("name").asString(), () -> {
                    try (var own = new MockWebServer()) {
                        own.start();
                        own.enqueue(keys(FACTS.get("jwks")));
                        now = Instant.ofEpochSecond(vector.get("now_epoch_s").asLong());
                        assertThat(check(signature(own), vector, Map.of()))
                                .isEqualTo(
                                        vector.get("expect").asString().equals("valid")
                                                ? Verdict.GENUINE
                                                : Verdict.FORGED);
                    }
                }));
    }

    @Test
    void everyPartIsSigned() {
        published.enqueue(keys(FACTS.get("jwks")));
        var signature = signature(published);
        assertThat(check(signature, VALID, Map.of())).isEqualTo(Verdict.GENUINE);
        for (var changed : Map.of(
                        "X-Fal-Webhook-Request-Id", "another",
                        "X-Fal-Webhook-User-Id", "another",
                        "X-Fal-Webhook-Timestamp", "1795343381",
                        "X-Fal-Webhook-Signature", "00".repeat(64))
                .entrySet()) {
            assertThat(check(signature, VALID, Map.ofEntries(changed)))
                    .as(changed.getKey())
                    .isEqualTo(Verdict.FORGED);
        }
    }

    @Test
    void garbledHeadersAreForgeries() {
        published.enqueue(keys(FACTS.get("jwks")));
        var signature = signature(published);
        for (var garbled : new String[] {"", "zz".repeat(64), "d90d", "-1", "9".repeat(30)}) {
            assertThat(check(signature, VALID, Map.of("X-Fal-Webhook-Signature", garbled)))
                    .isEqualTo(Verdict.FORGED);
            assertThat(check(signature, VALID, Map.of("X-Fal-Webhook-Timestamp", garbled)))
                    .isEqualTo(Verdict.FORGED);
        }
        assertThat(signature.check(name -> null, new byte[0])).isEqualTo(Verdict.FORGED);
    }

    @Test
    void keysAreKeptForADayAndNoLonger() {
        published.enqueue(keys(FACTS.get("jwks")));
        published.enqueue(keys(FACTS.get("jwks")));
        var keys = keySet();
        assertThat(keys.keys()).hasSize(2);
        now = now.plus(Duration.ofHours(23));
        assertThat(keys.keys()).hasSize(2);
        assertThat(published.getRequestCount()).isEqualTo(1);
        now = now.plus(Duration.ofHours(2));
        assertThat(keys.keys()).hasSize(2);
        assertThat(published.getRequestCount()).isEqualTo(2);
    }

    @Test
    void oldKeysAreNotUsedWhileNoneCanBeFetched() {
        published.enqueue(keys(FACTS.get("jwks")));
        published.enqueue(new MockResponse.Builder().code(500).build());
        var keys = keySet();
        assertThat(keys.keys()).hasSize(2);
        now = now.plus(Duration.ofHours(25));
        assertThat(keys.keys()).isEmpty();
    }

    @Test
    void withoutKeysNothingIsDecided() {
        published.enqueue(new MockResponse.Builder().code(500).build());
        assertThat(check(signature(published), VALID, Map.of())).isEqualTo(Verdict.UNDECIDED);
    }

    @Test
    void forgeriesDoNotMakeUsAskForKeysAgainAndAgain() {
        published.enqueue(keys(FACTS.get("jwks")));
        var signature = signature(published);
        for (int i = 0; i < 10; i++) {
            assertThat(check(signature, VALID, Map.of("X-Fal-Webhook-User-Id", "another")))
                    .isEqualTo(Verdict.FORGED);
        }
        assertThat(published.getRequestCount()).isEqualTo(1);
    }

    @Test
    void aNewKeyOfFalIsFetched() {
        published.enqueue(new MockResponse.Builder()
                .body(
                        "{\"keys\":[{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"}]}")
                .build());
        published.enqueue(keys(FACTS.get("jwks")));
        var keys = keySet();
        assertThat(keys.keys()).hasSize(1);
        now = now.plus(Duration.ofMinutes(6));
        assertThat(keys.newerKeys()).hasSize(2);
    }

    private FalKeys keySet() {
        var url = URI.create(published.url("/").toString());
        return new FalKeys(new ApiClients(clock), new PikaSettings(url, url, url, "", 2, Duration.ofDays(1)), clock);
    }
}
