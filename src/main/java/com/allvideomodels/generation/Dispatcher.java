package com.allvideomodels.generation;

import com.allvideomodels.credits.Spending;
import com.allvideomodels.privacy.Consents;
import com.allvideomodels.privacy.Purpose;
import com.allvideomodels.privacy.Restrictions;
import com.allvideomodels.provider.FailureReason;
import com.allvideomodels.provider.Model;
import com.allvideomodels.provider.Parameter.Key;
import com.allvideomodels.provider.ProviderApi;
import com.allvideomodels.provider.ProviderTask;
import com.allvideomodels.provider.Providers;
import com.allvideomodels.provider.RenderRequest;
import com.allvideomodels.provider.Submission;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;

/** Hands what is in line to the providers: each once, whatever happens. */
@Component
class Dispatcher implements Station {

    private static final Duration BUSY_PAUSE = Duration.ofSeconds(5);

    private final Line line;
    private final GenerationRows rows;
    private final Lifecycle lifecycle;
    private final Providers providers;
    private final RenderRequests requests;
    private final Consents consents;
    private final Restrictions restrictions;
    private final Spending spending;
    private final Screening screening;
    private final Doorbell doorbell;
    private final InstantSource clock;
    private final GenerationSettings settings;

    Dispatcher(
            Line line,
            GenerationRows rows,
            Lifecycle lifecycle,
            Providers providers,
            RenderRequests requests,
            Consents consents,
            Restrictions restrictions,
            Spending spending,
            Screening screening,
            Doorbell doorbell,
            InstantSource clock,
            GenerationSettings settings) {
        this.line = line;
        this.rows = rows;
        this.lifecycle = lifecycle;
        this.providers = providers;
        this.requests = requests;
        this.consents = consents;
        this.restrictions = restrictions;
        this.spending = spending;
        this.screening = screening;
        this.doorbell = doorbell;
        this.clock = clock;
        this.settings = settings;
    }

    int submitDue() {
        return runDue();
    }

    @Override
    public List<Step> take(int most, Set<ProviderApi> full) {
        line.tooLongInLine(most).forEach(this::giveUp);
        List<Step> steps = new ArrayList<>();
        for (ProviderApi api : line.waitedFor()) {
            if (!full.contains(api) && providers.open(api) && steps.size() < most) {
                steps.addAll(take(api, most - steps.size()));
            }
        }
        return steps;
    }

    private List<Step> take(ProviderApi api, int most) {
        String secret = doorbell.freshSecret();
        return line.toSubmit(api, providers.of(api).concurrency(), most, secret).stream()
                .map(claim -> new Step(claim, () -> submit(claim, Doorbell.token(secret, claim.generation()))))
                .toList();
    }

    private void giveUp(UUID id) {
        Instant before = clock.instant().minus(settings.queueAtMost());
        lifecycle.locked(id, row -> {
            if (row.state() == State.QUEUED && !row.askedAt().isAfter(before)) {
                lifecycle.fail(row, FailureReason.PROVIDER_BUSY);
            }
        });
    }

    private void submit(Claim claim, String token) {
        Optional<Generation> found = rows.findByIdIn(List.of(claim.generation())).stream()
                // Unless this node slept for so long that others have taken it for dead, or its owner was erased
                // meanwhile.
                .filter(row -> row.heldBy(claim) && !row.abandoned(clock.instant()))
                .findFirst();
        found.ifPresent(row -> submit(claim, row, token));
    }

    private void submit(Claim claim, Generation row, String token) {
        Optional<Model> model = requests.model(row);
        if (model.isEmpty()) {
            lifecycle.held(claim, g -> lifecycle.fail(g, FailureReason.PROVIDER_UNAVAILABLE));
        } else if (!consents.holds(
                        row.owner(), Purpose.provider(row.api().provider().slug()))
                || restrictions.isRestricted(row.owner())
                || spending.isStopped(row.owner())) {
            // Withdrawn, restricted or stopped since it was asked for: nothing goes out any more.
            lifecycle.held(claim, lifecycle::cancel);
        } else if (screening.isMissing(words(row, model.get()), row.moderation().orElse(null))) {
            lifecycle.held(claim, g -> lifecycle.fail(g, FailureReason.NOT_SCREENED));
        } else {
            requests.of(row, model.get(), doorbell.address(row.api(), token))
                    .ifPresentOrElse(
                            request -> submit(claim, row.api(), request),
                            () -> lifecycle.held(claim, g -> lifecycle.fail(g, FailureReason.INPUT_UNUSABLE)));
        }
    }

    private static String words(Generation row, Model model) {
        return Words.of(model, row.mode(), row.prompt(), row.settings());
    }

    private void submit(Claim claim, ProviderApi api, RenderRequest request) {
        var provider = providers.of(api);
        switch (provider.submit(request)) {
            case Submission.Accepted accepted -> {
                if (!accepted(claim.generation(), api, accepted.task(), provider.pace(), What.ACCEPTED)) {
                    Stubborn.write(() -> lifecycle.held(claim, this::loseAnswer));
                }
            }
            case Submission.Refused refused ->
                Stubborn.write(() -> lifecycle.held(claim, g -> lifecycle.fail(g, refused.reason())));
            case Submission.Busy busy -> Stubborn.write(() -> lifecycle.held(claim, g -> comeBack(g, busy)));
            case Submission.Unanswered unanswered -> Stubborn.write(() -> lifecycle.held(claim, this::loseAnswer));
        }
    }

    /**
     * An answer is good news however late it comes: also when another node has taken the row for lost meanwhile. Returns false where
     * the task belongs to another row already, and then nothing is changed.
     */
    boolean accepted(UUID id, ProviderApi api, ProviderTask task, Duration pace, What what) {
        try {
            Stubborn.write(() -> keep(id, api, task, pace, what));
            return true;
        } catch (DataIntegrityViolationException anothers) {
            return false;
        }
    }

    private void keep(UUID id, ProviderApi api, ProviderTask task, Duration pace, What what) {
        boolean known = lifecycle.locked(id, row -> {
            Instant now = clock.instant();
            switch (row.state()) {
                case SUBMITTING, UNCERTAIN -> {
                    Instant look = row.cancelWanted() ? now : now.plus(Pacing.jittered(pace));
                    row.accepted(task, now, look, settings.patience(flex(row)));
                    lifecycle.told(row, what);
                }
                case FAILED, CANCELLED -> lifecycle.acceptedTooLate(row, task);
                case QUEUED, RUNNING, COLLECTING, SUCCEEDED -> {}
            }
        });
        if (!known) {
            lifecycle.acceptedForNobody(api, task);
        }
    }

    private static boolean flex(Generation row) {
        return row.settings().flag(Key.FLEX).orElse(false);
    }

    private void comeBack(Generation row, Submission.Busy busy) {
        line.quiet(row.api(), busy.pause());
        if (row.cancelWanted() || row.deleted()) {
            lifecycle.cancel(row);
        } else {
            row.comeBack(clock.instant().plus(Pacing.backoff(BUSY_PAUSE, row.attempts(), busy.retryAfter())));
            lifecycle.told(row, What.BUSY);
        }
    }

    private void loseAnswer(Generation row) {
        Instant now = clock.instant();
        row.loseAnswer(now, now.plus(settings.reconcileAfter().getFirst()));
        lifecycle.told(row, What.ANSWER_LOST);
    }
}
