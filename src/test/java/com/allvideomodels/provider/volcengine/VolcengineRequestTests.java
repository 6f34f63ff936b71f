package com.allvideomodels.provider.volcengine;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.provider.CatalogueEntries;
import com.allvideomodels.provider.FailureReason;
import com.allvideomodels.provider.InputRole;
import com.allvideomodels.provider.Mode;
import com.allvideomodels.provider.Parameter.Key;
import com.allvideomodels.provider.ProviderApi;
import com.allvideomodels.provider.ProviderTask;
import com.allvideomodels.provider.Reconciliation;
import com.allvideomodels.provider.RenderRequest;
import com.allvideomodels.provider.SampleMedia;
import com.allvideomodels.provider.Settings;
import com.allvideomodels.provider.SourceMedia;
import com.allvideomodels.provider.Submission;
import com.allvideomodels.provider.WireComparison;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Ark is sent, beside what its own Java client sends. */
class VolcengineRequestTests extends WireComparison {

    private static final String PRO = "doubao-seedance-1-5-pro-251215";

    private static final String[] ALWAYS = {
        "safety_identifier", "callback_url", "seed", "watermark", "execution_expires_after"
    };

    private final Settings adaptive = settings(Key.RESOLUTION, "720p", Key.RATIO, "adaptive", Key.DURATION, "5");

    @Test
    void wordsAloneAreWrittenInFields() throws InterruptedException {
        var settings = settings(
                Key.SOUND,
                "true",
                Key.CAMERA_FIXED,
                "false",
                Key.SEED,
                "11",
                Key.RESOLUTION,
                "720p",
                Key.RATIO,
                "16:9",
                Key.DURATION,
                "5");
        submit(ark(PRO, Mode.TEXT, Map.of(), "A paper boat in the rain", settings));
        assertSentAs(
                recorded("volcengine", "create text-to-video, top-level fields"),
                "safety_identifier",
                "callback_url",
                "execution_expires_after");
    }

    @Test
    void aLargePictureIsALink() throws InterruptedException {
        submit(ark(
                PRO,
                Mode.IMAGE,
                Map.of(),
                "slow push in",
                adaptive,
                linked(InputRole.FIRST_FRAME, "https://cdn.example.com/first.png")));
        assertSentAs(
                recorded("volcengine", "create image-to-video, first frame URL"),
                "safety_identifier",
                "callback_url",
                "seed",
                "execution_expires_after");
    }

    @Test
    void aSmallPictureIsADataUri() throws InterruptedException {
        submit(ark(
                "doubao-seedance-1-0-pro-fast-251015",
                Mode.IMAGE,
                Map.of(),
                "slow push in",
                settings(Key.RESOLUTION, "1080p", Key.RATIO, "adaptive", Key.DURATION, "10"),
                picture(InputRole.FIRST_FRAME)));
        assertSentAs(recorded("volcengine", "create image-to-video, first frame base64 data URL"), ALWAYS);
    }

    /** We have no use for a separate last frame. */
    @Test
    void theFirstFrameStandsBeforeTheLast() throws InterruptedException {
        submit(ark(
                PRO,
                Mode.FRAMES,
                Map.of(),
                "dolly",
                adaptive,
                linked(InputRole.LAST_FRAME, "https://cdn.example.com/b.png"),
                linked(InputRole.FIRST_FRAME, "https://cdn.example.com/a.png")));
        var recorded = recorded("volcengine", "create image-to-video, first and last frame");
        assertThat(sent().get("content")).isEqualTo(recorded.body().get("content"));
    }

    @Test
    void theWatermarkIsDeclinedAndThePersonNamed() throws InterruptedException {
        submit(ark(PRO, Mode.TEXT, Map.of(), "rain", Settings.NONE));
        var body = sent();
        assertThat(body.get("watermark").booleanValue()).isFalse();
        assertThat(body.get("safety_identifier").asString()).isEqualTo("person-of-this-provider");
        assertThat(body.get("callback_url").asString()).startsWith("https://videos.example/hooks/");
        assertThat(body.has("generate_audio")).isFalse();
        assertThat(body.has("service_tier")).isFalse();
        assertThat(body.get("execution_expires_after").intValue()).isEqualTo(3600);
    }

    @Test
    void halfPriceIsTheTierFlex() throws InterruptedException {
        submit(ark(PRO, Mode.TEXT, Map.of(), "rain", settings(Key.FLEX, "true")));
        var flex = sent();
        assertThat(flex.get("service_tier").asString()).isEqualTo("flex");
        assertThat(flex.get("execution_expires_after").intValue()).isEqualTo(86400);
        submit(ark(PRO, Mode.TEXT, Map.of(), "rain", settings(Key.FLEX, "false")));
        assertThat(sent().get("service_tier").asString()).isEqualTo("default");
    }

    @Test
    void anEditTakesTheLengthAndTheRatioOfItsSource() throws InterruptedException {
        var hints = Map.of("task", "edit", "ratio", "adaptive", "duration", "-1");
        submit(ark(
                "doubao-seedance-2-5-260628",
                Mode.EDIT,
                hints,
                "make it snow",
                settings(Key.RESOLUTION, "720p"),
                SampleMedia.video()));
        var body = sent();
        assertThat(body.get("omni_reference_task_type").asString()).isEqualTo("edit");
        assertThat(body.get("ratio").asString()).isEqualTo("adaptive");
        assertThat(body.get("duration").intValue()).isEqualTo(-1);
        var video = body.get("content").get(1);
        assertThat(video.get("role").asString()).isEqualTo("reference_video");
        assertThat(video.get("video_url").get("url").asString()).isEqualTo("https://videos.example/inputs/91aa");
    }

    /** Thirty pictures of 30 MB must not become one body of 1.2 GB. */
    @Test
    void onlySoManyPicturesTravelInline() throws InterruptedException {
        var pictures = IntStream.range(0, 4)
                .mapToObj(i -> SampleMedia.largePicture(InputRole.REFERENCE, 3_000_000))
                .toArray(SourceMedia[]::new);
        submit(ark(
                "doubao-seedance-2-0-260128",
                Mode.REFERENCE,
                Map.of("task", "reference"),
                "them",
                Settings.NONE,
                pictures));
        var urls = sent().get("content")
                .valueStream()
                .filter(item -> item.has("image_url"))
                .map(item -> item.get("image_url").get("url").asString())
                .toList();
        assertThat(urls).hasSize(4);
        assertThat(urls.stream().filter(url -> url.startsWith("data:image/png;base64,")))
                .hasSize(2);
    }

    /** Where nobody outside can fetch a link, it is inline or not at all. */
    @Test
    void withoutAWayInEverythingTravelsInline() throws InterruptedException {
        submit(unreachable(ark(
                PRO,
                Mode.IMAGE,
                Map.of(),
                "push",
                adaptive,
                linked(InputRole.FIRST_FRAME, "https://cdn.example.com/a.png"))));
        var body = sent();
        assertThat(body.has("callback_url")).isFalse();
        assertThat(body.get("content").get(1).get("image_url").get("url").asString())
                .startsWith("data:image/png;base64,");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a cat --ratio 1:1 --dur 12",
                "a cat ---rs 1080p",
                "a cat --  wm true",
                "a cat \uFF0D\uFF0Dseed 5",
                "--resolution 4k"
            })
    void wordsOfAPromptAreNeverSettings(String prompt) throws InterruptedException {
        submit(ark(PRO, Mode.TEXT, Map.of(), prompt, Settings.NONE));
        var text = sent().get("content").get(0).get("text").asString();
        assertThat(java.text.Normalizer.normalize(text, java.text.Normalizer.Form.NFKC))
                .doesNotContain("--");
        assertThat(text.replace("\u2060", "")).isEqualTo(prompt);
    }

    @Test
    void otherPromptsStayAsTheyAre() {
        var prompt = "A well-known cat - not a dog \u2014 at 10-12 o'clock";
        assertThat(ArkPrompt.plain(prompt)).isEqualTo(prompt);
    }

    @Test
    void anEndpointOfOurOwnKeepsItsName() {
        assertThat(VolcengineFixtures.at(base(""), KEY).wireModel("ep-2026-abc"))
                .isEqualTo("ep-2026-abc");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RateLimitExceeded.EndpointRPMExceeded", "ModelAccountTpmRateLimitExceeded", "ServerOverloaded",
                "RequestBurstTooFast", "InflightBatchsizeExceeded", "APIAccountRpmRateLimitExceeded"
            })
    void overloadMayBeAskedAgain(String code) {
        answers(429, "{\"error\":{\"code\":\"" + code + "\",\"message\":\"x\"}}");
        assertThat(provider().submit(rain())).isEqualTo(new Submission.Busy(null));
    }

    @Test
    void aFullLineMayBeAskedAgainAndAnEmptyPurseNot() {
        answers(
                429,
                "{\"error\":{\"code\":\"QuotaExceeded\",\"message\":\"The number of queued tasks exceeds the limit\"}}");
        assertThat(provider().submit(rain())).isEqualTo(new Submission.Busy(null));
        answers(
                429,
                "{\"error\":{\"code\":\"SetLimitExceeded\",\"message\":\"Your account has reached the set inference limit\"}}");
        assertThat(provider().submit(rain())).isEqualTo(new Submission.Refused(FailureReason.PROVIDER_OUT_OF_CREDIT));
    }

    @Test
    void aClosedEndpointMayOpen() {
        answers(400, "{\"error\":{\"code\":\"InvalidEndpoint.ClosedEndpoint\",\"message\":\"x\"}}");
        assertThat(provider().submit(rain())).isEqualTo(new Submission.Busy(null));
    }

    @Test
    void aLookIsARead() throws InterruptedException {
        var recorded = recorded("volcengine", "get task (succeeded)");
        answers(200, recorded.answers().getFirst().get("body").toString());
        provider().look(ProviderTask.of("cgt-20261122101500-abcde"));
        assertSentAs(recorded);
    }

    @Test
    void aDeletionHasNoBody() throws InterruptedException {
        answers(200, "{}");
        provider().deleteCopy(ProviderTask.of("cgt-20261122101500-abcde"));
        assertSentAs(recorded("volcengine", "delete (cancels a queued task, deletes the record of a finished one)"));
    }

    @Test
    void aLostTaskIsKnownByItsSeed() throws InterruptedException {
        submit(rain());
        var seed = sent().get("seed").longValue();
        list(item("cgt-1", "succeeded", 1795341600, seed - 1) + "," + item("cgt-2", "running", 1795341600, seed));
        assertThat(provider().find(rain())).isEqualTo(new Reconciliation.Found(ProviderTask.of("cgt-2")));
        assertThat(taken().getTarget())
                .isEqualTo("/api/v3/contents/generations/tasks?page_num=1&page_size=100&filter.model=" + PRO);
    }

    @Test
    void aTaskOfSomeoneElseIsNotFound() {
        list(item("cgt-1", "succeeded", 1795341600, 7));
        assertThat(provider().find(rain())).isEqualTo(new Reconciliation.Absent());
    }

    @Test
    void aTaskFromBeforeIsNotFound() throws InterruptedException {
        submit(rain());
        list(item("cgt-1", "succeeded", 1795341600 - 600, sent().get("seed").longValue()));
        assertThat(provider().find(rain())).isEqualTo(new Reconciliation.Absent());
    }

    @Test
    void anEmptyListHoldsNoTask() {
        answers(200, "{\"total\":0,\"items\":[]}");
        assertThat(provider().find(rain())).isEqualTo(new Reconciliation.Absent());
        answers(200, "{\"total\":0,\"items\":null}");
        assertThat(provider().find(rain())).isEqualTo(new Reconciliation.Absent());
    }

    @Test
    void aListThatLacksItsTasksSaysNothing() {
        answers(200, "{\"total\":3}");
        assertThat(provider().find(rain())).isEqualTo(new Reconciliation.Unanswered());
    }

    /** What is not read may hold the task. */
    @Test
    void aListTooLongToBeReadIsNoAnswer() {
        for (int page = 0; page < 5; page++) {
            answers(200, "{\"total\":501,\"items\":[" + item("cgt-" + page, "succeeded", 1795341600, 7) + "]}");
        }
        assertThat(provider().find(rain())).isEqualTo(new Reconciliation.NotOffered());
        assertThat(server.getRequestCount()).isEqualTo(5);
    }

    /** Before it runs, Ark may tell neither seed nor settings. */
    @Test
    void aWaitingTaskThatTellsNothingIsAskedAboutAgain() {
        list("{\"id\":\"cgt-1\",\"model\":\"" + PRO + "\",\"status\":\"queued\",\"created_at\":1795341600}");
        assertThat(provider().find(rain())).isEqualTo(new Reconciliation.Unanswered());
    }

    @Test
    void twoTasksThatFitAreNoAnswer() {
        var one = "{\"id\":\"cgt-1\",\"model\":\"" + PRO
                + "\",\"status\":\"succeeded\",\"created_at\":1795341600,\"duration\":5}";
        list(one + "," + one.replace("cgt-1", "cgt-2"));
        assertThat(provider().find(rain())).isEqualTo(new Reconciliation.NotOffered());
    }

    @Test
    void theListOfALostTaskIsReadToItsEnd() throws InterruptedException {
        submit(rain());
        var seed = sent().get("seed").longValue();
        answers(200, "{\"total\":101,\"items\":[" + item("cgt-1", "succeeded", 1795341600, 7) + "]}");
        answers(200, "{\"total\":101,\"items\":[" + item("cgt-2", "succeeded", 1795341600, seed) + "]}");
        assertThat(provider().find(rain())).isEqualTo(new Reconciliation.Found(ProviderTask.of("cgt-2")));
    }

    private void list(String items) {
        var count = items.split("\"id\"", -1).length - 1;
        answers(200, "{\"total\":" + count + ",\"items\":[" + items + "]}");
    }

    private static String item(String id, String status, long created, long seed) {
        return "{\"id\":\"" + id + "\",\"model\":\"" + PRO + "\",\"status\":\"" + status + "\",\"created_at\":"
                + created + ",\"seed\":" + seed + ",\"resolution\":\"720p\",\"ratio\":\"16:9\",\"duration\":5}";
    }

    private RenderRequest rain() {
        return ark(
                PRO,
                Mode.TEXT,
                Map.of(),
                "rain",
                settings(Key.RESOLUTION, "720p", Key.RATIO, "16:9", Key.DURATION, "5"));
    }

    private static RenderRequest ark(
            String wireId,
            Mode mode,
            Map<String, String> hints,
            String prompt,
            Settings settings,
            SourceMedia... inputs) {
        return request(model(ProviderApi.VOLCENGINE, wireId, mode, hints), prompt, settings, inputs);
    }

    private void submit(RenderRequest request) {
        answers(200, "{\"id\":\"cgt-20261122101500-abcde\"}");
        assertThat(provider().submit(request))
                .isEqualTo(new Submission.Accepted(ProviderTask.of("cgt-20261122101500-abcde")));
    }

    private VolcengineProvider provider() {
        return new VolcengineProvider(VolcengineFixtures.at(base("/api/v3"), KEY), clients());
    }

    /** Left out, Ark would choose, and the price would be another one. */
    @TestFactory
    Stream<DynamicTest> everyModelOnOfferIsAskedForExplicitly() {
        return CatalogueEntries.each(ProviderApi.VOLCENGINE, (model, rules) -> {
            submit(preset(model, rules));
            var body = sent();
            assertThat(body.get("model").asString()).startsWith("doubao-seedance-");
            assertThat(body.propertyNames()).contains("resolution", "ratio", "duration", "seed");
            assertThat(body.get("watermark").booleanValue()).isFalse();
            assertThat(body.has("generate_audio"))
                    .isEqualTo(rules.parameter(Key.SOUND).isPresent());
            assertThat(body.get("duration").intValue() == -1).isEqualTo(rules.mode() == Mode.EDIT);
        });
    }

    /** Seedance 2.5 refuses a ratio of its own wherever the input has one. */
    @TestFactory
    Stream<DynamicTest> seedance25FollowsItsInput() {
        var model = CatalogueEntries.model(ProviderApi.VOLCENGINE, "seedance-2-5");
        return model.modes().stream()
                .filter(rules -> rules.mode() != Mode.TEXT && rules.mode() != Mode.REFERENCE)
                .map(rules -> DynamicTest.dynamicTest(rules.mode().name(), () -> {
                    submit(preset(model, rules));
                    assertThat(sent().get("ratio").asString()).isEqualTo("adaptive");
                }));
    }
}
