package com.allvideomodels.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.http.ApiClients;
import com.allvideomodels.http.Timeouts;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.junit5.StartStop;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tests of an adapter that speaks to a server on this machine: what it is asked for, what it is answered, what it sends. */
public abstract class AgainstServer {

    /** The key every adapter under test is given. */
    protected static final String KEY = "key-that-must-not-travel";

    protected static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    /** Where the provider may ring. */
    protected static final String DOORBELL = "https://videos.example/hooks/provider/token-0123456789abcdef";

    private static final JsonMapper MAPPER = new JsonMapper();

    @StartStop
    protected final MockWebServer server = new MockWebServer();

    /** Clients that give up on a server that is silent for so long. */
    protected static ApiClients clients(Duration silence) {
        return new ApiClients(
                InstantSource.fixed(NOW), new Timeouts(Duration.ofSeconds(2), silence, Duration.ofSeconds(10)));
    }

    /** Clients with patience for a busy machine. */
    protected static ApiClients clients() {
        return clients(Duration.ofSeconds(5));
    }

    /** The address of the test's server, without the slash at its end. */
    protected final URI base() {
        return base(server);
    }

    protected static URI base(MockWebServer server) {
        return URI.create("http://localhost:" + server.getPort());
    }

    /** A model that takes anything in one mode; what counts is how it is written. */
    protected static Model model(ProviderApi api, String wireId, Mode mode, Map<String, String> hints) {
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

    protected static RenderRequest request(
            Model model, Mode mode, String prompt, Settings settings, SourceMedia... inputs) {
        return new RenderRequest(
                UUID.fromString("0198c0de-0000-7000-8000-00000000cafe"),
                model,
                mode,
                prompt,
                settings,
                List.of(inputs),
                URI.create(DOORBELL),
                "person-of-this-provider",
                NOW);
    }

    /** The same request where the provider is to ring elsewhere; {@code null} where nobody outside reaches us. */
    protected static RenderRequest ringing(RenderRequest request, @Nullable URI doorbell) {
        return new RenderRequest(
                request.reference(),
                request.model(),
                request.mode(),
                request.prompt(),
                request.settings(),
                request.inputs(),
                doorbell,
                request.endUser(),
                request.askedAt());
    }

    protected static RenderRequest unreachable(RenderRequest request) {
        return ringing(request, null);
    }

    public static MockResponse json(int status, String body) {
        return new MockResponse.Builder()
                .code(status)
                .setHeader("Content-Type", "application/json")
                .body(body)
                .build();
    }

    protected final void answers(int status, String body) {
        server.enqueue(json(status, body));
    }

    /** The next request that arrived. */
    protected final RecordedRequest taken() throws InterruptedException {
        return taken(server);
    }

    private static RecordedRequest taken(MockWebServer server) throws InterruptedException {
        var request = server.takeRequest(5, TimeUnit.SECONDS);
        assertThat(request).as("a request").isNotNull();
        return request;
    }

    /** The last request that arrived, where none was taken yet. */
    protected static RecordedRequest last(MockWebServer server) throws InterruptedException {
        for (int before = server.getRequestCount() - 1; before > 0; before--) {
            taken(server);
        }
        return taken(server);
    }

    /** The body of the next request that arrived. */
    protected final JsonNode sent() throws InterruptedException {
        return body(taken());
    }

    protected static JsonNode body(RecordedRequest request) {
        return tree(request.getBody().utf8());
    }

    protected static JsonNode tree(String json) {
        return MAPPER.readTree(json);
    }
}
