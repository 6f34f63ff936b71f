package com.allvideomodels.generation;

import com.allvideomodels.provider.FailureReason;
import com.allvideomodels.provider.Model;
import com.allvideomodels.provider.ProviderApi;
import com.allvideomodels.provider.ProviderTask;
import com.allvideomodels.provider.Providers;
import com.allvideomodels.provider.Reconciliation;
import com.allvideomodels.provider.RenderRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Settles what nobody answered for. Asks the provider's own list a few times over minutes; what is not found then counts as lost, and
 * the hold goes back. Nothing is ever asked for a second time.
 */
@Component
class Reconciler implements Station {

    private final Line line;
    private final GenerationRows rows;
    private final Lifecycle lifecycle;
    private final Dispatcher dispatcher;
    private final Providers providers;
    private final RenderRequests requests;
    private final InstantSource clock;
    private final GenerationSettings settings;

    Reconciler(
            Line line,
            GenerationRows rows,
            Lifecycle lifecycle,
            Dispatcher dispatcher,
            Providers providers,
            RenderRequests requests,
            InstantSource clock,
            GenerationSettings settings) {
        this.line = line;
        this.rows = rows;
        this.lifecycle = lifecycle;
        this.dispatcher = dispatcher;
        this.providers = providers;
        this.requests = requests;
        this.clock = clock;
        this.settings = settings;
    }

    int settleDue() {
        return runDue();
    }

    @Override
    public List<Step> take(int most, Set<ProviderApi> full) {
        line.abandonedSubmissions(most).forEach(this::abandoned);
        return line.due(State.UNCERTAIN, most, full).stream()
                .map(claim -> new Step(claim, () -> settle(claim)))
                .toList();
    }

    private void abandoned(UUID id) {
        lifecycle.locked(id, row -> {
            Instant now = clock.instant();
            if (row.state() == State.SUBMITTING && row.abandoned(now)) {
                row.loseAnswer(now, now.plus(settings.reconcileAfter().getFirst()));
                lifecycle.told(row, What.ANSWER_LOST);
            }
        });
    }

    private void settle(Claim claim) {
        rows.findByIdIn(List.of(claim.generation())).stream().findFirst().ifPresent(row -> settle(claim, row));
    }

    private void settle(Claim claim, Generation row) {
        switch (find(row)) {
            case Reconciliation.Found found -> {
                if (!taken(row, found.task())) {
                    lifecycle.held(claim, this::later);
                }
            }
            case Reconciliation.Absent absent -> lifecycle.held(claim, this::later);
            case Reconciliation.Unanswered unanswered -> lifecycle.held(claim, this::later);
            case Reconciliation.NotOffered notOffered ->
                lifecycle.held(claim, g -> lifecycle.fail(g, FailureReason.LOST));
        }
    }

    /** Some tasks are listed with nothing that tells them apart, so this one may be another one's. */
    private boolean taken(Generation row, ProviderTask task) {
        return !rows.existsByApiAndTaskId(row.api(), task.id())
                && dispatcher.accepted(
                        row.getId(), row.api(), task, providers.of(row.api()).pace(), What.FOUND_AGAIN);
    }

    private Reconciliation find(Generation row) {
        Optional<Model> model = requests.model(row);
        Optional<RenderRequest> request = model.flatMap(known -> requests.of(row, known, null));
        return request.map(known -> providers.of(row.api()).find(known)).orElseGet(Reconciliation.NotOffered::new);
    }

    private void later(Generation row) {
        List<Duration> waits = settings.reconcileAfter();
        int next = row.attempts() + 1;
        if (next < waits.size()) {
            row.askAgain(clock.instant().plus(waits.get(next)));
        } else {
            lifecycle.fail(row, FailureReason.LOST);
        }
    }
}
