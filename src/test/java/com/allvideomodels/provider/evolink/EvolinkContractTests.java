package com.allvideomodels.provider.evolink;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import mockwebserver3.MockResponse;

/** Contract evolink.md of 2026-11-22: "Answers", "Task error codes" and "HTTP errors". */
class EvolinkContractTests extends VideoProviderContract {

    private static final String ID = "task-unified-1795342500-abcd1234";

    @Override
    protected VideoProvider provider(ApiClients clients, URI base, String key) {
        return new EvolinkProvider(EvolinkFixtures.at(base, key), clients);
    }

    @Override
    protected Model textModel() {
        return model(ProviderApi.EVOLINK, "veo3.1-fast-beta", Mode.TEXT, Map.of("duration", "fixed"));
    }

    @Override
    protected Settings textSettings() {
        return Settings.NONE.with(Key.DURATION, "8").with(Key.RATIO, "16:9");
    }

    @Override
    protected MockResponse accepted() {
        return task("pending", ",\"progress\":0");
    }

    @Override
    protected ProviderTask acceptedTask(URI base) {
        return ProviderTask.of(ID);
    }

    @Override
    protected List<Case<FailureReason>> refusals() {
        return List.of(
                refused(400, "\"invalid_parameters\"", "invalid_request_error", FailureReason.INPUT_UNUSABLE),
                refused(400, "400", "invalid_request_error", FailureReason.INPUT_UNUSABLE),
                refused(400, "\"content_policy_violation\"", "invalid_request_error", FailureReason.INPUT_MODERATED),
                refused(401, "\"x\"", "authentication_error", FailureReason.PROVIDER_UNAVAILABLE),
                refused(402, "402", "insufficient_quota_error", FailureReason.PROVIDER_OUT_OF_CREDIT),
                refused(403, "\"x\"", "permission_error", FailureReason.PROVIDER_UNAVAILABLE),
                refused(403, "\"model_access_denied\"", "permission_error", FailureReason.PROVIDER_UNAVAILABLE),
                refused(404, "404", "not_found_error", FailureReason.PROVIDER_UNAVAILABLE),
                refused(413, "413", "request_too_large_error", FailureReason.INPUT_UNUSABLE),
                refused(
                        429,
                        "\"insufficient_quota\"",
                        "insufficient_quota_error",
                        FailureReason.PROVIDER_OUT_OF_CREDIT),
                Case.of(
                        "429 quota_exceeded, the money",
                        FailureReason.PROVIDER_OUT_OF_CREDIT,
                        json(429, "{\"error\":{\"code\":\"quota_exceeded\",\"message\":\"Insufficient credits\"}}")));
    }

    private static Case<FailureReason> refused(int status, String code, String type, FailureReason reason) {
        return Case.of(
                status + " " + code,
                reason,
                json(status, "{\"error\":{\"code\":" + code + ",\"message\":\"x\",\"type\":\"" + type + "\"}}"));
    }

    @Override
    protected List<Case<Sighting>> sightings() {
        List<Case<Sighting>> cases = new ArrayList<>();
        cases.add(Case.<Sighting>of(
                        "pending", new Sighting.Waiting(OptionalInt.empty()), task("pending", ",\"progress\":0"))
                .sending("GET /v1/tasks/" + ID));
        cases.add(Case.of(
                "processing", new Sighting.Rendering(OptionalInt.of(42)), task("processing", ",\"progress\":42")));
        cases.add(Case.of(
                "processing without a figure", new Sighting.Rendering(OptionalInt.empty()), task("processing", "")));
        cases.add(
                Case.of(
                        "completed",
                        ready(),
                        task(
                                "completed",
                                ",\"results\":[\"https://media.example/out.mp4\"],\"result_data\":[{\"video_url\":\"https://media.example/out.mp4\",\"duration\":8}]")));
        cases.add(Case.of(
                "completed, in the other field",
                ready(),
                task("completed", ",\"result_data\":[{\"video_url\":\"https://media.example/out.mp4\"}]")));
        cases.add(Case.of(
                "completed without a video", new Sighting.Unanswered(null), task("completed", ",\"results\":[]")));
        cases.add(Case.of("cancelled", new Sighting.Cancelled(), task("cancelled", "")));
        cases.add(Case.of("a status of tomorrow", new Sighting.Unanswered(null), task("paused", "")));
        cases.add(Case.of(
                "failed without a word",
                new Sighting.Failed(FailureReason.PROVIDER_FAILED),
                task("failed", ",\"error\":null")));
        cases.add(Case.of(
                "cancelled, told as failed",
                new Sighting.Cancelled(),
                task("failed", ",\"error\":{\"code\":\"request_cancelled\"}")));
        failed(cases, FailureReason.INPUT_MODERATED, "content_policy_violation");
        failed(cases, FailureReason.OUTPUT_MODERATED, "generation_failed_no_content");
        failed(cases, FailureReason.INPUT_UNUSABLE, "invalid_parameters", "image_processing_error");
        failed(cases, FailureReason.INPUT_UNUSABLE, "image_dimension_mismatch", "resource_not_found");
        failed(cases, FailureReason.PROVIDER_UNAVAILABLE, "model_unavailable");
        failed(cases, FailureReason.PROVIDER_BUSY, "service_unavailable", "resource_exhausted", "quota_exceeded");
        failed(cases, FailureReason.PROVIDER_FAILED, "service_error", "generation_timeout", "upstream_error");
        failed(cases, FailureReason.PROVIDER_FAILED, "unknown_error", "new_tomorrow");
        cases.add(Case.of(
                "failed with a number",
                new Sighting.Failed(FailureReason.PROVIDER_OUT_OF_CREDIT),
                task("failed", ",\"error\":{\"code\":402,\"type\":\"insufficient_quota_error\"}")));
        cases.add(Case.of(
                "unknown",
                new Sighting.Vanished(),
                json(404, "{\"error\":{\"code\":404,\"message\":\"x\",\"type\":\"not_found_error\"}}")));
        cases.add(Case.of(
                "no name of a task",
                new Sighting.Vanished(),
                json(400, "{\"error\":{\"code\":\"invalid_task_id\",\"type\":\"invalid_request_error\"}}")));
        return cases;
    }

    private static Sighting ready() {
        return new Sighting.Ready(List.of(URI.create("https://media.example/out.mp4")));
    }

    private static void failed(List<Case<Sighting>> cases, FailureReason reason, String... codes) {
        for (var code : codes) {
            cases.add(Case.of(
                    "failed " + code,
                    new Sighting.Failed(reason),
                    task(
                            "failed",
                            ",\"error\":{\"code\":\"" + code + "\",\"message\":\"x\",\"type\":\"task_error\"}")));
        }
    }

    private static MockResponse task(String status, String more) {
        return json(
                200,
                "{\"id\":\"" + ID
                        + "\",\"model\":\"veo3.1-fast-beta\",\"object\":\"video.generation.task\",\"status\":\""
                        + status + "\"" + more + "}");
    }
}
