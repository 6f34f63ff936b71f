package com.allvideomodels.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.provider.Parameter.Key;
import com.allvideomodels.provider.http.ApiClients;
import com.allvideomodels.provider.http.Timeouts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.junit5.StartStop;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sets what an adapter sends beside what the company's own client was recorded to send ({@code wire/*.json}). */
public abstract class WireComparison {

    protected static final String KEY = "key-that-must-not-travel";

    protected static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private static final JsonMapper MAPPER = new JsonMapper();

    @StartStop
    protected final MockWebServer server = new MockWebServer();

    /** One recorded exchange. */
    public record Recorded(
            String method, String path, @Nullable JsonNode body, List<JsonNode> answers) {}

    protected static Recorded recorded(String file, String name) {
        try (var json = WireComparison.class.getResourceAsStream("/wire/" + file + ".json")) {
            for (var one : MAPPER.readTree(json)) {
                if (one.path("name").asString().equals(name)) {
                    return new Recorded(
                            one.path("method").asString(),
                            one.path("path").asString(),
                            one.path("body"),
                            one.path("answers").valueStream().toList());
                }
            }
            throw new IllegalArgumentException("not recorded: " + name);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * Takes the next request that arrived and compares it.
     *
     * @param more fields we send besides those recorded
     */
    protected final JsonNode assertSentAs(Recorded recorded, String... more) throws InterruptedException {
        var sent = taken();
        assertThat(sent.getMethod()).isEqualTo(recorded.method());
        assertThat(sent.getTarget()).isEqualTo(recorded.path());
        assertThat(sent.getHeaders().get("Authorization")).isEqualTo("Bearer " + KEY);
        if (recorded.body() == null || recorded.body().isNull()) {
            assertThat(sent.getBodySize()).isZero();
            return MAPPER.nullNode();
        }
        assertThat(sent.getHeaders().get("Content-Type")).startsWith("application/json");
        var body = tree(sent.getBody().utf8());
        assertThat(fields(body)).isEqualTo(union(fields(recorded.body()), more));
        recorded.body()
                .propertyStream()
                .forEach(field ->
                        assertThat(body.get(field.getKey())).as(field.getKey()).isEqualTo(field.getValue()));
        return body;
    }

    protected final RecordedRequest taken() throws InterruptedException {
        var request = server.takeRequest(5, TimeUnit.SECONDS);
        assertThat(request).as("a request").isNotNull();
        return request;
    }

    protected final JsonNode sent() throws InterruptedException {
        return tree(taken().getBody().utf8());
    }

    protected static JsonNode tree(String json) {
        return MAPPER.readTree(json);
    }

    private static Set<String> fields(JsonNode body) {
        return new HashSet<>(body.propertyNames());
    }

    private static Set<String> union(Set<String> recorded, String... more) {
        var all = new HashSet<>(recorded);
        all.addAll(Arrays.asList(more));
        return all;
    }

    protected final URI base(String path) {
        return URI.create("http://localhost:" + server.getPort() + path);
    }

    protected static ApiClients clients() {
        return new ApiClients(
                InstantSource.fixed(NOW),
                new Timeouts(Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(10)));
    }

    protected final void answers(int status, String body) {
        server.enqueue(new MockResponse.Builder()
                .code(status)
                .setHeader("Content-Type", "application/json")
                .body(body)
                .build());
    }

    /** A model that takes anything in one mode; what counts here is how it is written. */
    public static Model model(ProviderApi api, String wireId, Mode mode, Map<String, String> hints) {
        return new Model(
                new ModelId("under-test"),
                api,
                wireId,
                "Under test",
                List.of(new ModeRules(
                        mode,
                        "",
                        hints,
                        new ModeRules.PromptRule(0, 6000),
                        List.of(),
                        List.of(),
                        List.of(),
                        new PriceRule(PriceRule.Unit.CLIP, List.of(), 0))));
    }

    protected static RenderRequest request(Model model, String prompt, Settings settings, SourceMedia... inputs) {
        return request(model, model.modes().getFirst().mode(), prompt, settings, inputs);
    }

    protected static RenderRequest request(
            Model model, Mode mode, String prompt, Settings settings, SourceMedia... inputs) {
        return new RenderRequest(
                UUID.fromString("0198c0de-0000-7000-8000-00000000cafe"),
                model,
                mode,
                prompt,
                settings,
                List.of(inputs),
                URI.create("https://videos.example/hooks/token-0123456789abcdef"),
                "person-of-this-provider",
                NOW);
    }

    protected static RenderRequest unreachable(RenderRequest request) {
        return new RenderRequest(
                request.reference(),
                request.model(),
                request.mode(),
                request.prompt(),
                request.settings(),
                request.inputs(),
                null,
                request.endUser(),
                request.askedAt());
    }

    protected static Settings settings(Object... keysAndValues) {
        var settings = Settings.NONE;
        for (int i = 0; i < keysAndValues.length; i += 2) {
            settings = settings.with((Key) keysAndValues[i], (String) keysAndValues[i + 1]);
        }
        return settings;
    }

    protected static SourceMedia picture(InputRole role) {
        return SampleMedia.picture(role);
    }

    /** Too large for the request itself. */
    protected static SourceMedia linked(InputRole role, String address) {
        return new SampleMedia(role, "image/png", new byte[9_000_000], URI.create(address));
    }
}
