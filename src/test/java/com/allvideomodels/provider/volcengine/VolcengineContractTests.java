package com.allvideomodels.provider.volcengine;

import com.allvideomodels.http.ApiClients;
import com.allvideomodels.provider.Cancellation;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import mockwebserver3.MockResponse;

/** Contract volcengine.md of 2026-11-22: sections "Task object", "DELETE by status" and "Errors". */
class VolcengineContractTests extends VideoProviderContract {

    private static final String ID = "cgt-20261122101500-abcde";

    private static final String TASK = "/contents/generations/tasks/" + ID;

    @Override
    protected VideoProvider provider(ApiClients clients, URI base, String key) {
        return new VolcengineProvider(VolcengineFixtures.at(base, key), clients);
    }

    @Override
    protected Model textModel() {
        return model(ProviderApi.VOLCENGINE, "doubao-seedance-1-5-pro-251215", Mode.TEXT, Map.of());
    }

    @Override
    protected Settings textSettings() {
        return Settings.NONE
                .with(Key.DURATION, "5")
                .with(Key.RATIO, "16:9")
                .with(Key.RESOLUTION, "720p")
                .with(Key.SOUND, "true");
    }

    @Override
    protected MockResponse accepted() {
        return json(200, "{\"id\":\"" + ID + "\"}");
    }

    @Override
    protected ProviderTask acceptedTask(URI base) {
        return ProviderTask.of(ID);
    }

    @Override
    protected List<Case<FailureReason>> refusals() {
        List<Case<FailureReason>> cases = new ArrayList<>();
        refused(cases, 400, FailureReason.INPUT_UNUSABLE, "MissingParameter", "MissingParameter.content");
        refused(cases, 400, FailureReason.INPUT_UNUSABLE, "InvalidParameter", "InvalidParameter.TaskTypeConstraint");
        refused(cases, 400, FailureReason.INPUT_UNUSABLE, "InvalidImageURL.EmptyURL", "SomethingNew");
        refused(cases, 400, FailureReason.INPUT_MODERATED, "SensitiveContentDetected.SevereViolation");
        refused(cases, 400, FailureReason.INPUT_MODERATED, "InputTextSensitiveContentDetected");
        refused(cases, 400, FailureReason.INPUT_MODERATED, "InputImageSensitiveContentDetected.PrivacyInformation");
        refused(cases, 400, FailureReason.INPUT_MODERATED, "InputVideoSensitiveContentDetected.DeepFake");
        refused(cases, 400, FailureReason.INPUT_MODERATED, "InputTextRiskDetection");
        refused(cases, 401, FailureReason.PROVIDER_UNAVAILABLE, "AuthenticationError", "InvalidAccountStatus");
        refused(cases, 403, FailureReason.PROVIDER_UNAVAILABLE, "AccessDenied", "OperationDenied.ServiceNotOpen");
        refused(cases, 403, FailureReason.PROVIDER_UNAVAILABLE, "OperationDenied.PermissionDenied");
        refused(cases, 403, FailureReason.PROVIDER_OUT_OF_CREDIT, "AccountOverdueError");
        refused(cases, 403, FailureReason.PROVIDER_OUT_OF_CREDIT, "OperationDenied.ServiceOverdue");
        refused(cases, 404, FailureReason.PROVIDER_UNAVAILABLE, "ModelNotOpen", "InvalidEndpointOrModel.NotFound");
        refused(cases, 429, FailureReason.PROVIDER_OUT_OF_CREDIT, "SetLimitExceeded");
        cases.add(Case.of(
                "429 QuotaExceeded, the free allowance",
                FailureReason.PROVIDER_OUT_OF_CREDIT,
                error(429, "QuotaExceeded", "Your account has exhausted its free trial quota for the model.")));
        return cases;
    }

    private static void refused(List<Case<FailureReason>> cases, int status, FailureReason reason, String... codes) {
        for (var code : codes) {
            cases.add(Case.of(status + " " + code, reason, error(status, code, "Request id: 0217")));
        }
    }

    @Override
    protected List<Case<Sighting>> sightings() {
        return List.of(
                Case.<Sighting>of("queued", new Sighting.Waiting(OptionalInt.empty()), task("queued", ""))
                        .sending("GET " + TASK),
                Case.of("running", new Sighting.Rendering(OptionalInt.empty()), task("running", "")),
                Case.of(
                        "succeeded",
                        new Sighting.Ready(List.of(URI.create("https://tos.example/x.mp4?X-Tos-Expires=86400"))),
                        succeeded()),
                Case.of("succeeded without an address", unanswered(), task("succeeded", ",\"content\":{}")),
                Case.of("cancelled", new Sighting.Cancelled(), task("cancelled", "")),
                Case.of("expired", new Sighting.Failed(FailureReason.PROVIDER_BUSY), task("expired", "")),
                Case.of("a status of tomorrow", unanswered(), task("dreaming", "")),
                Case.of(
                        "failed without a word",
                        new Sighting.Failed(FailureReason.PROVIDER_FAILED),
                        task("failed", "")),
                failed("InternalServiceError", FailureReason.PROVIDER_FAILED),
                failed("SomethingNew", FailureReason.PROVIDER_FAILED),
                failed("ServerOverloaded", FailureReason.PROVIDER_BUSY),
                failed("ContentSecurityDetectionError", FailureReason.PROVIDER_BUSY),
                failed("InputImageSensitiveContentDetected.PrivacyInformation", FailureReason.INPUT_MODERATED),
                failed("OutputVideoSensitiveContentDetected.PolicyViolation", FailureReason.OUTPUT_MODERATED),
                failed("OutputTextRiskDetection", FailureReason.OUTPUT_MODERATED),
                Case.of("gone after seven days", new Sighting.Vanished(), error(404, "NotFound", "no such task")));
    }

    private static Sighting unanswered() {
        return new Sighting.Unanswered(null);
    }

    private static Case<Sighting> failed(String code, FailureReason reason) {
        return Case.of(
                "failed " + code,
                new Sighting.Failed(reason),
                task("failed", ",\"error\":{\"code\":\"" + code + "\",\"message\":\"Request id: 0217\"}"));
    }

    @Override
    protected List<Case<Cancellation>> cancellations() {
        return List.of(
                Case.<Cancellation>of("queued", new Cancellation.Cancelled(), task("queued", ""), json(200, "{}"))
                        .sending("GET " + TASK, "DELETE " + TASK),
                Case.of(
                        "begun between the look and the DELETE",
                        new Cancellation.NotOffered(),
                        task("queued", ""),
                        error(400, "OperationDenied", "cannot be cancelled")),
                Case.of(
                        "begun between the look and the DELETE, told as a conflict",
                        new Cancellation.NotOffered(),
                        task("queued", ""),
                        json(409, "")),
                Case.of("DELETE unanswered", new Cancellation.Unanswered(), task("queued", ""), json(500, "")),
                Case.<Cancellation>of("running", new Cancellation.NotOffered(), task("running", ""))
                        .sending("GET " + TASK),
                Case.<Cancellation>of("succeeded: a DELETE would destroy it", new Cancellation.TooLate(), succeeded())
                        .sending("GET " + TASK),
                Case.of("failed", new Cancellation.TooLate(), task("failed", "")),
                Case.of("expired", new Cancellation.TooLate(), task("expired", "")),
                Case.of("cancelled before", new Cancellation.Cancelled(), task("cancelled", "")),
                Case.of("look unanswered", new Cancellation.Unanswered(), json(500, "")));
    }

    @Override
    protected List<Case<CopyDeletion>> deletions() {
        return List.of(
                Case.<CopyDeletion>of("deleted", new CopyDeletion.Deleted(200), json(200, "{}"))
                        .sending("DELETE " + TASK),
                Case.of("gone already", new CopyDeletion.Deleted(404), error(404, "NotFound", "")),
                Case.of("refused", new CopyDeletion.Refused(400), error(400, "InvalidParameter", "")),
                Case.of("throttled", new CopyDeletion.Unanswered(429), throttled()),
                Case.of("server error", new CopyDeletion.Unanswered(500), json(500, "")));
    }

    @Override
    protected Reconciliation searchWithoutAnswer() {
        return new Reconciliation.Unanswered();
    }

    private static MockResponse task(String status, String more) {
        return json(
                200,
                "{\"id\":\"" + ID + "\",\"model\":\"doubao-seedance-1-5-pro-251215\",\"status\":\"" + status
                        + "\",\"created_at\":1795342500" + more + "}");
    }

    private static MockResponse succeeded() {
        return task("succeeded", ",\"content\":{\"video_url\":\"https://tos.example/x.mp4?X-Tos-Expires=86400\"}");
    }

    private static MockResponse error(int status, String code, String message) {
        return json(status, "{\"error\":{\"code\":\"" + code + "\",\"message\":\"" + message + "\",\"type\":\"x\"}}");
    }
}
