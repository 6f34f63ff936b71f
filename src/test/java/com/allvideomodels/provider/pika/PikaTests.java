package com.allvideomodels.provider.pika;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.http.ApiClients;
import com.allvideomodels.provider.Cancellation;
import com.allvideomodels.provider.CatalogueEntries;
import com.allvideomodels.provider.FailureReason;
import com.allvideomodels.provider.InputRole;
import com.allvideomodels.provider.Mode;
import com.allvideomodels.provider.ModeRules;
import com.allvideomodels.provider.Model;
import com.allvideomodels.provider.Parameter.Key;
import com.allvideomodels.provider.ProviderApi;
import com.allvideomodels.provider.ProviderTask;
import com.allvideomodels.provider.SampleMedia;
import com.allvideomodels.provider.Settings;
import com.allvideomodels.provider.Sighting;
import com.allvideomodels.provider.SourceMedia;
import com.allvideomodels.provider.Submission;
import com.allvideomodels.provider.VideoProvider;
import com.allvideomodels.provider.VideoProviderContract;
import com.allvideomodels.provider.WireFacts;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Answers from the wire contract of 2026-11-22: "Endpoints (fal)", "Status", "Cancel", "Errors". */
class PikaTests extends VideoProviderContract {

    private static final String ID = "764cabcf-b745-4b3e-ae38-1200304cf45b";
    private static final String PATH = "/fal-ai/pika/requests/" + ID;
    private static final String STATUS = "GET " + PATH + "/status?logs=0";
    private static final String RESULT = "GET " + PATH;
    private static final String VIDEO = "https://v3b.fal.media/files/b/zebra/out.mp4";
    private static final WireFacts RECORDED = WireFacts.of("pika");

    @Override
    protected VideoProvider provider(ApiClients clients, URI base, String key) {
        return new Pika(
                clients, new PikaSettings(base, base, URI.create(base + "/jwks.json"), key, 2, Duration.ofDays(1)));
    }

    @Override
    protected Model textModel() {
        return CatalogueEntries.model(ProviderApi.PIKA, "pika-2-2");
    }

    @Override
    protected Settings textSettings() {
        return new Settings(Map.of(
                Key.NEGATIVE_PROMPT,
                "blurry",
                Key.RATIO,
                "16:9",
                Key.RESOLUTION,
                "720p",
                Key.DURATION,
                "5",
                Key.SEED,
                "42"));
    }

    @Override
    protected MockResponse accepted() {
        return accepted(base() + PATH);
    }

    private static MockResponse accepted(String request) {
        return json(200, """
                {"status":"IN_QUEUE","request_id":"%s","queue_position":0,"response_url":"%s","status_url":"%s/status",\
                "cancel_url":"%s/cancel","logs":null,"metrics":{}}""".formatted(ID, request, request, request));
    }

    @Override
    protected ProviderTask acceptedTask(URI base) {
        return new ProviderTask(
                ID,
                Map.of(
                        "status", base + PATH + "/status",
                        "response", base + PATH,
                        "cancel", base + PATH + "/cancel"));
    }

    @Override
    protected List<Case<FailureReason>> refusals() {
        return List.of(
                Case.of(
                        "locked for want of money",
                        FailureReason.PROVIDER_OUT_OF_CREDIT,
                        json(403, "{\"detail\":\"User is locked. Reason: Exhausted balance.\"}")),
                Case.of("no access", FailureReason.PROVIDER_UNAVAILABLE, json(403, "{\"detail\":\"Access denied\"}")),
                Case.of(
                        "unknown endpoint",
                        FailureReason.PROVIDER_UNAVAILABLE,
                        json(404, "{\"detail\":\"not found\"}")),
                Case.of(
                        "moderated at once",
                        FailureReason.INPUT_MODERATED,
                        json(422, problem("content_policy_violation", "\"body\",\"prompt\""))),
                Case.of(
                        "bad field",
                        FailureReason.INPUT_UNUSABLE,
                        json(422, problem("literal_error", "\"body\",\"duration\""))),
                Case.of("refused in a sentence", FailureReason.INPUT_UNUSABLE, json(422, "{\"detail\":\"no\"}")));
    }

    private static String problem(String type, String loc) {
        return "{\"detail\":[{\"loc\":[" + loc + "],\"msg\":\"words nobody reads\",\"type\":\"" + type
                + "\",\"input\":{}}]}";
    }

    @Override
    protected List<Case<Sighting>> sightings() {
        return List.of(
                seen(
                                "in line",
                                new Sighting.Waiting(OptionalInt.of(3)),
                                json(202, "{\"status\":\"IN_QUEUE\",\"queue_position\":3}"))
                        .sending(STATUS),
                seen(
                        "in line, who knows where",
                        new Sighting.Waiting(OptionalInt.empty()),
                        json(202, "{\"status\":\"IN_QUEUE\"}")),
                seen(
                        "running",
                        new Sighting.Rendering(OptionalInt.empty()),
                        json(202, "{\"status\":\"IN_PROGRESS\",\"logs\":[]}")),
                seen(
                        "a status of tomorrow",
                        new Sighting.Rendering(OptionalInt.empty()),
                        json(200, "{\"status\":\"DREAMING\"}")),
                ended(
                                "ready",
                                new Sighting.Ready(List.of(URI.create(VIDEO))),
                                json(
                                        200,
                                        "{\"video\":{\"url\":\"" + VIDEO
                                                + "\",\"content_type\":\"video/mp4\",\"file_size\":null}}"))
                        .sending(STATUS, RESULT),
                ended("completed without a video", failed(FailureReason.PROVIDER_FAILED), json(200, "{\"seed\":1}")),
                ended(
                        "completed by moderation of the prompt",
                        failed(FailureReason.INPUT_MODERATED),
                        json(422, problem("content_policy_violation", "\"body\",\"prompt\""))),
                ended(
                        "completed by moderation of the video",
                        failed(FailureReason.OUTPUT_MODERATED),
                        json(422, problem("content_policy_violation", "\"response\",\"video\""))),
                ended(
                        "completed by a bad picture",
                        failed(FailureReason.INPUT_UNUSABLE),
                        json(422, problem("image_too_small", "\"body\",\"image_url\""))),
                ended(
                        "completed by a file that could not be fetched",
                        failed(FailureReason.INPUT_UNUSABLE),
                        json(422, problem("file_download_error", "\"body\",\"image_url\""))),
                ended(
                        "completed by a refusal in a word of tomorrow",
                        failed(FailureReason.INPUT_UNUSABLE),
                        json(422, problem("sequence_too_long", "\"body\",\"image_urls\""))),
                ended(
                        "completed by what the model asked elsewhere",
                        failed(FailureReason.PROVIDER_FAILED),
                        json(422, problem("downstream_service_error", "\"body\""))),
                ended(
                        "completed by a timeout",
                        failed(FailureReason.PROVIDER_FAILED),
                        json(504, problem("generation_timeout", "\"body\""))),
                ended(
                        "completed for want of a runner",
                        failed(FailureReason.PROVIDER_BUSY),
                        json(503, "{\"detail\":\"no runner\",\"error_type\":\"runner_scheduling_failure\"}")),
                ended(
                        "completed by a broken runner",
                        failed(FailureReason.PROVIDER_FAILED),
                        json(500, "{\"detail\":\"Internal Server Error\",\"error_type\":\"runner_server_error\"}")),
                ended(
                        "completed by an error in a sentence",
                        failed(FailureReason.PROVIDER_FAILED),
                        json(500, "{\"detail\":\"Internal Server Error\"}")),
                ended(
                        "completed by something that passes",
                        failed(FailureReason.PROVIDER_BUSY),
                        json(500, problem("internal_server_error", "\"body\""))
                                .newBuilder()
                                .setHeader("X-Fal-Retryable", "true")
                                .build()),
                ended(
                        "cancelled while it ran",
                        new Sighting.Cancelled(),
                        json(499, "{\"detail\":\"cancelled\",\"error_type\":\"client_cancelled\"}")),
                ended("result behind a broken gateway", new Sighting.Unanswered(null), json(502, "<html/>")),
                ended("result not for this key", new Sighting.Unanswered(null), json(401, "{\"detail\":\"no\"}")),
                ended("result gone", new Sighting.Vanished(), json(404, "{\"detail\":\"not found\"}")),
                seen(
                        "failed, said by the status",
                        failed(FailureReason.PROVIDER_BUSY),
                        json(
                                200,
                                "{\"status\":\"COMPLETED\",\"error\":\"no start\",\"error_type\":\"startup_timeout\"}")),
                seen(
                        "cancelled, said by the status",
                        new Sighting.Cancelled(),
                        json(
                                200,
                                "{\"status\":\"COMPLETED\",\"error\":\"cancelled\",\"error_type\":\"client_cancelled\"}")),
                seen("vanished", new Sighting.Vanished(), json(404, "{\"detail\":\"Request not found\"}"))
                        .sending(STATUS));
    }

    private static Case<Sighting> seen(String name, Sighting meaning, MockResponse... answers) {
        return Case.of(name, meaning, answers);
    }

    private static Case<Sighting> ended(String name, Sighting meaning, MockResponse result) {
        return Case.of(name, meaning, json(200, "{\"status\":\"COMPLETED\",\"logs\":[],\"metrics\":{}}"), result);
    }

    private static Sighting failed(FailureReason reason) {
        return new Sighting.Failed(reason);
    }

    @Override
    protected List<Case<Cancellation>> cancellations() {
        var put = "PUT " + PATH + "/cancel";
        return List.of(
                stop("heard", new Cancellation.Requested(), json(202, "{\"status\":\"CANCELLATION_REQUESTED\"}"))
                        .sending(put),
                stop("taken out of the line", new Cancellation.Cancelled(), json(202, "{\"status\":\"OK\"}"))
                        .sending(put),
                stop("done already", new Cancellation.TooLate(), json(400, "{\"status\":\"ALREADY_COMPLETED\"}")),
                stop("unknown", new Cancellation.TooLate(), json(404, "{\"status\":\"NOT_FOUND\"}")),
                stop("broken", new Cancellation.Unanswered(), json(500, "")));
    }

    private static Case<Cancellation> stop(String name, Cancellation meaning, MockResponse answer) {
        return Case.of(name, meaning, answer);
    }

    @Test
    void addressesOnAnotherHostAreNeverSentTheKey() throws IOException {
        try (var stranger = new MockWebServer()) {
            stranger.start();
            var elsewhere = base(stranger) + PATH;
            server.enqueue(accepted(elsewhere));
            var submission = provider().submit(request());
            assertThat(submission).isEqualTo(new Submission.Accepted(ProviderTask.of(ID)));

            // Even if such an address had been stored, say before the configuration changed.
            var stored = acceptedTask(base(stranger));
            server.enqueue(json(200, "{\"status\":\"COMPLETED\"}"));
            server.enqueue(json(200, "{\"video\":{\"url\":\"" + VIDEO + "\"}}"));
            server.enqueue(json(202, "{\"status\":\"CANCELLATION_REQUESTED\"}"));
            assertThat(provider().look(stored)).isInstanceOf(Sighting.Ready.class);
            assertThat(provider().cancel(stored)).isInstanceOf(Cancellation.Requested.class);
            assertThat(stranger.getRequestCount()).isZero();
        }
    }

    @Test
    void wordsBecomeAVideoAsTheOfficialClientAsks() throws InterruptedException {
        server.enqueue(accepted());
        provider().submit(unreachable(request(textModel(), Mode.TEXT, "A paper boat in the rain", textSettings())));
        var sent = taken();
        RECORDED.recorded("create text-to-video v2.2").matches(sent, KEY);
        assertThat(sent.getHeaders().get("X-Fal-Object-Lifecycle-Preference"))
                .isEqualTo("{\"expiration_duration_seconds\":86400}");
    }

    @Test
    void theDoorbellIsAQueryOfTheSubmission() throws InterruptedException {
        server.enqueue(accepted());
        provider().submit(request());
        var sent = taken();
        assertThat(sent.getUrl().encodedPath()).isEqualTo("/fal-ai/pika/v2.2/text-to-video");
        assertThat(sent.getUrl().queryParameter("fal_webhook")).isEqualTo(DOORBELL);
    }

    /** Apart from the empty words to avoid, which the client was told to send. */
    @Test
    void aPictureIsUploadedFirstAsTheOfficialClientDoes() throws InterruptedException, IOException {
        try (var storage = new MockWebServer()) {
            storage.start();
            server.enqueue(slot(storage));
            storage.enqueue(json(200, "{}"));
            server.enqueue(accepted());
            var picture = SampleMedia.picture(InputRole.FIRST_FRAME);
            var submission = provider()
                    .submit(unreachable(request(textModel(), Mode.IMAGE, "slow push in", Settings.NONE, picture)));
            assertThat(submission).isInstanceOf(Submission.Accepted.class);

            var initiated = taken();
            RECORDED.recorded("binary image: initiate").matchesButForTheBody(initiated, KEY);
            assertThat(initiated.getHeaders().get("X-Fal-Object-Lifecycle"))
                    .isEqualTo("{\"expiration_duration_seconds\":86400}");
            assertThat(body(initiated)).isEqualTo(tree("{\"content_type\":\"image/png\",\"file_name\":\"first.png\"}"));
            var put = storage.takeRequest();
            RECORDED.recorded("binary image: put").matchesButForTheBody(put, KEY);
            assertThat(put.getBodySize()).isEqualTo(8);
            assertThat(put.getHeaders().toString()).doesNotContain(KEY);
            RECORDED.recorded("binary image: create").matches(taken(), KEY);
        }
    }

    @Test
    void aPictureHasItsSettingsAsRecorded() throws InterruptedException {
        server.enqueue(slot(server));
        server.enqueue(json(200, "{}"));
        server.enqueue(accepted());
        var settings = new Settings(Map.of(Key.RESOLUTION, "1080p", Key.DURATION, "10", Key.SEED, "7"));
        provider()
                .submit(unreachable(request(
                        textModel(),
                        Mode.IMAGE,
                        "slow push in",
                        settings,
                        SampleMedia.picture(InputRole.FIRST_FRAME))));
        var recorded = (ObjectNode) RECORDED.recorded("create image-to-video v2.2 (URL image)")
                .fact()
                .get("body")
                .deepCopy();
        recorded.remove("negative_prompt");
        recorded.put("image_url", "https://v3b.fal.media/files/b/lion/abc.png");
        assertThat(body(last(server))).isEqualTo(recorded);
    }

    private static MockResponse slot(MockWebServer storage) {
        return json(
                200,
                "{\"upload_url\":\"" + storage.url("/presigned/abc.png?sig=x")
                        + "\",\"file_url\":\"https://v3b.fal.media/files/b/lion/abc.png\"}");
    }

    @Test
    void anInputThatCouldNotBeStoredLeavesNothingBehind() {
        server.enqueue(slot(server));
        server.enqueue(json(500, ""));
        assertThat(provider()
                        .submit(request(
                                textModel(),
                                Mode.IMAGE,
                                "x",
                                Settings.NONE,
                                SampleMedia.picture(InputRole.FIRST_FRAME))))
                .isEqualTo(new Submission.Busy(null));
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void looksAndStopsAsTheOfficialClientDoes() throws InterruptedException {
        server.enqueue(json(200, "{\"status\":\"COMPLETED\"}"));
        server.enqueue(json(200, "{\"video\":{\"url\":\"" + VIDEO + "\"}}"));
        server.enqueue(json(202, "{\"status\":\"CANCELLATION_REQUESTED\"}"));
        provider().look(acceptedTask(base()));
        provider().cancel(acceptedTask(base()));
        RECORDED.recorded("status (completed)").matches(taken(), KEY);
        RECORDED.recorded("result").matches(taken(), KEY);
        RECORDED.recorded("cancel").matches(taken(), KEY);
    }

    /** The same five seconds: a string in 2.2, a number in 2.1, a transition in pikaframes. */
    @Test
    void secondsChangeTheirTypeWithTheModel() throws InterruptedException {
        assertThat(sent("pika-2-2", Mode.TEXT).get("duration")).isEqualTo(tree("\"5\""));
        assertThat(sent("pika-2-1", Mode.TEXT).get("duration")).isEqualTo(tree("5"));
        assertThat(sent("pika-2-turbo", Mode.IMAGE).get("duration")).isEqualTo(tree("5"));
        var frames = sent("pika-2-2", Mode.FRAMES);
        assertThat(frames.get("transitions")).isEqualTo(tree("[{\"duration\":5}]"));
        assertThat(frames.has("duration")).isFalse();
        assertThat(frames.get("image_urls").size()).isEqualTo(2);
    }

    private static final Set<String> WORDS =
            Set.of("prompt", "aspect_ratio", "duration", "resolution", "negative_prompt", "seed");
    private static final Set<String> PICTURE =
            Set.of("image_url", "prompt", "duration", "resolution", "negative_prompt", "seed");

    /** From the endpoint types of fal's client of 2026-05-04. */
    private static final Map<String, Set<String>> DECLARED = Map.of(
            "/fal-ai/pika/v2.2/text-to-video", WORDS,
            "/fal-ai/pika/v2.2/image-to-video", PICTURE,
            "/fal-ai/pika/v2.2/pikaframes",
                    Set.of("image_urls", "transitions", "prompt", "negative_prompt", "resolution", "seed"),
            "/fal-ai/pika/v2.1/text-to-video", WORDS,
            "/fal-ai/pika/v2.1/image-to-video", PICTURE,
            "/fal-ai/pika/v2/turbo/text-to-video", WORDS,
            "/fal-ai/pika/v2/turbo/image-to-video", PICTURE,
            "/fal-ai/pika/v1.5/pikaffects", Set.of("image_url", "pikaffect", "prompt", "negative_prompt", "seed"),
            "/fal-ai/pika/v2/pikadditions", Set.of("video_url", "image_url", "prompt", "negative_prompt", "seed"));

    @TestFactory
    Stream<DynamicTest> everyModelOnOfferIsAskedForInItsOwnFieldsAlone() {
        return CatalogueEntries.each(ProviderApi.PIKA, (model, rules) -> {
            try (var own = new MockWebServer()) {
                own.start();
                var sent = sent(own, model, rules);
                assertThat(DECLARED).containsKey(rules.wirePath());
                assertThat(DECLARED.get(rules.wirePath())).isEqualTo(new TreeSet<>(sent.propertyNames()));
            }
        });
    }

    private JsonNode sent(String model, Mode mode) throws InterruptedException {
        var found = CatalogueEntries.model(ProviderApi.PIKA, model);
        try (var own = new MockWebServer()) {
            own.start();
            return sent(own, found, found.rules(mode).orElseThrow());
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private JsonNode sent(MockWebServer own, Model model, ModeRules rules) throws InterruptedException {
        SourceMedia[] inputs = CatalogueEntries.inputs(rules);
        for (int i = 0; i < inputs.length; i++) {
            own.enqueue(slot(own));
            own.enqueue(json(200, "{}"));
        }
        own.enqueue(accepted(base(own) + PATH));
        var asked = unreachable(request(model, rules.mode(), "a boat", CatalogueEntries.full(rules), inputs));
        assertThat(provider(clients(), base(own), KEY).submit(asked)).isInstanceOf(Submission.Accepted.class);
        return body(last(own));
    }
}
