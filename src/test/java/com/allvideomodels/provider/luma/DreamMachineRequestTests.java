package com.allvideomodels.provider.luma;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.provider.CatalogueEntries;
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
import java.net.URI;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.node.ObjectNode;

/** What Dream Machine is sent, beside what Luma's own client sends. */
class DreamMachineRequestTests extends WireComparison {

    private static final String ID = "123e4567-e89b-12d3-a456-426614174000";

    @Test
    void wordsAlone() throws InterruptedException {
        submit(dream("ray-2", Mode.TEXT, "A paper boat drifts across a pond at dawn", usual("5", "720p", "16:9")));
        var recorded = recorded("luma", "create_text_to_video");
        var body = sent();
        assertThat(body.get("callback_url").asString()).startsWith(DOORBELL + "?mark=");
        ((ObjectNode) body).put("callback_url", "https://hooks.example.com/luma?token=opaque");
        assertThat(body).isEqualTo(recorded.body());
    }

    @Test
    void pathAndKeyAreThoseRecorded() throws InterruptedException {
        submit(dream("ray-2", Mode.TEXT, "rain", usual("5", "720p", "16:9")));
        var sent = taken();
        assertThat(sent.getTarget())
                .isEqualTo(recorded("luma", "create_text_to_video").path());
        assertThat(sent.getHeaders().get("Authorization")).isEqualTo("Bearer " + KEY);
    }

    @Test
    void aFirstFrame() throws InterruptedException {
        submit(unreachable(dream(
                "ray-flash-2",
                Mode.IMAGE,
                "slow push in",
                usual("9", "540p", "9:16").without(Key.LOOP),
                at(InputRole.FIRST_FRAME, "https://example.com/first.jpg"))));
        assertSentAs(recorded("luma", "create_image_to_video"));
    }

    @Test
    void aFirstAndALastFrame() throws InterruptedException {
        submit(dream(
                "ray-2",
                Mode.FRAMES,
                "day to night",
                Settings.NONE,
                at(InputRole.LAST_FRAME, "https://example.com/last.jpg"),
                at(InputRole.FIRST_FRAME, "https://example.com/first.jpg")));
        assertThat(sent().get("keyframes"))
                .isEqualTo(recorded("luma", "create_image_to_video_first_last")
                        .body()
                        .get("keyframes"));
    }

    @Test
    void anEditHasItsOwnAddress() throws InterruptedException {
        submit(unreachable(
                dream("ray-2", Mode.EDIT, "make it snow", settings(Key.STRENGTH, "reimagine-2"), SampleMedia.video())));
        var sent = taken();
        assertThat(sent.getTarget()).isEqualTo("/dream-machine/v1/generations/video/modify");
        assertThat(tree(sent.getBody().utf8())).isEqualTo(tree("""
                                {"generation_type":"modify_video","model":"ray-2","mode":"reimagine_2","prompt":"make it snow",
                                 "media":{"url":"https://videos.example/inputs/91aa"}}"""));
    }

    @Test
    void aLookIsARead() throws InterruptedException {
        answers(200, "{}");
        provider().look(ProviderTask.of(ID));
        assertSentAs(recorded("luma", "get_generation"));
    }

    @Test
    void aDeletionHasNoBody() throws InterruptedException {
        answers(200, "");
        provider().deleteCopy(ProviderTask.of(ID));
        assertSentAs(recorded("luma", "delete_generation"));
    }

    @Test
    void aLostGenerationIsKnownByItsMark() throws InterruptedException {
        submit(rain());
        var callback = sent().get("callback_url").asString();
        list(item("one", "2026-11-22T10:00:01Z", callback.replace("mark=", "mark=f")) + ","
                + item("two", "2026-11-22T10:00:02Z", callback));
        // Whoever reconciles may not know the callback address any more.
        assertThat(provider().find(unreachable(rain()))).isEqualTo(new Reconciliation.Found(ProviderTask.of("two")));
        assertThat(taken().getTarget()).isEqualTo("/dream-machine/v1/generations?limit=50&offset=0");
    }

    /** The same person may have asked for the same thing twice. */
    @Test
    void theMarkOfAnotherIsAnother() {
        list(item("one", "2026-11-22T10:00:01Z", "https://videos.example/hooks/token?mark=0"));
        assertThat(provider().find(rain())).isEqualTo(new Reconciliation.Absent());
    }

    @Test
    void withoutAMarkTheWordsAndTheTimeMustDo() {
        list(item("one", "2026-11-22T10:00:01.5Z", null) + "," + item("old", "2026-11-22T09:00:00Z", null));
        assertThat(provider().find(rain())).isEqualTo(new Reconciliation.Found(ProviderTask.of("one")));
    }

    @Test
    void twoThatFitAreNoAnswer() {
        list(item("one", "2026-11-22T10:00:01Z", null) + "," + item("two", "2026-11-22T10:00:02Z", null));
        assertThat(provider().find(rain())).isEqualTo(new Reconciliation.NotOffered());
    }

    @Test
    void otherWordsAreAnotherGeneration() {
        list(item("one", "2026-11-22T10:00:01Z", null).replace("rain", "snow"));
        assertThat(provider().find(rain())).isEqualTo(new Reconciliation.Absent());
    }

    private void list(String items) {
        answers(200, "{\"has_more\":false,\"count\":1,\"limit\":50,\"offset\":0,\"generations\":[" + items + "]}");
    }

    private static String item(String id, String created, String callback) {
        return "{\"id\":\"" + id + "\",\"state\":\"queued\",\"created_at\":\"" + created
                + "\",\"model\":\"ray-2\",\"request\":{\"prompt\":\"rain\",\"resolution\":\"720p\",\"callback_url\":"
                + (callback == null ? "null" : "\"" + callback + "\"") + "}}";
    }

    private RenderRequest rain() {
        return dream("ray-2", Mode.TEXT, "rain", usual("5", "720p", "16:9"));
    }

    private static Settings usual(String seconds, String resolution, String ratio) {
        return settings(Key.DURATION, seconds, Key.RESOLUTION, resolution, Key.RATIO, ratio, Key.LOOP, "false");
    }

    private static SourceMedia at(InputRole role, String address) {
        return new SampleMedia(role, "image/jpeg", new byte[3], URI.create(address));
    }

    private static RenderRequest dream(
            String wireId, Mode mode, String prompt, Settings settings, SourceMedia... inputs) {
        return request(model(ProviderApi.LUMA_DREAM_MACHINE, wireId, mode, Map.of()), prompt, settings, inputs);
    }

    private void submit(RenderRequest request) {
        answers(201, "{\"id\":\"" + ID + "\",\"state\":\"queued\"}");
        assertThat(provider().submit(request)).isEqualTo(new Submission.Accepted(ProviderTask.of(ID)));
    }

    private DreamMachineProvider provider() {
        return new DreamMachineProvider(LumaFixtures.dreamMachine(base("/dream-machine/v1"), KEY), clients());
    }

    @TestFactory
    Stream<DynamicTest> everyModelOnOfferCanBeAskedFor() {
        return CatalogueEntries.each(ProviderApi.LUMA_DREAM_MACHINE, (model, rules) -> {
            submit(preset(model, rules));
            var body = sent();
            assertThat(body.get("model").asString()).isIn("ray-2", "ray-flash-2");
            assertThat(body.has("media")).isEqualTo(rules.mode() == Mode.EDIT);
            assertThat(body.has("keyframes")).isEqualTo(rules.mode() == Mode.IMAGE || rules.mode() == Mode.FRAMES);
        });
    }
}
