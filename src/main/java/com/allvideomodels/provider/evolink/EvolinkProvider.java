package com.allvideomodels.provider.evolink;

import com.allvideomodels.provider.Cancellation;
import com.allvideomodels.provider.CopyDeletion;
import com.allvideomodels.provider.FailureReason;
import com.allvideomodels.provider.InputRole;
import com.allvideomodels.provider.ProviderApi;
import com.allvideomodels.provider.ProviderTask;
import com.allvideomodels.provider.Reconciliation;
import com.allvideomodels.provider.RenderRequest;
import com.allvideomodels.provider.Sighting;
import com.allvideomodels.provider.SourceMedia;
import com.allvideomodels.provider.Submission;
import com.allvideomodels.provider.VideoProvider;
import com.allvideomodels.provider.evolink.EvolinkFiles.Upload;
import com.allvideomodels.provider.http.Addresses;
import com.allvideomodels.provider.http.Answer;
import com.allvideomodels.provider.http.Answer.Answered;
import com.allvideomodels.provider.http.Answer.Lost;
import com.allvideomodels.provider.http.Answer.NotSent;
import com.allvideomodels.provider.http.ApiClient;
import com.allvideomodels.provider.http.ApiClients;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * EvoLink, which offers Google's Veo (contract evolink.md). Inputs are uploaded first; their ids travel with the task, so that they
 * can be deleted when it has ended. Its interface has no way to cancel, delete or list tasks.
 */
@Component
class EvolinkProvider implements VideoProvider {

    /** Among the details of a task: the ids of its uploaded inputs, with spaces between. */
    static final String FILES = "files";

    private final EvolinkSettings settings;
    private final ApiClient evolink;
    private final EvolinkFiles files;

    EvolinkProvider(EvolinkSettings settings, ApiClients clients) {
        this.settings = settings;
        this.evolink = clients.at(settings.baseUrl(), settings.headers());
        this.files = new EvolinkFiles(
                clients.at(settings.filesUrl(), settings.headers()),
                settings.smallUpload().toBytes());
    }

    @Override
    public ProviderApi api() {
        return ProviderApi.EVOLINK;
    }

    @Override
    public boolean available() {
        return settings.complete();
    }

    @Override
    public Submission submit(RenderRequest request) {
        if (!available()) {
            return new Submission.Refused(FailureReason.PROVIDER_UNAVAILABLE);
        }
        List<Upload.Kept> kept = new ArrayList<>();
        for (var input : inOrder(request.inputs())) {
            switch (files.keep(input)) {
                case Upload.Kept file -> kept.add(file);
                case Upload.Failed failed -> {
                    return unused(kept, failed.outcome());
                }
            }
        }
        return create(request, kept);
    }

    /** One picture is the first frame, two are the first and the last. */
    private static List<SourceMedia> inOrder(List<SourceMedia> inputs) {
        return Stream.of(InputRole.values())
                .flatMap(role -> inputs.stream().filter(input -> input.role() == role))
                .toList();
    }

    private Submission create(RenderRequest request, List<Upload.Kept> kept) {
        var images = kept.stream().map(Upload.Kept::address).toList();
        var answer = evolink.create(evolink.at("/v1/videos/generations"), NewVideo.of(request, images));
        var outcome = submitted(answer, kept);
        return switch (outcome) {
            case Submission.Refused refused -> unused(kept, refused);
            case Submission.Busy busy -> unused(kept, busy);
            case Submission.Accepted accepted -> accepted;
            // There may be a task that still needs them; they lapse after 72 hours.
            case Submission.Unanswered unanswered -> unanswered;
        };
    }

    private Submission unused(List<Upload.Kept> kept, Submission outcome) {
        kept.forEach(file -> files.drop(file.id()));
        return outcome;
    }

    private static Submission submitted(Answer answer, List<Upload.Kept> kept) {
        return switch (answer) {
            case NotSent unsent -> new Submission.Busy(null);
            case Lost lost -> new Submission.Unanswered();
            case Answered answered
            when answered.ok() ->
                answered.read(VideoTask.class)
                        .map(VideoTask::id)
                        .filter(Addresses::isSegment)
                        .<Submission>map(id -> new Submission.Accepted(task(id, kept)))
                        .orElseGet(Submission.Unanswered::new);
            case Answered answered -> refused(answered);
        };
    }

    private static ProviderTask task(String id, List<Upload.Kept> kept) {
        return kept.isEmpty()
                ? ProviderTask.of(id)
                : new ProviderTask(
                        id,
                        Map.of(
                                FILES,
                                String.join(
                                        " ", kept.stream().map(Upload.Kept::id).toList())));
    }

    private static Submission refused(Answered answered) {
        var error = error(answered);
        return switch (answered.status()) {
            case 400, 413, 422 ->
                new Submission.Refused(
                        error.is("content_policy_violation")
                                ? FailureReason.INPUT_MODERATED
                                : FailureReason.INPUT_UNUSABLE);
            case 401, 403, 404 -> new Submission.Refused(FailureReason.PROVIDER_UNAVAILABLE);
            case 402 -> new Submission.Refused(FailureReason.PROVIDER_OUT_OF_CREDIT);
            case 429 -> throttled(answered, error);
            // Only where EvoLink says it itself; from something between us it says nothing about a task.
            case 503 ->
                error.is("service_unavailable_error")
                        ? new Submission.Busy(answered.retryAfter())
                        : new Submission.Unanswered();
            default -> new Submission.Unanswered();
        };
    }

    private static Submission throttled(Answered answered, EvolinkError error) {
        boolean money = error.is("insufficient_quota_error")
                || (error.is("quota_exceeded") && error.quota() == FailureReason.PROVIDER_OUT_OF_CREDIT);
        return money
                ? new Submission.Refused(FailureReason.PROVIDER_OUT_OF_CREDIT)
                : new Submission.Busy(answered.retryAfter());
    }

    private static EvolinkError error(Answered answered) {
        return answered.read(EvolinkError.Refusal.class)
                .map(EvolinkError.Refusal::error)
                .orElse(EvolinkError.NONE);
    }

    @Override
    public Sighting look(ProviderTask task) {
        var address =
                evolink.at("/v1/tasks").newBuilder().addPathSegment(task.id()).build();
        var seen = seen(evolink.get(address));
        if (seen instanceof Sighting.Failed || seen instanceof Sighting.Cancelled) {
            // No copy of a video will be asked away, so the inputs go now; what fails here lapses after 72 hours.
            dropped(task);
        }
        return seen;
    }

    private static Sighting seen(Answer answer) {
        return switch (answer) {
            case NotSent unsent -> new Sighting.Unanswered(null);
            case Lost lost -> new Sighting.Unanswered(null);
            case Answered answered
            when answered.ok() ->
                answered.read(VideoTask.class).map(VideoTask::seen).orElseGet(() -> new Sighting.Unanswered(null));
            case Answered answered when unknown(answered) -> new Sighting.Vanished();
            case Answered answered -> new Sighting.Unanswered(answered.retryAfter());
        };
    }

    /** EvoLink's own word that it knows no such task, not a 404 of something in between. */
    private static boolean unknown(Answered answered) {
        var error = error(answered);
        return (answered.status() == 404 && error != EvolinkError.NONE)
                || (answered.status() == 400 && error.is("invalid_task_id"));
    }

    /** A task says whether it could be cancelled, but no call that does it is documented. */
    @Override
    public Cancellation cancel(ProviderTask task) {
        return new Cancellation.NotOffered();
    }

    /** The inputs can be deleted, the video cannot: it lapses after 24 hours. The answer speaks of the video. */
    @Override
    public CopyDeletion deleteCopy(ProviderTask task) {
        return dropped(task) ? new CopyDeletion.NotOffered() : new CopyDeletion.Unanswered();
    }

    private boolean dropped(ProviderTask task) {
        var ids = task.details().getOrDefault(FILES, "");
        return Stream.of(ids.split(" "))
                .filter(id -> !id.isEmpty())
                .map(files::drop)
                .reduce(true, Boolean::logicalAnd);
    }

    @Override
    public Reconciliation find(RenderRequest request) {
        return new Reconciliation.NotOffered();
    }

    @Override
    public Duration pace() {
        return settings.pace();
    }

    @Override
    public int concurrency() {
        return settings.concurrency();
    }
}
