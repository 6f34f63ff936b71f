package com.allvideomodels.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.provider.Parameter.Key;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sets what an adapter sends beside what the company's own client was recorded to send ({@code wire/*.json}). */
public abstract class WireComparison extends AgainstServer {

    private static final JsonMapper MAPPER = new JsonMapper();

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
        var body = body(sent);
        assertThat(fields(body)).isEqualTo(union(fields(recorded.body()), more));
        recorded.body()
                .propertyStream()
                .forEach(field ->
                        assertThat(body.get(field.getKey())).as(field.getKey()).isEqualTo(field.getValue()));
        return body;
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
        return URI.create(base() + path);
    }

    /** Whatever a model takes at least in this mode, with its presets. */
    protected static RenderRequest preset(Model model, ModeRules rules) {
        return request(model, rules.mode(), "rain", CatalogueEntries.presets(rules), CatalogueEntries.inputs(rules));
    }

    protected static RenderRequest request(Model model, String prompt, Settings settings, SourceMedia... inputs) {
        return request(model, model.modes().getFirst().mode(), prompt, settings, inputs);
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
