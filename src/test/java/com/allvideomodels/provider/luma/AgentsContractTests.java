package com.allvideomodels.provider.luma;

import static com.allvideomodels.provider.luma.LumaFixtures.refused;

import com.allvideomodels.http.ApiClients;
import com.allvideomodels.provider.FailureReason;
import com.allvideomodels.provider.Mode;
import com.allvideomodels.provider.Model;
import com.allvideomodels.provider.Parameter.Key;
import com.allvideomodels.provider.ProviderApi;
import com.allvideomodels.provider.ProviderTask;
import com.allvideomodels.provider.Settings;
import com.allvideomodels.provider.Sighting;
import com.allvideomodels.provider.VideoProvider;
import com.allvideomodels.provider.VideoProviderContract;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import mockwebserver3.MockResponse;

/** Contract luma.md of 2026-11-22, part B: "Generation object" and "HTTP errors". */
class AgentsContractTests extends VideoProviderContract {

    private static final String ID = "d290f1ee-6c54-4b01-90e6-d701748f0851";

    @Override
    protected VideoProvider provider(ApiClients clients, URI base, String key) {
        return new AgentsProvider(LumaFixtures.agents(base, key), clients);
    }

    @Override
    protected Model textModel() {
        return model(ProviderApi.LUMA, "ray-3.2", Mode.TEXT, Map.of());
    }

    @Override
    protected Settings textSettings() {
        return Settings.NONE.with(Key.DURATION, "5").with(Key.RATIO, "16:9").with(Key.RESOLUTION, "720p");
    }

    @Override
    protected MockResponse accepted() {
        return json(201, generation("queued", ""));
    }

    @Override
    protected ProviderTask acceptedTask(URI base) {
        return ProviderTask.of(ID);
    }

    @Override
    protected List<Case<FailureReason>> refusals() {
        return List.of(
                refused(400, "prompt: field required", FailureReason.INPUT_UNUSABLE),
                refused(400, "Unknown model: ray-9", FailureReason.PROVIDER_UNAVAILABLE),
                refused(400, "Prompt was moderated", FailureReason.INPUT_MODERATED),
                refused(402, "Insufficient balance", FailureReason.PROVIDER_OUT_OF_CREDIT),
                refused(403, "API client is suspended", FailureReason.PROVIDER_UNAVAILABLE),
                refused(413, "too large", FailureReason.INPUT_UNUSABLE),
                refused(422, "source: failed to fetch URL (HTTP 404)", FailureReason.INPUT_UNUSABLE),
                Case.of(
                        "422 with a list",
                        FailureReason.INPUT_UNUSABLE,
                        json(422, "{\"detail\":[{\"loc\":[\"body\"],\"msg\":\"bad\"}]}")));
    }

    @Override
    protected List<Case<Sighting>> sightings() {
        return List.of(
                Case.<Sighting>of(
                                "queued",
                                new Sighting.Waiting(OptionalInt.empty()),
                                json(200, generation("queued", ",\"output\":[]")))
                        .sending("GET /generations/" + ID),
                Case.of(
                        "processing",
                        new Sighting.Rendering(OptionalInt.empty()),
                        json(200, generation("processing", ",\"output\":null"))),
                Case.of(
                        "completed",
                        new Sighting.Ready(
                                List.of(URI.create("https://storage.example/output.mp4?X-Amz-Expires=3600"))),
                        json(
                                200,
                                generation(
                                        "completed",
                                        ",\"output\":[{\"type\":\"video\",\"url\":\"https://storage.example/output.mp4?X-Amz-Expires=3600\"}]"))),
                Case.of(
                        "completed without an output",
                        new Sighting.Unanswered(null),
                        json(200, generation("completed", ""))),
                Case.of(
                        "a state of the other interface",
                        new Sighting.Unanswered(null),
                        json(200, generation("dreaming", ""))),
                failed("content_moderated", "the prompt", FailureReason.INPUT_MODERATED),
                failed("content_moderated", "Output was withheld", FailureReason.OUTPUT_MODERATED),
                failed("generation_failed", "x", FailureReason.PROVIDER_FAILED),
                failed("output_not_found", "x", FailureReason.PROVIDER_FAILED),
                failed("rate_limited", "x", FailureReason.PROVIDER_BUSY),
                failed("budget_exhausted", "x", FailureReason.PROVIDER_OUT_OF_CREDIT),
                failed("image_too_large", "x", FailureReason.INPUT_UNUSABLE),
                failed("unsupported_format", "x", FailureReason.INPUT_UNUSABLE),
                failed("corrupt_input", "x", FailureReason.INPUT_UNUSABLE),
                failed("invalid_request", "x", FailureReason.INPUT_UNUSABLE),
                failed("new_tomorrow", "x", FailureReason.PROVIDER_FAILED),
                Case.of(
                        "failed without a word",
                        new Sighting.Failed(FailureReason.PROVIDER_FAILED),
                        json(200, generation("failed", ",\"failure_code\":null,\"failure_reason\":null"))),
                Case.of("unknown", new Sighting.Vanished(), json(404, "{\"detail\":\"Generation not found\"}")));
    }

    private static Case<Sighting> failed(String code, String reason, FailureReason meaning) {
        return Case.of(
                code + ": " + reason,
                new Sighting.Failed(meaning),
                json(
                        200,
                        generation(
                                "failed", ",\"failure_code\":\"" + code + "\",\"failure_reason\":\"" + reason + "\"")));
    }

    private static String generation(String state, String more) {
        return "{\"id\":\"" + ID + "\",\"type\":\"video\",\"state\":\"" + state + "\",\"model\":\"ray-3.2\"" + more
                + "}";
    }
}
