package com.allvideomodels.provider.luma;

import com.allvideomodels.provider.Cancellation;
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
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Luma's Dream Machine API, the place of Ray 2 (contract luma.md, part A). It takes media by address alone. */
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
        if (!available()) {
            return new Submission.Refused(FailureReason.PROVIDER_UNAVAILABLE);
        }
        return submitted(
                request.mode() == Mode.EDIT
                        ? modified(request)
                        : machine.create(machine.at(GENERATIONS + "/video"), NewClip.of(request)));
    }

    private Answer modified(RenderRequest request) {
        return machine.create(machine.at(GENERATIONS + "/video/modify"), NewClip.Modified.of(request));
    }

    private static Submission submitted(Answer answer) {
        return switch (answer) {
            case NotSent unsent -> new Submission.Busy(null);
            case Lost lost -> new Submission.Unanswered();
            case Answered answered
            when answered.ok() ->
                answered.read(Dream.class)
                        .map(Dream::id)
                        .filter(Addresses::isSegment)
                        .<Submission>map(id -> new Submission.Accepted(ProviderTask.of(id)))
                        .orElseGet(Submission.Unanswered::new);
            case Answered answered -> refused(answered);
        };
    }

    /** Which code means no credit is not established; the words help. */
    private static Submission refused(Answered answered) {
        var detail = Detail.of(answered);
        return switch (answered.status()) {
            case 429 -> new Submission.Busy(answered.retryAfter());
            case 402 -> new Submission.Refused(FailureReason.PROVIDER_OUT_OF_CREDIT);
            case 400, 403, 409, 413, 415, 422 -> new Submission.Refused(reason(answered.status(), detail));
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
        return switch (machine.get(address(task))) {
            case NotSent unsent -> new Sighting.Unanswered(null);
            case Lost lost -> new Sighting.Unanswered(null);
            case Answered answered
            when answered.ok() ->
                answered.read(Dream.class).map(Dream::seen).orElseGet(() -> new Sighting.Unanswered(null));
            case Answered answered when Detail.unknown(answered) -> new Sighting.Vanished();
            case Answered answered -> new Sighting.Unanswered(answered.retryAfter());
        };
    }

    /** There is a deletion, but what it does to a running generation is not known. */
    @Override
    public Cancellation cancel(ProviderTask task) {
        return new Cancellation.NotOffered();
    }

    @Override
    public CopyDeletion deleteCopy(ProviderTask task) {
        return switch (machine.send("DELETE", address(task), null)) {
            case Answered answered when answered.ok() || answered.status() == 404 -> new CopyDeletion.Deleted();
            case Answered answered
            when answered.status() >= 400 && answered.status() < 500 && answered.status() != 429 ->
                new CopyDeletion.Refused();
            case Answered answered -> new CopyDeletion.Unanswered();
            case NotSent unsent -> new CopyDeletion.Unanswered();
            case Lost lost -> new CopyDeletion.Unanswered();
        };
    }

    @Override
    public Reconciliation find(RenderRequest request) {
        List<Dream> dreams = new ArrayList<>();
        for (int number = 0; number < MOST_PAGES; number++) {
            var page = page(number);
            var generations = page == null ? null : page.generations();
            if (page == null || generations == null) {
                return new Reconciliation.Unanswered();
            }
            dreams.addAll(generations);
            if (!page.hasMore()) {
                return new LostDream(request).among(dreams);
            }
        }
        var found = new LostDream(request).among(dreams);
        return found instanceof Reconciliation.Absent ? new Reconciliation.NotOffered() : found;
    }

    private Dream.@Nullable Page page(int number) {
        var address = machine.at(GENERATIONS)
                .newBuilder()
                .addQueryParameter("limit", String.valueOf(PAGE_SIZE))
                .addQueryParameter("offset", String.valueOf(number * PAGE_SIZE))
                .build();
        return machine.get(address) instanceof Answered answered && answered.ok()
                ? answered.read(Dream.Page.class).orElse(null)
                : null;
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
