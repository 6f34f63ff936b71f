package com.allvideomodels.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** What the official clients were recorded to send is accepted, and answered in the recorded shape. */
class RecordedRequestsTests {

    private static Sandboxes sandboxes;
    private final Client client = new Client();

    @BeforeAll
    static void start() {
        sandboxes = Sandboxes.start(SandboxSettings.forTests());
    }

    @AfterAll
    static void stop() {
        sandboxes.close();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("creates")
    void acceptsWhatTheOfficialClientSends(String company, String name, JsonNode recorded) {
        var reply = client.send(
                recorded.get("method").asString(),
                address(recorded.get("path").asString()),
                headers(recorded),
                recorded.get("body").isObject() ? recorded.get("body").toString() : "");

        JsonNode example =
                examples(recorded).filter(e -> status(e) / 100 == 2).findFirst().orElseThrow();
        assertThat(reply.status()).as(reply.body()).isEqualTo(status(example));
        if (example.path("body").isObject()) {
            assertThat(fields(reply.json())).containsAll(fields(example.get("body")));
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("looks")
    void asksForAKeyBeforeAnythingElse(String company, String name, JsonNode recorded) {
        Map<String, String> headers = headers(recorded);
        headers.remove("authorization");

        var reply = client.send(
                recorded.get("method").asString(), address(recorded.get("path").asString()), headers, "");

        assertThat(reply.status()).isEqualTo(401);
    }

    static Stream<Arguments> creates() throws IOException {
        return recorded()
                .filter(a -> !Set.of("GET", "DELETE")
                        .contains(((JsonNode) a.get()[2]).get("method").asString()))
                .filter(a -> !((JsonNode) a.get()[2]).get("path").asString().matches("[{<].*|.*/cancel"));
    }

    static Stream<Arguments> looks() throws IOException {
        return recorded()
                .filter(a -> ((JsonNode) a.get()[2]).get("method").asString().equals("GET"));
    }

    private static Stream<Arguments> recorded() throws IOException {
        Stream<Arguments> all = Stream.empty();
        for (String company : Set.of("runway", "pika", "volcengine", "luma", "evolink")) {
            try (var file = RecordedRequestsTests.class.getResourceAsStream("/recorded/" + company + ".json")) {
                JsonNode list = Json.MAPPER.readTree(file);
                all = Stream.concat(
                        all,
                        StreamSupport.stream(list.spliterator(), false)
                                .map(each ->
                                        Arguments.of(company, each.get("name").asString(), each)));
            }
        }
        return all;
    }

    private static String address(String path) {
        String local = path.replaceFirst("^https://[^/]+", "");
        Sandbox sandbox = path.contains("fal.")
                ? sandboxes.pika()
                : path.contains("volces")
                        ? sandboxes.volcengine()
                        : path.contains("evolink")
                                ? sandboxes.evolink()
                                : path.startsWith("/dream-machine")
                                        ? sandboxes.dreamMachine()
                                        : path.startsWith("/v1/generations") ? sandboxes.luma() : sandboxes.runway();
        return sandbox.address() + local;
    }

    private static Map<String, String> headers(JsonNode recorded) {
        Map<String, String> headers = new LinkedHashMap<>();
        recorded.get("headers").properties().forEach(header -> {
            if (header.getValue().isString()) {
                headers.put(header.getKey(), header.getValue().stringValue());
            }
        });
        return headers;
    }

    private static Stream<JsonNode> examples(JsonNode recorded) {
        return StreamSupport.stream(recorded.get("plausible_response_examples").spliterator(), false);
    }

    private static int status(JsonNode example) {
        return example.has("http")
                ? example.get("http").asInt()
                : example.get("status").asInt();
    }

    private static Set<String> fields(JsonNode object) {
        Set<String> names = new HashSet<>();
        object.properties().forEach(field -> names.add(field.getKey()));
        return names;
    }
}
