package com.allvideomodels.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.allvideomodels.provider.http.ApiClient;
import com.allvideomodels.provider.http.ApiClients;
import com.allvideomodels.provider.http.Timeouts;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.slf4j.LoggerFactory;

/**
 * What every adapter must do, whichever company it speaks to. An adapter's own test gives the answers of that company, each with
 * the section of the contract it was taken from, and what each of them means.
 */
public abstract class VideoProviderContract {

    /** The key every adapter under test is given. */
    protected static final String KEY = "key-that-must-not-travel";

    protected static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private static final Timeouts SHORT =
            new Timeouts(Duration.ofSeconds(2), Duration.ofMillis(400), Duration.ofSeconds(5));

    private static final String PROMPT = "A paper boat drifts across a pond at dawn";

    @StartStop
    protected final MockWebServer server = new MockWebServer();

    /** The adapter as configured for this address and {@link #KEY}; an empty key is none. */
    protected abstract VideoProvider provider(ApiClients clients, URI base, String key);

    /** A model that makes a video of words alone, and the settings of {@link #request}. */
    protected abstract Model textModel();

    protected abstract Settings textSettings();

    /** An answer to a create: it has the work. */
    protected abstract MockResponse accepted();

    /** What {@link #accepted} is known by afterwards; {@code base} is where the adapter was told that the provider is. */
    protected abstract ProviderTask acceptedTask(URI base);

    /** Answers to a create that refuse it, and the reason of each. At least: no credit, moderated (where told at once). */
    protected abstract List<Case<FailureReason>> refusals();

    /** Every answer to a look that the contract knows, and what it means. At least waiting, running, ready, both moderations, vanished. */
    protected abstract List<Case<Sighting>> sightings();

    protected abstract List<Case<Cancellation>> cancellations();

    protected abstract List<Case<CopyDeletion>> deletions();

    /**
     * One exchange, or a few that belong together.
     *
     * @param requests the request lines that must have arrived, in order, without the version: {@code GET /v1/tasks/1}
     */
    public record Case<T>(String name, List<MockResponse> answers, T meaning, List<String> requests) {

        public static <T> Case<T> of(String name, T meaning, MockResponse... answers) {
            return new Case<>(name, List.of(answers), meaning, List.of());
        }

        /** The requests are not compared where none are named. */
        public Case<T> sending(String... lines) {
            return new Case<>(name, answers, meaning, List.of(lines));
        }
    }

    @Test
    void isUnavailableWithoutAKey() {
        assertThat(provider(clients(), base(), "").available()).isFalse();
        assertThat(provider(clients(), base(), KEY).available()).isTrue();
    }

    @Test
    void acceptedWorkHasTheProvidersName() {
        server.enqueue(accepted());
        assertThat(provider().submit(request())).isEqualTo(new Submission.Accepted(acceptedTask(base())));
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void throttlingMayBeAskedAgain() {
        server.enqueue(throttled());
        assertThat(provider().submit(request())).isEqualTo(new Submission.Busy(null));
    }

    @Test
    void throttlingNamesTheWaitInSeconds() {
        server.enqueue(throttled().newBuilder().setHeader("Retry-After", "7").build());
        assertThat(provider().submit(request())).isEqualTo(new Submission.Busy(Duration.ofSeconds(7)));
    }

    @Test
    void throttlingNamesTheWaitAsADate() {
        server.enqueue(throttled()
                .newBuilder()
                .setHeader("Retry-After", "Sun, 22 Nov 2026 10:01:30 GMT")
                .build());
        assertThat(provider().submit(request())).isEqualTo(new Submission.Busy(Duration.ofSeconds(90)));
    }

    /** Whatever goes wrong, one POST leaves the machine and nobody claims a task. */
    @TestFactory
    Stream<DynamicTest> aCreateIsSentOnce() {
        Map<String, MockResponse> faults = new LinkedHashMap<>();
        for (int status : List.of(301, 307, 308, 401, 403, 404, 408, 409, 421, 425, 429, 500, 502, 503, 504, 529)) {
            faults.put("status " + status, json(status, "{}"));
            faults.put(
                    "status " + status + ", retry at once",
                    json(status, "{}")
                            .newBuilder()
                            .setHeader("Retry-After", "0")
                            .setHeader("Location", "/elsewhere")
                            .build());
        }
        faults.putAll(losses());
        return each(faults, (provider, arrived) -> {
            assertThat(provider.submit(request())).isNotInstanceOf(Submission.Accepted.class);
            assertThat(arrived.getRequestCount()).isEqualTo(1);
        });
    }

    /** No answer, half of one, or one that makes no sense: there may be a task. */
    @TestFactory
    Stream<DynamicTest> aLostAnswerToACreateIsUnanswered() {
        var faults = losses();
        faults.put("server error", json(500, "{\"error\":\"internal\"}"));
        faults.put("server error without a body", json(500, ""));
        return each(
                faults,
                (provider, arrived) -> assertThat(provider.submit(request())).isEqualTo(new Submission.Unanswered()));
    }

    @TestFactory
    Stream<DynamicTest> aLostAnswerToALookSaysNothing() {
        var faults = losses();
        faults.put("server error", json(500, "{\"error\":\"internal\"}"));
        faults.put("bad gateway", json(502, "<html>bad gateway</html>"));
        faults.put("unavailable", json(503, ""));
        faults.put("key refused", json(401, "{}"));
        return each(
                faults,
                (provider, arrived) ->
                        assertThat(provider.look(task(arrived))).isEqualTo(new Sighting.Unanswered(null)));
    }

    @TestFactory
    Stream<DynamicTest> aLostAnswerToACancelOrDeletionSaysNothing() {
        return each(losses(), (provider, arrived) -> {
            assertThat(provider.cancel(task(arrived)))
                    .isInstanceOfAny(Cancellation.Unanswered.class, Cancellation.NotOffered.class);
        });
    }

    @Test
    void aProviderThatCannotBeReachedWasAskedNothing() throws IOException {
        var nowhere = provider(clients(), closedPort(), KEY);
        assertThat(nowhere.submit(request())).isEqualTo(new Submission.Busy(null));
        assertThat(nowhere.look(acceptedTask(base()))).isEqualTo(new Sighting.Unanswered(null));
    }

    @Test
    void aRefusedKeyMakesTheProviderUnavailable() {
        server.enqueue(json(401, "{\"error\":\"unauthorized\"}"));
        assertThat(provider().submit(request())).isEqualTo(new Submission.Refused(FailureReason.PROVIDER_UNAVAILABLE));
    }

    @Test
    void throttledLooksNameTheWait() {
        server.enqueue(throttled().newBuilder().setHeader("Retry-After", "9").build());
        assertThat(provider().look(task(server))).isEqualTo(new Sighting.Unanswered(Duration.ofSeconds(9)));
    }

    @TestFactory
    Stream<DynamicTest> refusalsHaveTheirReasons() {
        return cases(refusals(), provider -> provider.submit(request()), Submission.Refused::new);
    }

    @TestFactory
    Stream<DynamicTest> looksAreUnderstood() {
        assertThat(sightings().stream().map(Case::meaning).map(Object::getClass).map(Class::getSimpleName))
                .contains("Waiting", "Rendering", "Ready", "Failed", "Vanished");
        return cases(sightings(), provider -> provider.look(task(provider)), sighting -> sighting);
    }

    @TestFactory
    Stream<DynamicTest> cancellationsAreUnderstood() {
        return cases(cancellations(), provider -> provider.cancel(task(provider)), cancellation -> cancellation);
    }

    @TestFactory
    Stream<DynamicTest> deletionsAreUnderstood() {
        return cases(deletions(), provider -> provider.deleteCopy(task(provider)), deletion -> deletion);
    }

    /** A redirect is how a key gets to a stranger; so is an address that an earlier answer named. */
    @Test
    void theKeyIsSentToTheConfiguredHostAlone() throws IOException {
        try (var stranger = new MockWebServer()) {
            stranger.start();
            var elsewhere = stranger.url("/").toString();
            for (int status : List.of(301, 302, 303, 307, 308)) {
                server.enqueue(json(status, "{}")
                        .newBuilder()
                        .setHeader("Location", elsewhere)
                        .build());
                assertThat(provider().submit(request())).isNotInstanceOf(Submission.Accepted.class);
                server.enqueue(json(status, "{}")
                        .newBuilder()
                        .setHeader("Location", elsewhere)
                        .build());
                assertThat(provider().look(task(server))).isInstanceOf(Sighting.Unanswered.class);
            }
            assertThat(stranger.getRequestCount()).isZero();
        }
    }

    @Test
    void requestsSayWhoWeAreAndNothingElse() throws InterruptedException {
        server.enqueue(accepted());
        provider().submit(request());
        var sent = taken();
        assertThat(sent.getHeaders().get("User-Agent")).isEqualTo("AllVideoModels/1");
        assertThat(sent.getHeaders().get("Cookie")).isNull();
        assertThat(sent.getBody().utf8()).doesNotContain(request().reference().toString());
    }

    @Test
    void promptsAndKeysAreNeverLogged() {
        var written = new ListAppender<ILoggingEvent>();
        written.start();
        var root = (Logger) LoggerFactory.getLogger("com.allvideomodels");
        var before = root.getLevel();
        root.setLevel(Level.TRACE);
        root.addAppender(written);
        try {
            for (var answer :
                    List.of(accepted(), json(400, "{\"error\":\"" + PROMPT + "\"}"), json(500, PROMPT), throttled())) {
                server.enqueue(answer);
                provider().submit(request());
            }
        } finally {
            root.detachAppender(written);
            root.setLevel(before);
        }
        assertThat(written.list.stream().map(ILoggingEvent::getFormattedMessage))
                .noneMatch(line -> line.contains(PROMPT) || line.contains(KEY));
        assertThat(provider().toString()).doesNotContain(KEY);
    }

    @Test
    void isNotAskedMoreOftenThanOnceASecond() {
        assertThat(provider().pace()).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        assertThat(provider().concurrency()).isPositive();
    }

    protected MockResponse throttled() {
        return json(429, "{\"error\":\"too many requests\"}");
    }

    protected final ApiClients clients() {
        return new ApiClients(InstantSource.fixed(NOW), SHORT);
    }

    protected final URI base() {
        return base(server);
    }

    protected final VideoProvider provider() {
        return provider(clients(), base(), KEY);
    }

    protected final RenderRequest request() {
        return request(textModel(), Mode.TEXT, PROMPT, textSettings());
    }

    protected final RenderRequest request(
            Model model, Mode mode, String prompt, Settings settings, SourceMedia... inputs) {
        return new RenderRequest(
                UUID.fromString("0198c0de-0000-7000-8000-00000000cafe"),
                model,
                mode,
                prompt,
                settings,
                List.of(inputs),
                URI.create("https://videos.example/hooks/provider/token-0123456789abcdef"),
                "person-of-this-provider",
                NOW);
    }

    /** The next request that arrived. */
    protected final RecordedRequest taken() throws InterruptedException {
        var request = server.takeRequest(5, TimeUnit.SECONDS);
        assertThat(request).as("a request").isNotNull();
        return request;
    }

    protected static MockResponse json(int status, String body) {
        return new MockResponse.Builder()
                .code(status)
                .setHeader("Content-Type", "application/json")
                .body(body)
                .build();
    }

    protected static URI base(MockWebServer server) {
        var url = server.url("/").toString();
        return URI.create(url.substring(0, url.length() - 1));
    }

    private ProviderTask task(MockWebServer at) {
        return acceptedTask(base(at));
    }

    private final Map<VideoProvider, MockWebServer> servers = new LinkedHashMap<>();

    private ProviderTask task(VideoProvider provider) {
        return task(servers.getOrDefault(provider, server));
    }

    private static Map<String, MockResponse> losses() {
        Map<String, MockResponse> faults = new LinkedHashMap<>();
        faults.put(
                "connection reset after the request",
                new MockResponse.Builder()
                        .onResponseStart(new SocketEffect.CloseSocket())
                        .build());
        faults.put(
                "no answer in time",
                new MockResponse.Builder()
                        .onResponseStart(SocketEffect.Stall.INSTANCE)
                        .build());
        faults.put(
                "half an answer",
                json(200, "{\"id\":\"" + "x".repeat(2000) + "\"}")
                        .newBuilder()
                        .onResponseBody(new SocketEffect.CloseSocket())
                        .build());
        faults.put("garbage", json(200, "<html>hello</html>"));
        faults.put("JSON of another kind", json(200, "[1,2,3]"));
        faults.put("null", json(200, "null"));
        faults.put("an object of nothing", json(200, "{}"));
        faults.put("nothing", json(200, ""));
        faults.put("too much", json(200, "{\"id\":\"" + "x".repeat(ApiClient.LARGEST_ANSWER) + "\"}"));
        return faults;
    }

    private interface Check {
        void run(VideoProvider provider, MockWebServer arrived);
    }

    private Stream<DynamicTest> each(Map<String, MockResponse> faults, Check check) {
        return faults.entrySet().stream()
                .map(fault -> dynamicTest(fault.getKey(), () -> {
                    try (var own = new MockWebServer()) {
                        own.start();
                        // Enough for whoever asks twice, that a second request is seen and not merely stuck.
                        for (int i = 0; i < 3; i++) {
                            own.enqueue(fault.getValue());
                        }
                        check.run(provider(clients(), base(own), KEY), own);
                    }
                }));
    }

    private <T, O> Stream<DynamicTest> cases(
            List<Case<T>> cases, Function<VideoProvider, O> call, Function<T, ? extends O> outcome) {
        return cases.stream()
                .map(one -> dynamicTest(one.name(), () -> {
                    try (var own = new MockWebServer()) {
                        own.start();
                        one.answers().forEach(own::enqueue);
                        var provider = provider(clients(), base(own), KEY);
                        servers.put(provider, own);
                        assertThat(call.apply(provider)).isEqualTo(outcome.apply(one.meaning()));
                        assertThat(own.getRequestCount())
                                .isEqualTo(one.answers().size());
                        compare(lines(own), one.requests());
                    }
                }));
    }

    private static void compare(List<String> arrived, List<String> expected) {
        if (!expected.isEmpty()) {
            assertThat(arrived).isEqualTo(expected);
        }
    }

    private static List<String> lines(MockWebServer server) throws InterruptedException {
        List<String> lines = new ArrayList<>();
        UnaryOperator<String> plain = line -> line.substring(0, line.lastIndexOf(' '));
        for (int left = server.getRequestCount(); left > 0; left--) {
            lines.add(plain.apply(server.takeRequest().getRequestLine()));
        }
        return lines;
    }

    private static URI closedPort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return URI.create("http://localhost:" + socket.getLocalPort());
        }
    }
}
