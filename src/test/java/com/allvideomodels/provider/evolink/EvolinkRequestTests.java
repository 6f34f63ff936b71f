package com.allvideomodels.provider.evolink;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.provider.CatalogueEntries;
import com.allvideomodels.provider.CopyDeletion;
import com.allvideomodels.provider.FailureReason;
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
import java.net.URI;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What EvoLink is sent, beside what its own client sends; and what becomes of the uploads. */
class EvolinkRequestTests extends WireComparison {

    private static final String ID = "task-unified-1795342500-abcd1234";

    private static final Map<String, String> BETA = Map.of("duration", "fixed");

    private final Settings eight = settings(Key.DURATION, "8", Key.RATIO, "16:9");

    @Test
    void wordsAlone() throws InterruptedException {
        accepts();
        provider().submit(unreachable(veo("veo3.1-fast", Mode.TEXT, BETA, "A paper boat in the rain", eight)));
        assertSentAs(recorded("evolink", "[official client] create text-to-video"));
    }

    @Test
    void aFirstFrameIsUploadedAndThenPointedAt() throws InterruptedException {
        uploads("file_1", "https://cdn.example.com/first.png");
        accepts();
        var request = veo("veo3.1-fast-beta", Mode.IMAGE, BETA, "slow push in", eight, picture(InputRole.FIRST_FRAME));
        assertThat(provider().submit(request))
                .isEqualTo(new Submission.Accepted(new ProviderTask(ID, Map.of("files", "file_1"))));
        var upload = taken();
        var recorded = recorded("evolink", "[official client] upload base64");
        assertThat(upload.getTarget()).isEqualTo(recorded.path());
        assertThat(upload.getHeaders().get("Authorization")).isEqualTo("Bearer " + KEY);
        var body = tree(upload.getBody().utf8());
        assertThat(body.get("base64_data")).isEqualTo(recorded.body().get("base64_data"));
        assertThat(body.get("upload_path")).isEqualTo(recorded.body().get("upload_path"));
        assertThat(body.get("file_name").asString()).matches("[0-9a-f-]{36}-first\\.png");
        var create = sent();
        assertThat(create.get("image_urls")).isEqualTo(tree("[\"https://cdn.example.com/first.png\"]"));
        assertThat(create.get("callback_url").asString()).startsWith("https://videos.example/hooks/");
        assertThat(create.has("duration")).isFalse();
        assertThat(create.has("quality")).isFalse();
    }

    @Test
    void theFirstFrameStandsBeforeTheLast() throws InterruptedException {
        uploads("file_1", "https://cdn.example.com/a.png");
        uploads("file_2", "https://cdn.example.com/b.png");
        accepts();
        var pro = veo(
                "veo3.1-pro",
                Mode.FRAMES,
                BETA,
                "slow push in",
                settings(Key.DURATION, "8", Key.RATIO, "9:16", Key.SOUND, "true"),
                SampleMedia.largePicture(InputRole.LAST_FRAME, 20),
                picture(InputRole.FIRST_FRAME));
        assertThat(provider().submit(unreachable(pro)))
                .isEqualTo(new Submission.Accepted(new ProviderTask(ID, Map.of("files", "file_1 file_2"))));
        assertThat(sent().get("base64_data").asString()).isEqualTo("data:image/png;base64,iVBORw0KGgo=");
        taken();
        assertSentAs(recorded("evolink", "[official client] create image-to-video"));
    }

    @Test
    void aLargeFileIsUploadedAsAStream() throws InterruptedException {
        uploads("file_1", "https://cdn.example.com/first.png");
        accepts();
        provider()
                .submit(veo(
                        "veo3.1-fast-beta",
                        Mode.IMAGE,
                        BETA,
                        "push",
                        eight,
                        SampleMedia.largePicture(InputRole.FIRST_FRAME, 2_000_000)));
        var upload = taken();
        assertThat(upload.getTarget()).isEqualTo("/api/v1/files/upload/stream");
        assertThat(upload.getHeaders().get("Content-Type")).startsWith("multipart/form-data");
        assertThat(upload.getBodySize()).isGreaterThan(2_000_000);
    }

    @Test
    void theStableChannelTakesMoreSettings() throws InterruptedException {
        accepts();
        provider()
                .submit(veo(
                        "veo-3.1-generate-preview",
                        Mode.TEXT,
                        Map.of("generation-type", "FIRST&LAST"),
                        "rain",
                        settings(
                                Key.DURATION,
                                "6",
                                Key.RATIO,
                                "9:16",
                                Key.RESOLUTION,
                                "1080p",
                                Key.SOUND,
                                "false",
                                Key.NEGATIVE_PROMPT,
                                "people",
                                Key.SEED,
                                "4294967295")));
        var body = sent();
        assertThat(body.get("duration").intValue()).isEqualTo(6);
        assertThat(body.get("quality").asString()).isEqualTo("1080p");
        assertThat(body.get("generate_audio").booleanValue()).isFalse();
        assertThat(body.get("negative_prompt").asString()).isEqualTo("people");
        assertThat(body.get("seed").longValue()).isEqualTo(4294967295L);
        assertThat(body.get("generation_type").asString()).isEqualTo("FIRST&LAST");
        assertThat(body.has("resolution")).isFalse();
    }

    @Test
    void aCallbackThatIsNotHttpsIsNotNamed() throws InterruptedException {
        accepts();
        provider().submit(ringing(rain(), URI.create("http://localhost:8080/hooks/evolink/token")));
        assertThat(sent().has("callback_url")).isFalse();
    }

    /** A failure that arrives as success. */
    @Test
    void anUploadThatFailsWithStatus200CreatesNothing() {
        answers(200, "{\"success\":false,\"code\":400,\"msg\":\"unsupported\",\"data\":null}");
        assertThat(provider().submit(push())).isEqualTo(new Submission.Refused(FailureReason.INPUT_UNUSABLE));
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void anUploadWithoutAnswerCreatesNothingAndMayBeRepeated() {
        answers(500, "");
        assertThat(provider().submit(push())).isEqualTo(new Submission.Busy(null));
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void aFullStoreMayHaveRoomLater() {
        answers(200, "{\"success\":false,\"code\":429,\"msg\":\"quota\"}");
        assertThat(provider().submit(push())).isEqualTo(new Submission.Busy(null));
    }

    @Test
    void anUploadWithoutAnAddressIsNone() {
        answers(200, "{\"success\":true,\"code\":200,\"data\":{\"file_id\":\"file_1\"}}");
        assertThat(provider().submit(push())).isEqualTo(new Submission.Busy(null));
    }

    @Test
    void uploadsOfARefusedRequestAreDeleted() throws InterruptedException {
        uploads("file_1", "https://cdn.example.com/first.png");
        answers(402, "{\"error\":{\"type\":\"insufficient_quota_error\"}}");
        answers(200, "{\"success\":true}");
        assertThat(provider().submit(push())).isEqualTo(new Submission.Refused(FailureReason.PROVIDER_OUT_OF_CREDIT));
        taken();
        taken();
        var deletion = taken();
        assertThat(deletion.getMethod()).isEqualTo("DELETE");
        assertThat(deletion.getTarget()).isEqualTo("/api/v1/files/file_1");
    }

    /** There may be a task that still reads them. */
    @Test
    void uploadsOfALostRequestStay() {
        uploads("file_1", "https://cdn.example.com/first.png");
        answers(500, "");
        assertThat(provider().submit(push())).isEqualTo(new Submission.Unanswered());
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void uploadsAreDeletedWithTheCopy() throws InterruptedException {
        answers(200, "{\"success\":true}");
        answers(404, "{\"success\":false,\"code\":404}");
        assertThat(provider().deleteCopy(task())).isEqualTo(new CopyDeletion.NotOffered());
        assertThat(taken().getTarget()).isEqualTo("/api/v1/files/file_1");
        assertThat(taken().getTarget()).isEqualTo("/api/v1/files/file_2");
    }

    @Test
    void aDeletionWithoutAnswerIsAskedAgain() {
        answers(500, "");
        answers(200, "{\"success\":true}");
        assertThat(provider().deleteCopy(task())).isEqualTo(new CopyDeletion.Unanswered());
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    /** A failure that arrives as success, without a word why. */
    @Test
    void aDeletionThatFailsWithStatus200IsAskedAgain() {
        answers(200, "{\"success\":false}");
        answers(200, "{\"success\":false,\"code\":503}");
        assertThat(provider().deleteCopy(task())).isEqualTo(new CopyDeletion.Unanswered());
        answers(200, "{\"success\":false,\"code\":404}");
        answers(200, "{\"success\":false,\"code\":403}");
        assertThat(provider().deleteCopy(task())).isEqualTo(new CopyDeletion.NotOffered());
    }

    /** Nobody asks for the deletion of a copy that never came to be. */
    @Test
    void uploadsOfAFailedTaskAreDeletedAtOnce() throws InterruptedException {
        answers(200, "{\"id\":\"" + ID + "\",\"status\":\"failed\"}");
        answers(200, "{\"success\":true}");
        answers(200, "{\"success\":true}");
        provider().look(task());
        assertThat(taken().getTarget()).isEqualTo("/v1/tasks/" + ID);
        assertThat(taken().getMethod()).isEqualTo("DELETE");
    }

    @Test
    void aLookIsARead() throws InterruptedException {
        var recorded = recorded("evolink", "[official client] task query (completed)");
        answers(200, recorded.answers().getFirst().get("body").toString());
        provider().look(ProviderTask.of(ID));
        assertSentAs(recorded);
    }

    @Test
    void itsOwnWordThatItIsBusyMayBeBelieved() {
        answers(503, "{\"error\":{\"code\":503,\"type\":\"service_unavailable_error\"}}");
        assertThat(provider().submit(rain())).isEqualTo(new Submission.Busy(null));
        answers(503, "<html>gateway</html>");
        assertThat(provider().submit(rain())).isEqualTo(new Submission.Unanswered());
    }

    private void uploads(String id, String address) {
        answers(
                200,
                "{\"success\":true,\"code\":200,\"msg\":\"ok\",\"data\":{\"file_id\":\"" + id + "\",\"file_url\":\""
                        + address + "\"}}");
    }

    private void accepts() {
        answers(200, "{\"id\":\"" + ID + "\",\"status\":\"pending\",\"progress\":0}");
    }

    private static ProviderTask task() {
        return new ProviderTask(ID, Map.of("files", "file_1 file_2"));
    }

    private RenderRequest rain() {
        return veo("veo3.1-fast-beta", Mode.TEXT, BETA, "rain", eight);
    }

    private RenderRequest push() {
        return veo("veo3.1-fast-beta", Mode.IMAGE, BETA, "push", eight, picture(InputRole.FIRST_FRAME));
    }

    private static RenderRequest veo(
            String wireId,
            Mode mode,
            Map<String, String> hints,
            String prompt,
            Settings settings,
            SourceMedia... inputs) {
        return request(model(ProviderApi.EVOLINK, wireId, mode, hints), prompt, settings, inputs);
    }

    private EvolinkProvider provider() {
        return new EvolinkProvider(EvolinkFixtures.at(base(), KEY), clients());
    }

    /** The beta models are fixed at 8 s and 720p and refuse to be told; the stable ones take both. */
    @TestFactory
    Stream<DynamicTest> everyModelOnOfferIsToldWhatItTakes() {
        return CatalogueEntries.each(ProviderApi.EVOLINK, (model, rules) -> {
            var inputs = CatalogueEntries.inputs(rules);
            for (int i = 0; i < inputs.length; i++) {
                uploads("file_" + i, "https://cdn.example.com/" + i + ".png");
            }
            accepts();
            provider().submit(preset(model, rules));
            for (int i = 0; i < inputs.length; i++) {
                taken();
            }
            var body = sent();
            boolean beta = model.wireId().endsWith("-beta");
            assertThat(body.has("duration")).isEqualTo(!beta);
            assertThat(body.has("quality")).isEqualTo(!beta && rules.mode() != Mode.REFERENCE);
            assertThat(body.path("image_urls").size()).isEqualTo(inputs.length);
        });
    }
}
