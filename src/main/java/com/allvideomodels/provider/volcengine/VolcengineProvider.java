package com.allvideomodels.provider.volcengine;

import com.allvideomodels.http.Answer;
import com.allvideomodels.http.Answer.Answered;
import com.allvideomodels.http.ApiClient;
import com.allvideomodels.http.ApiClients;
import com.allvideomodels.provider.Cancellation;
import com.allvideomodels.provider.CopyDeletion;
import com.allvideomodels.provider.FailureReason;
import com.allvideomodels.provider.ProviderApi;
import com.allvideomodels.provider.ProviderTask;
import com.allvideomodels.provider.Reconciliation;
import com.allvideomodels.provider.RenderRequest;
import com.allvideomodels.provider.Sighting;
import com.allvideomodels.provider.Submission;
import com.allvideomodels.provider.VideoProvider;
import com.allvideomodels.provider.http.Listing;
import com.allvideomodels.provider.http.Outcomes;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.OptionalInt;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Volcano Engine's Ark, and BytePlus ModelArk, which speaks the same (contract volcengine.md). */
@Component
class VolcengineProvider implements VideoProvider {

    private static final String TASKS = "/contents/generations/tasks";

    /** Of the list; more tasks than these in two minutes are not searched. */
    private static final int PAGE_SIZE = 100;

    private static final int MOST_PAGES = 5;

    private final VolcengineSettings settings;
    private final TaskWriter writer;
    private final ApiClient ark;

    VolcengineProvider(VolcengineSettings settings, ApiClients clients) {
        this.settings = settings;
        this.writer = new TaskWriter(settings);
        this.ark = clients.at(settings.baseUrl(), settings.headers());
    }

    @Override
    public ProviderApi api() {
        return ProviderApi.VOLCENGINE;
    }

    @Override
    public boolean available() {
        return settings.complete();
    }

    @Override
    public Submission submit(RenderRequest request) {
        try {
            return Outcomes.submission(
                    ark.create(ark.at(TASKS), writer.write(request)),
                    VolcengineProvider::accepted,
                    VolcengineProvider::refused);
        } catch (IOException unreadableInput) {
            return new Submission.Busy(null);
        }
    }

    private static Submission accepted(Answered answered) {
        return Outcomes.accepted(answered.read(Created.class).map(Created::id), ProviderTask::of);
    }

    private static Submission refused(Answered answered) {
        if (answered.serverError()) {
            // It says to try again, but not that it made nothing.
            return new Submission.Unanswered();
        }
        return error(answered)
                .meaning()
                .or(() -> byStatus(answered.status()))
                .<Submission>map(reason -> reason == FailureReason.PROVIDER_BUSY
                        ? new Submission.Busy(answered.retryAfter())
                        : new Submission.Refused(reason))
                .orElseGet(Submission.Unanswered::new);
    }

    /** The other statuses leave open what happened. */
    private static Optional<FailureReason> byStatus(int status) {
        return switch (status) {
            case 400, 405, 413, 415, 422 -> Optional.of(FailureReason.INPUT_UNUSABLE);
            case 401, 403, 404 -> Optional.of(FailureReason.PROVIDER_UNAVAILABLE);
            case 402 -> Optional.of(FailureReason.PROVIDER_OUT_OF_CREDIT);
            case 429 -> Optional.of(FailureReason.PROVIDER_BUSY);
            default -> Optional.empty();
        };
    }

    private static ArkError error(Answered answered) {
        return answered.read(ArkError.Refusal.class)
                .map(ArkError.Refusal::error)
                .orElseGet(() -> new ArkError(null, null));
    }

    @Override
    public Sighting look(ProviderTask task) {
        return Outcomes.sighting(
                ark.get(address(task)), ArkTask.class, VolcengineProvider::seen, VolcengineProvider::unknown);
    }

    /** Ark's own 404, not that of something in between. */
    private static boolean unknown(Answered answered) {
        return answered.status() == 404 && error(answered).code() != null;
    }

    private static Sighting seen(ArkTask task) {
        return switch (task.status()) {
            case "queued" -> new Sighting.Waiting(OptionalInt.empty());
            case "running" -> new Sighting.Rendering(OptionalInt.empty());
            case "succeeded" -> ready(task.content());
            case "failed" -> new Sighting.Failed(why(task.error()));
            // It waited longer than Ark keeps a task in line.
            case "expired" -> new Sighting.Failed(FailureReason.PROVIDER_BUSY);
            case "cancelled" -> new Sighting.Cancelled();
            case null, default -> new Sighting.Unanswered(null);
        };
    }

    private static Sighting ready(ArkTask.@Nullable Content content) {
        var video = content == null ? null : content.videoUrl();
        return Outcomes.ready(Collections.singletonList(video), new Sighting.Unanswered(null));
    }

    private static FailureReason why(@Nullable ArkError error) {
        return error == null ? FailureReason.PROVIDER_FAILED : error.meaning().orElse(FailureReason.PROVIDER_FAILED);
    }

    /** The same call cancels a waiting task and destroys the record of a finished one, so the state decides (contract, DELETE by status). */
    @Override
    public Cancellation cancel(ProviderTask task) {
        return switch (look(task)) {
            case Sighting.Waiting waiting -> cancelled(ark.send("DELETE", address(task), null));
            case Sighting.Rendering rendering -> new Cancellation.NotOffered();
            case Sighting.Unanswered unanswered -> new Cancellation.Unanswered(unanswered.retryAfter());
            case Sighting.Ready ready -> new Cancellation.TooLate();
            case Sighting.Failed failed -> new Cancellation.TooLate();
            case Sighting.Cancelled cancelled -> new Cancellation.Cancelled();
            case Sighting.Vanished vanished -> new Cancellation.TooLate();
        };
    }

    private static Cancellation cancelled(Answer answer) {
        return switch (answer) {
            case Answered answered when answered.ok() -> new Cancellation.Cancelled();
            // How Ark says that the task has begun is not documented; a conflict would be the usual word.
            case Answered answered
            when answered.refusedForGood() || answered.status() == 409 -> new Cancellation.NotOffered();
            case Answer unclear -> new Cancellation.Unanswered(unclear.retryAfter());
        };
    }

    @Override
    public CopyDeletion deleteCopy(ProviderTask task) {
        return Outcomes.deletion(ark.send("DELETE", address(task), null), VolcengineProvider::unknown);
    }

    @Override
    public Reconciliation find(RenderRequest request) {
        var model = settings.wireModel(request.model().wireId());
        return Listing.search(MOST_PAGES, number -> page(model, number), new LostTask(model, request)::among);
    }

    private Optional<Listing.Page<ArkTask>> page(String model, int number) {
        var address = ark.at(TASKS)
                .newBuilder()
                .addQueryParameter("page_num", String.valueOf(number + 1))
                .addQueryParameter("page_size", String.valueOf(PAGE_SIZE))
                .addQueryParameter("filter.model", model)
                .build();
        return ark.get(address).success(ArkTask.Page.class).flatMap(page -> page.listed((number + 1) * PAGE_SIZE));
    }

    @Override
    public boolean lists() {
        return true;
    }

    @Override
    public Duration pace() {
        return settings.pace();
    }

    @Override
    public int concurrency() {
        return settings.concurrency();
    }

    private HttpUrl address(ProviderTask task) {
        return ark.at(TASKS).newBuilder().addPathSegment(task.id()).build();
    }

    /** The answer to a create. */
    private record Created(@Nullable String id) {}
}
