package com.allvideomodels.provider.luma;

import com.allvideomodels.http.Answer.Answered;
import com.allvideomodels.http.ApiClient;
import com.allvideomodels.http.ApiClients;
import com.allvideomodels.provider.FailureReason;
import com.allvideomodels.provider.ProviderApi;
import com.allvideomodels.provider.ProviderTask;
import com.allvideomodels.provider.RenderRequest;
import com.allvideomodels.provider.Sighting;
import com.allvideomodels.provider.Submission;
import com.allvideomodels.provider.VideoProvider;
import com.allvideomodels.provider.http.Outcomes;
import java.io.IOException;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Luma's Agents API, the place of Ray 3 (contract luma.md, part B). It has no way to cancel, delete or list. */
@Component
class AgentsProvider implements VideoProvider {

    private static final String GENERATIONS = "/generations";

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
        try {
            var body = new GenerationWriter(request, settings.inline()).write();
            return Outcomes.submission(
                    agents.create(agents.at(GENERATIONS), body), AgentsProvider::accepted, AgentsProvider::refused);
        } catch (IOException unreadableInput) {
            return new Submission.Busy(null);
        }
    }

    private static Submission accepted(Answered answered) {
        return Outcomes.accepted(answered.read(AgentsGeneration.class).map(AgentsGeneration::id), ProviderTask::of);
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
        return Outcomes.sighting(agents.get(address), AgentsGeneration.class, AgentsGeneration::seen, Detail::unknown);
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
