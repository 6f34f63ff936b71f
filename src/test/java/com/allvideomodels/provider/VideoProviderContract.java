package com.allvideomodels.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.allvideomodels.http.ApiClient;
import com.allvideomodels.http.ApiClients;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.slf4j.LoggerFactory;

/**
 * What every adapter must do, whichever company it speaks to. An adapter's own test gives the answers of that company, each with
 * the section of the contract it was taken from, and what each of them means.
 */
public abstract class VideoProviderContract extends AgainstServer {

    /** A server that says nothing for so long is given up. */
    private static final Duration SILENCE = Duration.ofMillis(400);

    private static final String PROMPT = "A paper boat drifts across a pond at dawn";

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

    /** Unless an adapter's own test says otherwise, its provider has no such call, and nothing is sent. */
    protected List<Case<Cancellation>> cancellations() {
        return List.of(Case.of("never", new Cancellation.NotOffered()));
    }

    /** As with {@link #cancellations}. */
    protected List<Case<CopyDeletion>> deletions() {
        return List.of(Case.of("never", new CopyDeletion.NotOffered()));
    }

    /** What a search for a lost task comes to while the provider gives no sense; unless a test says otherwise it has no list. */
    protected Reconciliation searchWithoutAnswer() {
        return new Reconciliation.NotOffered();
    }

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
        faults.putAll(interference());
        faults.put("key refused", json(401, "{}"));
        return each(
                faults,
                (provider, arrived) ->
                        assertThat(provider.look(task(arrived))).isEqualTo(new Sighting.Unanswered(null)));
    }

    @TestFactory
    Stream<DynamicTest> aLostAnswerToACancelSaysNothing() {
        var faults = losses();
        faults.putAll(interference());
        return each(
                faults,
                (provider, arrived) -> assertThat(provider.cancel(task(arrived)))
                        .isInstanceOfAny(Cancellation.Unanswered.class, Cancellation.NotOffered.class));
    }

    /** Nobody is told that a copy is gone, nor that it stays, on the word of something between us. */
    @TestFactory
    Stream<DynamicTest> aLostAnswerToADeletionSaysNothing() {
        var faults = silences();
        faults.putAll(interference());
        return each(
                faults,
                (provider, arrived) -> assertThat(provider.deleteCopy(task(arrived)))
                        .isInstanceOfAny(CopyDeletion.Unanswered.class, CopyDeletion.NotOffered.class));
    }

    @TestFactory
    Stream<DynamicTest> aLostAnswerToASearchSaysNothing() {
        var faults = losses();
        faults.putAll(interference());
        boolean list = !(searchWithoutAnswer() instanceof Reconciliation.NotOffered);
        return each(faults, (provider, arrived) -> {
            assertThat(provider.find(request())).isEqualTo(searchWithoutAnswer());
            assertThat(arrived.getRequestCount() > 0).isEqualTo(list);
        });
    }

    /** These may come from a request that was taken in, so nobody asks a second time. */
    @TestFactory
    Stream<DynamicTest> someRefusalsOfACreateLeaveOpenWhatHappened() {
        Map<String, MockResponse> faults = new LinkedHashMap<>();
        for (int status : List.of(408, 409, 425, 499)) {
            faults.put("status " + status, json(status, "{\"detail\":\"x\",\"error\":\"x\"}"));
        }
        return each(
                faults,
                (provider, arrived) -> assertThat(provider.submit(request())).isEqualTo(new Submission.Unanswered()));
    }

    @Test
    void aProviderThatCannotBeReachedWasAskedNothing() throws IOException {
        var nowhere = provider(clients(), closedPort(), KEY);
        assertThat(nowhere.submit(request())).isEqualTo(Submission.Busy.unreached(null));
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
        return cases(refusals(), (provider, task) -> provider.submit(request()), Submission.Refused::new);
    }

    @TestFactory
    Stream<DynamicTest> looksAreUnderstood() {
        assertThat(sightings().stream().map(Case::meaning).map(Object::getClass).map(Class::getSimpleName))
                .contains("Waiting", "Rendering", "Ready", "Failed", "Vanished");
        return cases(sightings(), VideoProvider::look, sighting -> sighting);
    }

    @TestFactory
    Stream<DynamicTest> cancellationsAreUnderstood() {
        return cases(cancellations(), VideoProvider::cancel, cancellation -> cancellation);
    }

    @TestFactory
    Stream<DynamicTest> deletionsAreUnderstood() {
        return cases(deletions(), VideoProvider::deleteCopy, deletion -> deletion);
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

    protected final VideoProvider provider() {
        return provider(clients(), base(), KEY);
    }

    protected final RenderRequest request() {
        return request(textModel(), Mode.TEXT, PROMPT, textSettings());
    }

    private ProviderTask task(MockWebServer at) {
        return acceptedTask(base(at));
    }

    /** No whole answer. */
    private static Map<String, MockResponse> silences() {
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
        faults.put("too much", json(200, "{\"id\":\"" + "x".repeat(ApiClient.LARGEST_ANSWER) + "\"}"));
        return faults;
    }

    /** No whole answer, or a success without sense. */
    private static Map<String, MockResponse> losses() {
        var faults = silences();
        faults.put("garbage", json(200, "<html>hello</html>"));
        faults.put("JSON of another kind", json(200, "[1,2,3]"));
        faults.put("null", json(200, "null"));
        faults.put("an object of nothing", json(200, "{}"));
        faults.put("nothing", json(200, ""));
        return faults;
    }

    /** Answers that are not the provider's own, and those that it asks to come again with. */
    private static Map<String, MockResponse> interference() {
        Map<String, MockResponse> faults = new LinkedHashMap<>();
        faults.put("server error", json(500, "{\"error\":\"internal\"}"));
        faults.put("bad gateway", json(502, "<html>bad gateway</html>"));
        faults.put("unavailable", json(503, ""));
        faults.put("not found by something between us", json(404, "<html>not here</html>"));
        faults.put("request timed out", json(408, ""));
        faults.put("too early", json(425, ""));
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
                        check.run(provider(clients(SILENCE), base(own), KEY), own);
                    }
                }));
    }

    private <T, O> Stream<DynamicTest> cases(
            List<Case<T>> cases, BiFunction<VideoProvider, ProviderTask, O> call, Function<T, ? extends O> outcome) {
        return cases.stream()
                .map(one -> dynamicTest(one.name(), () -> {
                    try (var own = new MockWebServer()) {
                        own.start();
                        one.answers().forEach(own::enqueue);
                        var provider = provider(clients(), base(own), KEY);
                        assertThat(call.apply(provider, task(own))).isEqualTo(outcome.apply(one.meaning()));
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
