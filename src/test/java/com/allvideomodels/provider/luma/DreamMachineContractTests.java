package com.allvideomodels.provider.luma;

import static com.allvideomodels.provider.luma.LumaFixtures.refused;

import com.allvideomodels.http.ApiClients;
import com.allvideomodels.provider.CopyDeletion;
import com.allvideomodels.provider.FailureReason;
import com.allvideomodels.provider.Mode;
import com.allvideomodels.provider.Model;
import com.allvideomodels.provider.Parameter.Key;
import com.allvideomodels.provider.ProviderApi;
import com.allvideomodels.provider.ProviderTask;
import com.allvideomodels.provider.Reconciliation;
import com.allvideomodels.provider.Settings;
import com.allvideomodels.provider.Sighting;
import com.allvideomodels.provider.VideoProvider;
import com.allvideomodels.provider.VideoProviderContract;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import mockwebserver3.MockResponse;

/** Contract luma.md of 2026-11-22, part A: "Generation object" and "Errors". */
class DreamMachineContractTests extends VideoProviderContract {

    private static final String ID = "123e4567-e89b-12d3-a456-426614174000";

    @Override
    protected VideoProvider provider(ApiClients clients, URI base, String key) {
        return new DreamMachineProvider(LumaFixtures.dreamMachine(base, key), clients);
    }

    @Override
    protected Model textModel() {
        return model(ProviderApi.LUMA_DREAM_MACHINE, "ray-2", Mode.TEXT, Map.of());
    }

    @Override
    protected Settings textSettings() {
        return Settings.NONE.with(Key.DURATION, "5").with(Key.RATIO, "16:9").with(Key.LOOP, "false");
    }

    @Override
    protected MockResponse accepted() {
        return generation(201, "queued", ",\"assets\":null");
    }

    @Override
    protected ProviderTask acceptedTask(URI base) {
        return ProviderTask.of(ID);
    }

    @Override
    protected List<Case<FailureReason>> refusals() {
        return List.of(
                refused(400, "prompt not allowed because advanced moderation failed", FailureReason.INPUT_MODERATED),
                refused(400, "duration is wrong", FailureReason.INPUT_UNUSABLE),
                refused(400, "Insufficient credits", FailureReason.PROVIDER_OUT_OF_CREDIT),
                refused(402, "x", FailureReason.PROVIDER_OUT_OF_CREDIT),
                refused(403, "x", FailureReason.PROVIDER_UNAVAILABLE),
                refused(404, "x", FailureReason.PROVIDER_UNAVAILABLE),
                Case.of(
                        "422 with a list",
                        FailureReason.INPUT_UNUSABLE,
                        json(422, "{\"detail\":[{\"loc\":[\"body\",\"model\"],\"msg\":\"bad\"}]}")));
    }

    @Override
    protected List<Case<Sighting>> sightings() {
        return List.of(
                Case.<Sighting>of("queued", new Sighting.Waiting(OptionalInt.empty()), generation(200, "queued", ""))
                        .sending("GET /generations/" + ID),
                Case.of("dreaming", new Sighting.Rendering(OptionalInt.empty()), generation(200, "dreaming", "")),
                Case.of(
                        "completed",
                        new Sighting.Ready(List.of(URI.create("https://cdn.example/a.mp4"))),
                        generation(
                                200,
                                "completed",
                                ",\"assets\":{\"video\":\"https://cdn.example/a.mp4\",\"image\":\"https://cdn.example/a.jpg\"}")),
                Case.of(
                        "completed without a video",
                        new Sighting.Unanswered(null),
                        generation(200, "completed", ",\"assets\":null")),
                Case.of(
                        "a state of the other interface",
                        new Sighting.Unanswered(null),
                        generation(200, "processing", "")),
                failed("400: prompt not allowed because advanced moderation failed", FailureReason.INPUT_MODERATED),
                failed("Generated video was moderated", FailureReason.OUTPUT_MODERATED),
                failed("400: could not read keyframe", FailureReason.INPUT_UNUSABLE),
                failed("worker died", FailureReason.PROVIDER_FAILED),
                Case.of(
                        "failed without a word",
                        new Sighting.Failed(FailureReason.PROVIDER_FAILED),
                        generation(200, "failed", ",\"failure_reason\":null")),
                Case.of("unknown", new Sighting.Vanished(), json(404, "{\"detail\":\"not found\"}")));
    }

    private static Case<Sighting> failed(String reason, FailureReason meaning) {
        return Case.of(
                reason,
                new Sighting.Failed(meaning),
                generation(200, "failed", ",\"failure_reason\":\"" + reason + "\""));
    }

    @Override
    protected List<Case<CopyDeletion>> deletions() {
        return List.of(
                Case.<CopyDeletion>of(
                                "deleted",
                                new CopyDeletion.Deleted(204),
                                new MockResponse.Builder().code(204).build())
                        .sending("DELETE /generations/" + ID),
                Case.of("gone already", new CopyDeletion.Deleted(404), json(404, "{\"detail\":\"not found\"}")),
                Case.of("refused", new CopyDeletion.Refused(403), json(403, "{\"detail\":\"x\"}")),
                Case.of("throttled", new CopyDeletion.Unanswered(429), throttled()),
                Case.of("server error", new CopyDeletion.Unanswered(500), json(500, "")));
    }

    @Override
    protected Reconciliation searchWithoutAnswer() {
        return new Reconciliation.Unanswered();
    }

    private static MockResponse generation(int status, String state, String more) {
        return json(
                status,
                "{\"id\":\"" + ID + "\",\"generation_type\":\"video\",\"state\":\"" + state + "\"" + more + "}");
    }
}
