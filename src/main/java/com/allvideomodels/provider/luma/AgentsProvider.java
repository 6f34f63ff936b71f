package com.allvideomodels.provider.luma;

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
import com.allvideomodels.provider.http.Addresses;
import com.allvideomodels.provider.http.Answer;
import com.allvideomodels.provider.http.Answer.Answered;
import com.allvideomodels.provider.http.Answer.Lost;
import com.allvideomodels.provider.http.Answer.NotSent;
import com.allvideomodels.provider.http.ApiClient;
import com.allvideomodels.provider.http.ApiClients;
import java.io.IOException;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Luma's Agents API, the place of Ray 3 (contract luma.md, part B). It has no way to cancel, delete or list. */
@Component
class AgentsProvider implements VideoProvider {

    private static final String GENERATIONS = "/generations";

    /** Where nobody outside can fetch a link, everything travels inline, up to this. */
    private static final long MOST_INLINE = 45_000_000;

    private final LumaSettings settings;
    private final ApiClient agents;

    AgentsProvider(LumaSettings settings, ApiClients clients) {
        this.settings = settings;
        this.agents = clients.at(settings.baseUrl(), settings.headers());
    }

    @Override
    public ProviderApi api() {
        return ProviderApi.LUMA;
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
        try {
            var body = new GenerationWriter(request, room(request)).write();
            return submitted(agents.create(agents.at(GENERATIONS), body));
        } catch (IOException unreadableInput) {
            return new Submission.Busy(null);
        }
    }

    private long room(RenderRequest request) {
        return request.doorbell() == null
                ? MOST_INLINE
                : Math.min(MOST_INLINE, settings.inline().toBytes());
    }

    private static Submission submitted(Answer answer) {
        return switch (answer) {
            case NotSent unsent -> new Submission.Busy(null);
            case Lost lost -> new Submission.Unanswered();
            case Answered answered
            when answered.ok() ->
                answered.read(AgentsGeneration.class)
                        .map(AgentsGeneration::id)
                        .filter(Addresses::isSegment)
                        .<Submission>map(id -> new Submission.Accepted(ProviderTask.of(id)))
                        .orElseGet(Submission.Unanswered::new);
            case Answered answered -> refused(answered);
        };
    }

    private static Submission refused(Answered answered) {
        var detail = Detail.of(answered);
        return switch (answered.status()) {
            // Two faces, one over the rate and one over the number of jobs; neither takes the request in.
            case 429 -> new Submission.Busy(answered.retryAfter());
            case 401, 403, 404 -> new Submission.Refused(FailureReason.PROVIDER_UNAVAILABLE);
            case 402 -> new Submission.Refused(FailureReason.PROVIDER_OUT_OF_CREDIT);
            case 400, 413, 415, 422 -> new Submission.Refused(unusable(detail));
            // The fetching of links is down, said in words; the next attempt finds it up or sends the same again.
            case 503 ->
                detail.words().isEmpty() ? new Submission.Unanswered() : new Submission.Busy(answered.retryAfter());
            default -> new Submission.Unanswered();
        };
    }

    private static FailureReason unusable(Detail detail) {
        if (detail.speaksOf("moderat", "content policy")) {
            return FailureReason.INPUT_MODERATED;
        }
        return detail.speaksOf("unknown model", "model not")
                ? FailureReason.PROVIDER_UNAVAILABLE
                : FailureReason.INPUT_UNUSABLE;
    }

    @Override
    public Sighting look(ProviderTask task) {
        var address =
                agents.at(GENERATIONS).newBuilder().addPathSegment(task.id()).build();
        return switch (agents.get(address)) {
            case NotSent unsent -> new Sighting.Unanswered(null);
            case Lost lost -> new Sighting.Unanswered(null);
            case Answered answered
            when answered.ok() ->
                answered.read(AgentsGeneration.class)
                        .map(AgentsGeneration::seen)
                        .orElseGet(() -> new Sighting.Unanswered(null));
            case Answered answered when Detail.unknown(answered) -> new Sighting.Vanished();
            case Answered answered -> new Sighting.Unanswered(answered.retryAfter());
        };
    }

    @Override
    public Cancellation cancel(ProviderTask task) {
        return new Cancellation.NotOffered();
    }

    @Override
    public CopyDeletion deleteCopy(ProviderTask task) {
        return new CopyDeletion.NotOffered();
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
