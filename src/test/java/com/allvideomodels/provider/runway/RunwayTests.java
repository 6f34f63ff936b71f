package com.allvideomodels.provider.runway;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.http.ApiClients;
import com.allvideomodels.provider.Cancellation;
import com.allvideomodels.provider.CatalogueEntries;
import com.allvideomodels.provider.CopyDeletion;
import com.allvideomodels.provider.FailureReason;
import com.allvideomodels.provider.InputRole;
import com.allvideomodels.provider.Mode;
import com.allvideomodels.provider.ModeRules;
import com.allvideomodels.provider.Model;
import com.allvideomodels.provider.Parameter;
import com.allvideomodels.provider.Parameter.Key;
import com.allvideomodels.provider.ProviderApi;
import com.allvideomodels.provider.ProviderTask;
import com.allvideomodels.provider.SampleMedia;
import com.allvideomodels.provider.Settings;
import com.allvideomodels.provider.Sighting;
import com.allvideomodels.provider.Submission;
import com.allvideomodels.provider.VideoProvider;
import com.allvideomodels.provider.VideoProviderContract;
import com.allvideomodels.provider.WireFacts;
import java.io.IOException;
import java.net.URI;
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

/** Answers from the wire contract of 2026-11-22: "Create: answer", "Task object and statuses", "DELETE semantics", "HTTP errors". */
class RunwayTests extends VideoProviderContract {

    private static final String ID = "17f20503-6c24-4c16-946b-35dbbce2af2f";
    private static final String GET = "GET /v1/tasks/" + ID;
    private static final String DELETE = "DELETE /v1/tasks/" + ID;
    private static final String VIDEO = "https://dnznrvs05pmza.cloudfront.net/c0ffee.mp4?_jwt=abc.def";
    private static final WireFacts RECORDED = WireFacts.of("runway");

    @Override
    protected VideoProvider provider(ApiClients clients, URI base, String key) {
        return new Runway(clients, new RunwaySettings(base, key, 2));
    }

    @Override
    protected Model textModel() {
        return CatalogueEntries.model(ProviderApi.RUNWAY, "runway-gen4-5");
    }

    @Override
    protected Settings textSettings() {
        return new Settings(Map.of(Key.DURATION, "5", Key.RATIO, "16:9", Key.RESOLUTION, "720p", Key.SEED, "42"));
    }

    @Override
    protected MockResponse accepted() {
        return json(200, "{\"id\":\"" + ID + "\",\"estimatedCost\":{\"credits\":60}}");
    }

    @Override
    protected ProviderTask acceptedTask(URI base) {
        return ProviderTask.of(ID);
    }

    @Override
    protected List<Case<FailureReason>> refusals() {
        return List.of(
                Case.of("no credit is a 400 in words", FailureReason.PROVIDER_OUT_OF_CREDIT, json(400, """
                                {"error":"You do not have enough credits to run this task.","docUrl":"https://docs.dev.runwayml.com/api"}""")),
                Case.of("validation", FailureReason.INPUT_UNUSABLE, json(400, """
                                {"error":"Validation of body failed","issues":[{"code":"invalid_value","path":["ratio"],\
                                "message":"Invalid option"}],"docUrl":"https://docs.dev.runwayml.com/api"}""")),
                Case.of("forbidden", FailureReason.PROVIDER_UNAVAILABLE, json(403, "{\"error\":\"no\"}")),
                Case.of(
                        "unknown model or address",
                        FailureReason.PROVIDER_UNAVAILABLE,
                        json(404, "{\"error\":\"no\"}")));
    }

    @Override
    protected List<Case<Sighting>> sightings() {
        return List.of(
                seen("waiting", "\"PENDING\"", new Sighting.Waiting(OptionalInt.empty())),
                seen("held back by our tier", "\"THROTTLED\"", new Sighting.Waiting(OptionalInt.empty())),
                seen("running", "\"RUNNING\",\"progress\":0.45", new Sighting.Rendering(OptionalInt.of(45))),
                seen("running without progress", "\"RUNNING\"", new Sighting.Rendering(OptionalInt.empty())),
                seen(
                        "running beyond its end",
                        "\"RUNNING\",\"progress\":1.7",
                        new Sighting.Rendering(OptionalInt.of(100))),
                seen(
                        "ready",
                        "\"SUCCEEDED\",\"output\":[\"" + VIDEO + "\"],\"cost\":{\"credits\":60}",
                        new Sighting.Ready(List.of(URI.create(VIDEO)))),
                seen("ready without a video", "\"SUCCEEDED\",\"output\":[]", failed(FailureReason.PROVIDER_FAILED)),
                seen("prompt moderated", failure("SAFETY.INPUT.TEXT"), failed(FailureReason.INPUT_MODERATED)),
                seen("picture moderated", failure("SAFETY.INPUT.IMAGE"), failed(FailureReason.INPUT_MODERATED)),
                seen(
                        "moderated by the vendor of a hosted model",
                        failure("INPUT_PREPROCESSING.SAFETY.THIRD_PARTY"),
                        failed(FailureReason.INPUT_MODERATED)),
                seen("video moderated", failure("SAFETY.OUTPUT.VIDEO"), failed(FailureReason.OUTPUT_MODERATED)),
                seen("unreadable file", failure("ASSET.INVALID"), failed(FailureReason.INPUT_UNUSABLE)),
                seen(
                        "refused by the vendor",
                        failure("THIRD_PARTY.INPUT_VALIDATION"),
                        failed(FailureReason.INPUT_UNUSABLE)),
                seen("vendor busy", failure("THIRD_PARTY.UNAVAILABLE"), failed(FailureReason.PROVIDER_BUSY)),
                seen("bad output", failure("INTERNAL.BAD_OUTPUT.CODE01"), failed(FailureReason.PROVIDER_FAILED)),
                seen("a code of tomorrow", failure("WEATHER.TOO.HOT"), failed(FailureReason.PROVIDER_FAILED)),
                seen(
                        "failed without a code",
                        "\"FAILED\",\"failure\":\"sorry\"",
                        failed(FailureReason.PROVIDER_FAILED)),
                seen("cancelled", "\"CANCELLED\"", new Sighting.Cancelled()),
                seen("a status of tomorrow", "\"DREAMING\"", new Sighting.Rendering(OptionalInt.empty())),
                Case.of("vanished", (Sighting) new Sighting.Vanished(), missing())
                        .sending(GET));
    }

    private static Case<Sighting> seen(String name, String status, Sighting meaning) {
        return Case.of(name, meaning, task(status)).sending(GET);
    }

    private static String failure(String code) {
        return "\"FAILED\",\"failure\":\"in words that nobody reads\",\"failureCode\":\"" + code + "\"";
    }

    private static Sighting failed(FailureReason reason) {
        return new Sighting.Failed(reason);
    }

    private static MockResponse task(String status) {
        return json(
                200, "{\"id\":\"" + ID + "\",\"createdAt\":\"2026-11-22T10:00:00.000Z\",\"status\":" + status + "}");
    }

    private static MockResponse missing() {
        return json(404, "{\"error\":\"Could not find Task\"}");
    }

    private static MockResponse gone() {
        return new MockResponse.Builder().code(204).build();
    }

    @Override
    protected List<Case<Cancellation>> cancellations() {
        return List.of(
                stopped("waiting", new Cancellation.Cancelled(), task("\"PENDING\""), gone())
                        .sending(GET, DELETE),
                stopped("running", new Cancellation.Cancelled(), task("\"RUNNING\""), gone())
                        .sending(GET, DELETE),
                stopped("gone between the two", new Cancellation.Cancelled(), task("\"RUNNING\""), missing())
                        .sending(GET, DELETE),
                stopped(
                        "not found by something in between",
                        new Cancellation.Unanswered(),
                        task("\"RUNNING\""),
                        json(404, "<html>not here</html>")),
                stopped("a status of tomorrow may be an end", new Cancellation.Unanswered(), task("\"ARCHIVED\""))
                        .sending(GET),
                stopped("not done", new Cancellation.Unanswered(), task("\"RUNNING\""), json(500, "{}")),
                stopped(
                                "finished is never deleted",
                                new Cancellation.TooLate(),
                                task("\"SUCCEEDED\",\"output\":[\"" + VIDEO + "\"]"))
                        .sending(GET),
                stopped("failed", new Cancellation.TooLate(), task("\"FAILED\""))
                        .sending(GET),
                stopped("cancelled before", new Cancellation.Cancelled(), task("\"CANCELLED\""))
                        .sending(GET),
                stopped("deleted before", new Cancellation.Cancelled(), missing())
                        .sending(GET),
                stopped("in doubt nothing is deleted", new Cancellation.Unanswered(), json(503, ""))
                        .sending(GET));
    }

    private static Case<Cancellation> stopped(String name, Cancellation meaning, MockResponse... answers) {
        return Case.of(name, meaning, answers);
    }

    @Override
    protected List<Case<CopyDeletion>> deletions() {
        return List.of(
                Case.of("deleted", (CopyDeletion) new CopyDeletion.Deleted(204), gone())
                        .sending(DELETE),
                Case.of("deleted before", (CopyDeletion) new CopyDeletion.Deleted(404), missing())
                        .sending(DELETE),
                Case.of("refused", (CopyDeletion) new CopyDeletion.Refused(403), json(403, "{\"error\":\"no\"}")),
                Case.of("throttled", (CopyDeletion) new CopyDeletion.Unanswered(429), json(429, "{}")),
                Case.of("broken", (CopyDeletion) new CopyDeletion.Unanswered(500), json(500, "")));
    }

    @Test
    void aNameThatIsNoNameIsNoTask() {
        for (var id : List.of("../organization", "a/b", "", "a?b")) {
            server.enqueue(json(200, "{\"id\":\"" + id + "\"}"));
            assertThat(provider().submit(request())).isEqualTo(new Submission.Unanswered());
        }
    }

    @Test
    void wordsBecomeAVideoAsTheOfficialClientAsks() throws InterruptedException {
        server.enqueue(accepted());
        provider().submit(request());
        RECORDED.recorded("create_text_to_video_gen4.5").matches(taken(), KEY);
    }

    @Test
    void aPictureBecomesAVideoAsTheOfficialClientAsks() throws InterruptedException {
        server.enqueue(accepted());
        var model = CatalogueEntries.withHints(textModel(), Mode.IMAGE, Map.of("ratio 16:9 720p", "1280:720"));
        var settings = new Settings(Map.of(Key.DURATION, "10", Key.RATIO, "16:9", Key.RESOLUTION, "720p"));
        provider()
                .submit(request(
                        model, Mode.IMAGE, "slow push in", settings, SampleMedia.picture(InputRole.FIRST_FRAME)));
        RECORDED.recorded("create_image_to_video_gen4.5_datauri").matches(taken(), KEY);
    }

    /** Apart from the address of the picture, which the client was given as a link. */
    @Test
    void turboIsAskedAsTheOfficialClientAsks() throws InterruptedException {
        server.enqueue(accepted());
        var settings = new Settings(Map.of(Key.DURATION, "5", Key.RATIO, "9:16", Key.RESOLUTION, "720p"));
        provider()
                .submit(request(
                        CatalogueEntries.model(ProviderApi.RUNWAY, "runway-gen4-turbo"),
                        Mode.IMAGE,
                        "slow push in",
                        settings,
                        SampleMedia.picture(InputRole.FIRST_FRAME)));
        var ours = taken();
        RECORDED.recorded("create_image_to_video_gen4_turbo_https").matchesButForTheBody(ours, KEY);
        assertThat(fields(body(ours)))
                .containsExactlyInAnyOrder("model", "promptImage", "promptText", "ratio", "duration");
        assertThat(body(ours).get("ratio").asString()).isEqualTo("720:1280");
        assertThat(body(ours).get("duration").isIntegralNumber()).isTrue();
    }

    @Test
    void looksAndDeletesAsTheOfficialClientDoes() throws InterruptedException {
        server.enqueue(task("\"PENDING\""));
        server.enqueue(gone());
        provider().look(ProviderTask.of(ID));
        provider().deleteCopy(ProviderTask.of(ID));
        RECORDED.recorded("get_task").matches(taken(), KEY);
        RECORDED.recorded("cancel_or_delete_task").matches(taken(), KEY);
    }

    @Test
    void largeInputsGoIntoASlotAndTheKeyDoesNot() throws InterruptedException, IOException {
        try (var storage = new MockWebServer()) {
            storage.start();
            server.enqueue(slot(storage));
            storage.enqueue(gone());
            server.enqueue(accepted());
            var picture = SampleMedia.largePicture(InputRole.FIRST_FRAME, 6_000_000);
            assertThat(provider().submit(request(textModel(), Mode.IMAGE, "slow push in", textSettings(), picture)))
                    .isInstanceOf(Submission.Accepted.class);

            RECORDED.recorded("upload_ephemeral__step1").matches(taken(), KEY);
            var stored = storage.takeRequest();
            RECORDED.recorded("upload_ephemeral__step2").matchesButForTheBody(stored, KEY);
            assertThat(stored.getHeaders().get("X-Runway-Version")).isNull();
            assertThat(partNames(stored.getBody().utf8())).containsExactly("key", "policy", "x-amz-signature", "file");
            assertThat(stored.getHeaders().toString()).doesNotContain(KEY);
            assertThat(body(taken()).get("promptImage").get(0).get("uri").asString())
                    .isEqualTo("runway://slot-1");
        }
    }

    @Test
    void anInputThatCouldNotBeStoredLeavesNothingBehind() throws IOException {
        try (var storage = new MockWebServer()) {
            storage.start();
            server.enqueue(slot(storage));
            storage.enqueue(json(403, "<Error/>"));
            assertThat(provider()
                            .submit(request(
                                    CatalogueEntries.model(ProviderApi.RUNWAY, "runway-aleph2"),
                                    Mode.EDIT,
                                    "in winter",
                                    Settings.NONE,
                                    SampleMedia.video())))
                    .isEqualTo(new Submission.Busy(null));
            assertThat(server.getRequestCount()).isEqualTo(1);
            assertThat(storage.getRequestCount()).isEqualTo(1);
        }
    }

    @Test
    void aRefusedSlotIsARefusal() {
        server.enqueue(json(400, "{\"error\":\"You do not have enough credits.\"}"));
        assertThat(provider()
                        .submit(request(
                                textModel(),
                                Mode.IMAGE,
                                "x",
                                textSettings(),
                                SampleMedia.largePicture(InputRole.FIRST_FRAME, 6_000_000))))
                .isEqualTo(new Submission.Refused(FailureReason.PROVIDER_OUT_OF_CREDIT));
    }

    private MockResponse slot(MockWebServer storage) {
        return json(200, """
                {"runwayUri":"runway://slot-1","uploadUrl":"%s","fields":{"key":"k","policy":"p","x-amz-signature":"s"}}""".formatted(storage.url("/bucket")));
    }

    private static List<String> partNames(String multipart) {
        return multipart
                .lines()
                .filter(line -> line.startsWith("Content-Disposition"))
                .map(line -> line.replaceFirst(".* name=\"([^\"]+)\".*", "$1"))
                .toList();
    }

    /** The union is strict: one field too many is a 400. What each model declares, from the SDK's types of 2026-09-23. */
    private static final Map<String, Set<String>> DECLARED = Map.ofEntries(
            declared("text gen4.5", "promptText ratio duration contentModeration seed"),
            declared("image gen4.5", "promptImage promptText ratio duration contentModeration seed"),
            declared("image gen4_turbo", "promptImage ratio contentModeration duration promptText seed"),
            declared("text veo3.1", "promptText ratio audio duration negativePrompt seed"),
            declared("image veo3.1", "promptImage promptText ratio audio duration negativePrompt seed"),
            declared("text veo3.1_fast", "promptText ratio audio duration negativePrompt seed"),
            declared("image veo3.1_fast", "promptImage promptText ratio audio duration negativePrompt seed"),
            declared("text seedance2", "promptText audio duration ratio references seed"),
            declared("image seedance2", "promptImage promptText audio duration ratio seed"),
            declared("text seedance2_fast", "promptText audio duration ratio references seed"),
            declared("image seedance2_fast", "promptImage promptText audio duration ratio seed"),
            declared("text seedance2_mini", "promptText audio duration ratio references seed"),
            declared("image seedance2_mini", "promptImage promptText audio duration ratio seed"),
            declared("text seedance2_5", "promptText audio duration ratio references seed"),
            declared("image seedance2_5", "promptImage promptText audio duration ratio seed"),
            declared("text gemini_omni_flash", "promptText duration ratio"),
            declared("image gemini_omni_flash", "promptImage promptText duration ratio"),
            declared("video gemini_omni_flash", "promptText videoUri references"),
            declared("text gemini_omni_flash_1.1", "promptText duration ratio references"),
            declared("image gemini_omni_flash_1.1", "promptImage promptText duration ratio"),
            declared("video gemini_omni_flash_1.1", "promptText videoUri duration mode ratio references"),
            declared("text hailuo3", "promptText duration ratio references resolution"),
            declared("image hailuo3", "promptImage promptText duration ratio resolution"),
            declared("text h3_max", "promptText duration promptExpansionMode resolution seed"),
            declared("image h3_max", "promptImage promptText duration promptExpansionMode resolution seed"),
            declared("text happyhorse_1_0", "promptText duration ratio"),
            declared("image happyhorse_1_0", "promptImage promptText duration resolution"),
            declared("text grok_imagine_1_5", "promptText duration ratio references resolution"),
            declared("image grok_imagine_1_5", "promptImage promptText duration resolution"),
            declared("text wan3", "promptText audio duration ratio references"),
            declared("image wan3", "promptImage promptText audio duration ratio"),
            declared("text wan3_prime", "promptText audio duration ratio references"),
            declared("image wan3_prime", "promptImage promptText audio duration ratio"),
            declared("video aleph2", "videoUri contentModeration promptText seed targetAspectRatio"),
            declared("performance act_two", "character reference contentModeration ratio seed"),
            declared("upscale magnific_video_upscaler_creative", "videoUri creativity flavor resolution sharpen"),
            declared("upscale enhance_frame_rate", "targetFramerate videoUri"));

    private static Map.Entry<String, Set<String>> declared(String model, String fields) {
        return Map.entry(model, Set.of(fields.split(" ")));
    }

    private static final Map<String, String> ADDRESSES = Map.of(
            "/v1/text_to_video", "text",
            "/v1/image_to_video", "image",
            "/v1/video_to_video", "video",
            "/v1/character_performance", "performance",
            "/v1/video_upscale", "upscale");

    @TestFactory
    Stream<DynamicTest> everyModelOnOfferIsAskedForInItsOwnFieldsAlone() {
        return CatalogueEntries.each(ProviderApi.RUNWAY, this::sendsItsFields);
    }

    private void sendsItsFields(Model model, ModeRules rules) throws Exception {
        try (var own = new MockWebServer()) {
            own.start();
            for (var input : CatalogueEntries.inputs(rules)) {
                if (!input.contentType().startsWith("image/")) {
                    own.enqueue(slot(own));
                    own.enqueue(gone());
                }
            }
            own.enqueue(accepted());
            var settings = CatalogueEntries.full(rules);
            var asked = request(
                    model,
                    rules.mode(),
                    rules.prompt().most() == 0 ? "" : "a boat",
                    settings,
                    CatalogueEntries.inputs(rules));
            assertThat(provider(clients(), base(own), KEY).submit(asked)).isInstanceOf(Submission.Accepted.class);
            var sent = last(own);
            var allowed = DECLARED.get(ADDRESSES.get(sent.getTarget()) + " " + model.wireId());
            assertThat(allowed).as(sent.getTarget() + " for " + model.wireId()).isNotNull();
            var fields = fields(body(sent));
            fields.remove("model");
            assertThat(allowed).containsAll(fields);
            if (allowed.contains("ratio") && !rules.wireHints().containsKey("mode")) {
                assertThat(fields).as("what shapes the video").contains("ratio");
            }
            if (allowed.contains("resolution")) {
                assertThat(fields).contains("resolution");
            }
        }
    }

    /** Every combination of shape must have its pixels; an unknown one would silently fall to the provider's default. */
    @Test
    void everyRatioOnOfferHasItsPixels() {
        for (var model : CatalogueEntries.of(ProviderApi.RUNWAY)) {
            for (var rules : model.modes()) {
                for (var ratio : options(rules, Key.RATIO)) {
                    for (var resolution : options(rules, Key.RESOLUTION)) {
                        var chosen = new Settings(Map.of(Key.RATIO, ratio, Key.RESOLUTION, resolution));
                        var body =
                                new RunwayBody(request(model, rules.mode(), "", chosen), rules, media -> "x").fields();
                        assertThat(body).as(model.id() + " " + chosen).containsKey("ratio");
                        assertThat(rules.wireHints().containsKey("ratio")
                                        || body.get("ratio").toString().matches("\\d+:\\d+"))
                                .isTrue();
                    }
                }
            }
        }
    }

    private static List<String> options(ModeRules rules, Key key) {
        return rules.parameter(key)
                .map(parameter -> parameter instanceof Parameter.Choice choice ? choice.options() : List.<String>of())
                .orElse(List.of());
    }

    private static Set<String> fields(JsonNode body) {
        return new TreeSet<>(body.propertyNames());
    }

    @Test
    void aFrameRateIsAWordWithAnUnderscore() throws InterruptedException, IOException {
        server.enqueue(slot(server));
        server.enqueue(gone());
        server.enqueue(accepted());
        provider()
                .submit(request(
                        CatalogueEntries.model(ProviderApi.RUNWAY, "runway-frame-rate"),
                        Mode.UPSCALE,
                        "",
                        new Settings(Map.of(Key.FRAME_RATE, "23.98")),
                        SampleMedia.video()));
        assertThat(body(last(server)).get("targetFramerate").asString()).isEqualTo("23_98");
    }
}
