package com.allvideomodels.moderation;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.creem.LocalCreem;
import com.allvideomodels.moderation.Moderation.Verdict;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CreemModerationTests {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-22T10:00:00Z"));
    private static final LocalCreem CREEM = LocalCreem.at(0, null, CLOCK, 1000);

    @AfterAll
    static void close() {
        CREEM.close();
    }

    private static Moderation at(URI creem, boolean on) {
        return new CreemModeration(new ModerationSettings(creem, LocalCreem.API_KEY, on), CLOCK);
    }

    private final Moderation moderation = at(CREEM.address(), true);

    @Test
    void whatIsAllowedIsClearedByTheNumberOfItsAnswer() {
        assertThat(moderation.screen("a lighthouse", "ref-1"))
                .isInstanceOfSatisfying(
                        Verdict.Cleared.class,
                        cleared -> assertThat(cleared.result()).isNotBlank());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a [flag] lighthouse", "a [deny] lighthouse"})
    void aDoubtIsARefusal(String prompt) {
        assertThat(moderation.screen(prompt, "ref-2")).isInstanceOf(Verdict.Blocked.class);
    }

    @ParameterizedTest
    @EnumSource(LocalCreem.Kind.class)
    void whateverGoesWrongNothingIsCleared(LocalCreem.Kind trouble) {
        int before = CREEM.asked().size();
        CREEM.next("moderation", trouble);
        assertThat(moderation.screen("a lighthouse", "ref-3")).isEqualTo(new Verdict.Unavailable());
        assertThat(CREEM.asked()).as("never repeated").hasSize(before + 1);
    }

    @Test
    void nobodyListeningIsNoClearanceEither() {
        assertThat(at(URI.create("http://localhost:1"), true).screen("a lighthouse", "ref-4"))
                .isEqualTo(new Verdict.Unavailable());
    }

    @Test
    void whereItIsOffNobodyIsAsked() {
        int before = CREEM.asked().size();
        assertThat(at(CREEM.address(), false).screen("a [deny] lighthouse", "ref-5"))
                .isEqualTo(new Verdict.Off());
        assertThat(CREEM.asked()).hasSize(before);
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"id\":\"modr_1\",\"decision\":\"allow\"}', Cleared",
        "'{\"id\":\"modr_1\",\"decision\":\"allowed\"}', Blocked",
        "'{\"id\":\"modr_1\",\"decision\":\"ALLOW\"}', Blocked",
        "'{\"id\":\"modr_1\",\"decision\":null,\"new\":[1]}', Blocked",
        "'{\"id\":\"modr_1\"}', Blocked",
        "'{\"decision\":\"allow\"}', Unavailable",
        "'{\"id\":\" \",\"decision\":\"allow\"}', Unavailable",
        "'[]', Unavailable",
        "'', Unavailable"
    })
    void onlyTheOneWordOpensTheWay(String answer, String verdict) throws IOException {
        try (var creem = new Answering(answer)) {
            assertThat(at(creem.address(), true)
                            .screen("a lighthouse", "ref-6")
                            .getClass()
                            .getSimpleName())
                    .isEqualTo(verdict);
        }
    }

    /** The request is what Creem's own client was recorded to send. */
    @Test
    void asksAsTheCompanysOwnClientDoes() throws IOException {
        JsonNode recorded = recorded();
        JsonNode body = recorded.path("body");
        try (var creem =
                new Answering(recorded.at("/plausible_response_examples/0/body").toString())) {
            Verdict verdict = at(creem.address(), true)
                    .screen(
                            body.path("prompt").stringValue(),
                            body.path("external_id").stringValue());
            assertThat(verdict).isEqualTo(new Verdict.Cleared("modr_A1"));
            Seen seen = creem.seen.get();
            assertThat(seen.line())
                    .isEqualTo(recorded.path("method").stringValue() + " "
                            + recorded.path("path").stringValue());
            assertThat(seen.key()).isEqualTo(LocalCreem.API_KEY);
            assertThat(new JsonMapper().readTree(seen.body())).isEqualTo(body);
        }
    }

    private static JsonNode recorded() throws IOException {
        try (var json = CreemModerationTests.class.getResourceAsStream("/vectors/creem-moderation.json")) {
            return new JsonMapper().readTree(json);
        }
    }

    @Test
    @Tag("long")
    void silenceEndsAfterFiveSeconds() throws IOException {
        try (var creem = new Answering(null)) {
            long begun = System.nanoTime();
            assertThat(at(creem.address(), true).screen("a lighthouse", "ref-7"))
                    .isEqualTo(new Verdict.Unavailable());
            assertThat(Duration.ofNanos(System.nanoTime() - begun))
                    .isBetween(Duration.ofSeconds(4), Duration.ofSeconds(7));
        }
    }

    private record Seen(String line, String key, String body) {}

    /** Answers every call alike; with nothing where that is {@code null}. */
    private static final class Answering implements AutoCloseable {

        private final HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        private final CountDownLatch over = new CountDownLatch(1);
        private final AtomicReference<Seen> seen = new AtomicReference<>();

        Answering(String answer) throws IOException {
            server.createContext("/", call -> {
                seen.set(new Seen(
                        call.getRequestMethod() + " " + call.getRequestURI().getPath(),
                        call.getRequestHeaders().getFirst("x-api-key"),
                        new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
                if (answer == null) {
                    await();
                    return;
                }
                byte[] body = answer.getBytes(StandardCharsets.UTF_8);
                call.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
                call.getResponseBody().write(body);
                call.close();
            });
            server.start();
        }

        private void await() {
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        URI address() {
            return URI.create("http://localhost:" + server.getAddress().getPort());
        }

        @Override
        public void close() {
            over.countDown();
            server.stop(0);
        }
    }
}
