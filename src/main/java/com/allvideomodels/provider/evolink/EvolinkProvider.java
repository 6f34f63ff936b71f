package com.allvideomodels.provider.evolink;

import static java.util.stream.Collectors.joining;

import com.allvideomodels.http.Answer.Answered;
import com.allvideomodels.http.ApiClient;
import com.allvideomodels.http.ApiClients;
import com.allvideomodels.provider.CopyDeletion;
import com.allvideomodels.provider.FailureReason;
import com.allvideomodels.provider.ProviderApi;
import com.allvideomodels.provider.ProviderTask;
import com.allvideomodels.provider.RenderRequest;
import com.allvideomodels.provider.Sighting;
import com.allvideomodels.provider.Submission;
import com.allvideomodels.provider.VideoProvider;
import com.allvideomodels.provider.evolink.EvolinkFiles.Upload;
import com.allvideomodels.provider.http.Outcomes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * EvoLink, which offers Google's Veo (contract evolink.md). Inputs are uploaded first; their ids travel with the task, so that they
 * can be deleted when it has ended. A task says whether it could be cancelled, but no call that does it is documented, nor one
 * that deletes or lists tasks.
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
        List<Upload.Kept> kept = new ArrayList<>();
        for (var input : request.inputsByRole()) {
            switch (files.keep(input)) {
                case Upload.Kept file -> kept.add(file);
                case Upload.Failed failed -> {
                    return unused(kept, failed.outcome());
                }
            }
        }
        return create(request, kept);
    }

    private Submission create(RenderRequest request, List<Upload.Kept> kept) {
        var images = kept.stream().map(Upload.Kept::address).toList();
        var answer = evolink.create(evolink.at("/v1/videos/generations"), NewVideo.of(request, images));
        var outcome = Outcomes.submission(answer, said -> accepted(said, kept), EvolinkProvider::refused);
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

    private static Submission accepted(Answered answered, List<Upload.Kept> kept) {
        return Outcomes.accepted(answered.read(VideoTask.class).map(VideoTask::id), id -> task(id, kept));
    }

    private static ProviderTask task(String id, List<Upload.Kept> kept) {
        var ids = kept.stream().map(Upload.Kept::id).collect(joining(" "));
        return ids.isEmpty() ? ProviderTask.of(id) : new ProviderTask(id, Map.of(FILES, ids));
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
        var seen = Outcomes.sighting(evolink.get(address), VideoTask.class, VideoTask::seen, EvolinkProvider::unknown);
        if (seen instanceof Sighting.Failed || seen instanceof Sighting.Cancelled) {
            // No copy of a video will be asked away, so the inputs go now; what fails here lapses after 72 hours.
            dropped(task);
        }
        return seen;
    }

    /** EvoLink's own word that it knows no such task, not a 404 of something in between. */
    private static boolean unknown(Answered answered) {
        var error = error(answered);
        return (answered.status() == 404 && error != EvolinkError.NONE)
                || (answered.status() == 400 && error.is("invalid_task_id"));
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
    public Duration pace() {
        return settings.pace();
    }

    @Override
    public int concurrency() {
        return settings.concurrency();
    }
}
