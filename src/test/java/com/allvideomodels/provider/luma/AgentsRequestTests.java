package com.allvideomodels.provider.luma;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.provider.CatalogueEntries;
import com.allvideomodels.provider.InputRole;
import com.allvideomodels.provider.Mode;
import com.allvideomodels.provider.Parameter.Key;
import com.allvideomodels.provider.ProviderApi;
import com.allvideomodels.provider.ProviderTask;
import com.allvideomodels.provider.RenderRequest;
import com.allvideomodels.provider.SampleMedia;
import com.allvideomodels.provider.Settings;
import com.allvideomodels.provider.SourceMedia;
import com.allvideomodels.provider.Submission;
import com.allvideomodels.provider.WireComparison;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.node.ObjectNode;

/** What the Agents API is sent, beside what Luma's own client sends. */
class AgentsRequestTests extends WireComparison {

    private static final String ID = "d290f1ee-6c54-4b01-90e6-d701748f0851";

    private final Settings usual = settings(Key.RESOLUTION, "720p", Key.DURATION, "5", Key.RATIO, "16:9");

    @Test
    void wordsAlone() throws InterruptedException {
        submit(ray(Mode.TEXT, Map.of(), "A paper boat drifts across a pond at dawn", usual));
        var recorded = recorded("luma", "agents_create_text_to_video");
        var body = sent();
        assertThat(body.get("user_id").asString()).isEqualTo("person-of-this-provider");
        ((ObjectNode) body).put("user_id", "end-user-7");
        assertThat(body).isEqualTo(recorded.body());
    }

    @Test
    void aLargeFrameIsALinkAndASmallOneBareBase64() throws InterruptedException {
        submit(ray(
                Mode.FRAMES,
                Map.of(),
                "slow push in",
                settings(Key.RESOLUTION, "540p", Key.DURATION, "5", Key.RATIO, "9:16"),
                linked(InputRole.FIRST_FRAME, "https://example.com/first.jpg"),
                picture(InputRole.LAST_FRAME)));
        assertSentAs(recorded("luma", "agents_create_image_to_video_url"), "user_id");
    }

    /** Loop and HDR are refused beside frames even where they are false. */
    @Test
    void whatIsOffIsNotSent() throws InterruptedException {
        submit(ray(Mode.TEXT, Map.of(), "rain", usual.with(Key.LOOP, "false").with(Key.HDR, "true")));
        var video = sent().get("video");
        assertThat(video.has("loop")).isFalse();
        assertThat(video.get("hdr").booleanValue()).isTrue();
    }

    @Test
    void keyframesAreSpreadOverTheClip() throws InterruptedException {
        submit(ray(
                Mode.FRAMES,
                Map.of(),
                "four seasons",
                settings(Key.DURATION, "10", Key.RESOLUTION, "720p"),
                picture(InputRole.KEYFRAME),
                picture(InputRole.KEYFRAME),
                picture(InputRole.KEYFRAME),
                picture(InputRole.KEYFRAME)));
        var video = sent().get("video");
        assertThat(video.get("keyframes")).hasSize(4);
        assertThat(video.get("keyframe_indexes")).isEqualTo(tree("[0,80,160,240]"));
        assertThat(video.has("start_frame")).isFalse();
    }

    @Test
    void anEditHasASourceAndNoLength() throws InterruptedException {
        submit(ray(
                Mode.EDIT,
                Map.of("type", "video_edit"),
                "make it snow",
                settings(Key.RESOLUTION, "720p", Key.STRENGTH, "adhere-2"),
                SampleMedia.video()));
        assertThat(sent()).isEqualTo(tree("""
                                {"model":"ray-3.2","type":"video_edit","prompt":"make it snow","user_id":"person-of-this-provider",
                                 "source":{"url":"https://videos.example/inputs/91aa","media_type":"video/mp4"},
                                 "video":{"resolution":"720p","edit":{"strength":"adhere_2"}}}"""));
    }

    @Test
    void anEditMayBeLeftToTheModel() throws InterruptedException {
        submit(ray(
                Mode.EDIT,
                Map.of("type", "video_edit"),
                "make it snow",
                settings(Key.STRENGTH, "auto"),
                SampleMedia.video()));
        assertThat(sent().get("video").get("edit")).isEqualTo(tree("{\"auto_controls\":true}"));
    }

    @Test
    void aReframeHasARatio() throws InterruptedException {
        submit(ray(
                Mode.EDIT,
                Map.of("type", "video_reframe"),
                "the same street",
                settings(Key.RATIO, "9:16", Key.RESOLUTION, "720p"),
                SampleMedia.video()));
        var body = sent();
        assertThat(body.get("type").asString()).isEqualTo("video_reframe");
        assertThat(body.get("aspect_ratio").asString()).isEqualTo("9:16");
        assertThat(body.get("video").has("edit")).isFalse();
    }

    @Test
    void aLookIsARead() throws InterruptedException {
        answers(200, "{}");
        provider().look(ProviderTask.of(ID));
        assertSentAs(recorded("luma", "agents_get_generation"));
    }

    /** The second face of 429: too many jobs at once, a fixed wait, and the request is not queued. */
    @Test
    void tooManyJobsMayBeAskedAgainInAMinute() {
        server.enqueue(json(429, "{\"detail\":\"Too many concurrent jobs\"}")
                .newBuilder()
                .setHeader("Retry-After", "60")
                .build());
        assertThat(provider().submit(rain())).isEqualTo(new Submission.Busy(Duration.ofSeconds(60)));
    }

    @Test
    void linksThatCannotBeFetchedNowMayBeAskedAgain() {
        answers(503, "{\"detail\":\"URL ingestion is unavailable\"}");
        assertThat(provider().submit(rain())).isEqualTo(new Submission.Busy(null));
    }

    @Test
    void aServerErrorUpstreamLeavesOpenWhatHappened() {
        answers(502, "{\"detail\":\"upstream\"}");
        assertThat(provider().submit(rain())).isEqualTo(new Submission.Unanswered());
    }

    private RenderRequest rain() {
        return ray(Mode.TEXT, Map.of(), "rain", usual);
    }

    private static RenderRequest ray(
            Mode mode, Map<String, String> hints, String prompt, Settings settings, SourceMedia... inputs) {
        return request(model(ProviderApi.LUMA, "ray-3.2", mode, hints), prompt, settings, inputs);
    }

    private void submit(RenderRequest request) {
        answers(201, "{\"id\":\"" + ID + "\",\"state\":\"queued\"}");
        assertThat(provider().submit(request)).isEqualTo(new Submission.Accepted(ProviderTask.of(ID)));
    }

    private AgentsProvider provider() {
        return new AgentsProvider(LumaFixtures.agents(base("/v1"), KEY), clients());
    }

    /** The API's own defaults make pictures. */
    @TestFactory
    Stream<DynamicTest> everyModelOnOfferIsAskedForAVideo() {
        return CatalogueEntries.each(ProviderApi.LUMA, (model, rules) -> {
            submit(preset(model, rules));
            var body = sent();
            assertThat(body.get("model").asString()).isEqualTo("ray-3.2");
            assertThat(body.get("type").asString()).isIn("video", "video_edit", "video_reframe");
            assertThat(body.get("video").has("resolution")).isTrue();
            assertThat(body.has("source")).isEqualTo(rules.mode() == Mode.EDIT);
        });
    }
}
