package com.allvideomodels.provider.luma;

import com.allvideomodels.http.Answer;
import com.allvideomodels.http.Answer.Answered;
import com.allvideomodels.http.ApiClient;
import com.allvideomodels.http.ApiClients;
import com.allvideomodels.provider.CopyDeletion;
import com.allvideomodels.provider.FailureReason;
import com.allvideomodels.provider.Mode;
import com.allvideomodels.provider.ProviderApi;
import com.allvideomodels.provider.ProviderTask;
import com.allvideomodels.provider.Reconciliation;
import com.allvideomodels.provider.RenderRequest;
import com.allvideomodels.provider.Sighting;
import com.allvideomodels.provider.Submission;
import com.allvideomodels.provider.VideoProvider;
import com.allvideomodels.provider.http.Listing;
import com.allvideomodels.provider.http.Outcomes;
import java.time.Duration;
import java.util.Optional;
import okhttp3.HttpUrl;
import org.springframework.stereotype.Component;

/**
 * Luma's Dream Machine API, the place of Ray 2 (contract luma.md, part A). It takes media by address alone. A generation can be
 * deleted but not cancelled: what a deletion does to a running one is not known.
 */
@Component
class DreamMachineProvider implements VideoProvider {

    private static final String GENERATIONS = "/generations";

    /** Of the list, which repeats prompts and so grows large. */
    private static final int PAGE_SIZE = 50;

    private static final int MOST_PAGES = 4;

    private final LumaSettings.DreamMachine settings;
    private final ApiClient machine;

    DreamMachineProvider(LumaSettings settings, ApiClients clients) {
        this.settings = settings.dreamMachine();
        this.machine = clients.at(this.settings.baseUrl(), this.settings.headers());
    }

    @Override
    public ProviderApi api() {
        return ProviderApi.LUMA_DREAM_MACHINE;
    }

    @Override
    public boolean available() {
        return settings.complete();
    }

    @Override
    public Submission submit(RenderRequest request) {
        return Outcomes.submission(
                request.mode() == Mode.EDIT ? modified(request) : made(request),
                DreamMachineProvider::accepted,
                DreamMachineProvider::refused);
    }

    private Answer made(RenderRequest request) {
        return machine.create(machine.at(GENERATIONS + "/video"), NewClip.of(request));
    }

    private Answer modified(RenderRequest request) {
        return machine.create(machine.at(GENERATIONS + "/video/modify"), NewClip.Modified.of(request));
    }

    private static Submission accepted(Answered answered) {
        return Outcomes.accepted(answered.read(Dream.class).map(Dream::id), ProviderTask::of);
    }

    /** Which code means no credit is not established; the words help. A conflict (409) leaves open what happened. */
    private static Submission refused(Answered answered) {
        var detail = Detail.of(answered);
        return switch (answered.status()) {
            case 429 -> new Submission.Busy(answered.retryAfter());
            case 402 -> new Submission.Refused(FailureReason.PROVIDER_OUT_OF_CREDIT);
            case 400, 403, 413, 415, 422 -> new Submission.Refused(reason(answered.status(), detail));
            case 401, 404 -> new Submission.Refused(FailureReason.PROVIDER_UNAVAILABLE);
            default -> new Submission.Unanswered();
        };
    }

    private static FailureReason reason(int status, Detail detail) {
        if (detail.speaksOf("moderat")) {
            return FailureReason.INPUT_MODERATED;
        }
        if (detail.speaksOf("credit", "balance", "billing")) {
            return FailureReason.PROVIDER_OUT_OF_CREDIT;
        }
        return status == 403 ? FailureReason.PROVIDER_UNAVAILABLE : FailureReason.INPUT_UNUSABLE;
    }

    @Override
    public Sighting look(ProviderTask task) {
        return Outcomes.sighting(machine.get(address(task)), Dream.class, Dream::seen, Detail::unknown);
    }

    @Override
    public CopyDeletion deleteCopy(ProviderTask task) {
        return Outcomes.deletion(machine.send("DELETE", address(task), null), Detail::unknown);
    }

    @Override
    public Reconciliation find(RenderRequest request) {
        return Listing.search(MOST_PAGES, this::page, new LostDream(request)::among);
    }

    private Optional<Listing.Page<Dream>> page(int number) {
        var address = machine.at(GENERATIONS)
                .newBuilder()
                .addQueryParameter("limit", String.valueOf(PAGE_SIZE))
                .addQueryParameter("offset", String.valueOf(number * PAGE_SIZE))
                .build();
        return machine.get(address).success(Dream.Page.class).flatMap(Dream.Page::listed);
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
        return machine.at(GENERATIONS).newBuilder().addPathSegment(task.id()).build();
    }
}
