package com.allvideomodels.provider;

import java.time.Duration;

/** An adapter behind its circuit. While that is open, nothing is sent, and the outcomes say that nothing was. */
class GuardedProvider implements VideoProvider {

    private final VideoProvider adapter;
    private final Circuit circuit;

    GuardedProvider(VideoProvider adapter, Circuit circuit) {
        this.adapter = adapter;
        this.circuit = circuit;
    }

    boolean open() {
        return adapter.available() && circuit.closed();
    }

    @Override
    public ProviderApi api() {
        return adapter.api();
    }

    @Override
    public boolean available() {
        return adapter.available();
    }

    @Override
    public Submission submit(RenderRequest request) {
        if (!available()) {
            return new Submission.Refused(FailureReason.PROVIDER_UNAVAILABLE);
        }
        return circuit.call(
                () -> adapter.submit(request),
                GuardedProvider::silent,
                () -> Submission.Busy.unreached(circuit.rest()));
    }

    private static boolean silent(Submission outcome) {
        return outcome instanceof Submission.Unanswered || (outcome instanceof Submission.Busy busy && !busy.reached());
    }

    @Override
    public Sighting look(ProviderTask task) {
        return circuit.call(
                () -> adapter.look(task),
                seen -> seen instanceof Sighting.Unanswered un && un.retryAfter() == null,
                () -> new Sighting.Unanswered(circuit.rest(), false));
    }

    @Override
    public Cancellation cancel(ProviderTask task) {
        return circuit.call(
                () -> adapter.cancel(task),
                answer -> answer instanceof Cancellation.Unanswered un && un.retryAfter() == null,
                () -> new Cancellation.Unanswered(circuit.rest(), false));
    }

    @Override
    public CopyDeletion deleteCopy(ProviderTask task) {
        return circuit.call(
                () -> adapter.deleteCopy(task),
                CopyDeletion.Unanswered.class::isInstance,
                CopyDeletion.Unanswered::new);
    }

    @Override
    public Reconciliation find(RenderRequest request) {
        return circuit.call(
                () -> adapter.find(request),
                Reconciliation.Unanswered.class::isInstance,
                Reconciliation.Unanswered::new);
    }

    @Override
    public boolean lists() {
        return adapter.lists();
    }

    @Override
    public Duration pace() {
        return adapter.pace();
    }

    @Override
    public int concurrency() {
        return adapter.concurrency();
    }

    @Override
    public String toString() {
        return adapter.toString();
    }
}
