package com.allvideomodels.generation;

import com.allvideomodels.provider.Cancellation;
import com.allvideomodels.provider.CopyDeletion;
import com.allvideomodels.provider.ProviderApi;
import com.allvideomodels.provider.ProviderTask;
import com.allvideomodels.provider.Reconciliation;
import com.allvideomodels.provider.RenderRequest;
import com.allvideomodels.provider.Sighting;
import com.allvideomodels.provider.Submission;
import com.allvideomodels.provider.VideoProvider;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A provider that does what a test says: what it answers next, what it shows of a task, and whether an answer is lost on the way
 * although the work was taken. Remembers who asked how often.
 */
class PretendProvider implements VideoProvider {

    static final Duration PACE = Duration.ofSeconds(5);
    static final Sighting RENDERING = new Sighting.Rendering(OptionalInt.of(40));

    private final ProviderApi api;
    private final Deque<Function<RenderRequest, Submission>> answers = new ArrayDeque<>();
    private final Deque<Supplier<Sighting>> sightings = new ArrayDeque<>();

    /** Creates that reached the provider, by the reference of the asking side. */
    final Map<UUID, AtomicInteger> creates = new ConcurrentHashMap<>();
    /** Tasks it has, by the reference of the asking side. */
    final Map<UUID, ProviderTask> tasks = new ConcurrentHashMap<>();

    final Map<UUID, RenderRequest> requests = new ConcurrentHashMap<>();
    final Map<String, AtomicInteger> looks = new ConcurrentHashMap<>();
    final Map<String, AtomicInteger> cancels = new ConcurrentHashMap<>();
    final Map<String, AtomicInteger> deletions = new ConcurrentHashMap<>();

    volatile Sighting shows = RENDERING;
    volatile Cancellation cancellation = new Cancellation.Cancelled();
    volatile CopyDeletion deletion = new CopyDeletion.Deleted(204);
    volatile boolean lists = true;
    volatile boolean listAway;
    volatile int concurrency = 100;
    volatile boolean open = true;

    PretendProvider(ProviderApi api) {
        this.api = api;
    }

    // Scripts

    /** The next create is answered like this, and nothing is made. */
    void answersNext(Submission answer) {
        answers.add(request -> answer);
    }

    /** While the next create is under way, this happens; then it is accepted. */
    void answersNextAfter(Runnable meanwhile) {
        answers.add(request -> {
            meanwhile.run();
            return new Submission.Accepted(make(request));
        });
    }

    /** While the next create is under way, this happens; then it is answered like this, and nothing is made. */
    void answersNextAfter(Runnable meanwhile, Submission answer) {
        answers.add(request -> {
            meanwhile.run();
            return answer;
        });
    }

    /** The next create makes a task, and its answer is lost. */
    void losesNextAnswer() {
        answers.add(request -> {
            make(request);
            return new Submission.Unanswered();
        });
    }

    /** The next create makes a task, and the asking node dies before it reads the answer. */
    void killsNextCaller() {
        answers.add(request -> {
            make(request);
            throw new Killed();
        });
    }

    /** Shows these, one for each look, before it shows what it always shows. */
    void showsNext(Sighting... next) {
        for (Sighting one : next) {
            sightings.add(() -> one);
        }
    }

    static Sighting ready() {
        return ready("video");
    }

    /** The word is what a test's downloads know the bytes by. */
    static Sighting ready(String word) {
        return new Sighting.Ready(List.of(URI.create("https://pretend.test/" + word)));
    }

    int cancelsOf(GenerationId id) {
        return cancels.getOrDefault(tasks.get(id.value()).id(), new AtomicInteger())
                .get();
    }

    int createsOf(GenerationId id) {
        return creates.getOrDefault(id.value(), new AtomicInteger()).get();
    }

    // The provider

    @Override
    public ProviderApi api() {
        return api;
    }

    @Override
    public boolean available() {
        return open;
    }

    @Override
    public synchronized Submission submit(RenderRequest request) {
        requests.put(request.reference(), request);
        creates.computeIfAbsent(request.reference(), one -> new AtomicInteger()).incrementAndGet();
        Function<RenderRequest, Submission> answer = answers.poll();
        return answer == null ? new Submission.Accepted(make(request)) : answer.apply(request);
    }

    private ProviderTask make(RenderRequest request) {
        var task = new ProviderTask(
                "task-" + UUID.randomUUID(), Map.of("status", "https://pretend.test/tasks/" + request.reference()));
        tasks.put(request.reference(), task);
        return task;
    }

    @Override
    public synchronized Sighting look(ProviderTask task) {
        looks.computeIfAbsent(task.id(), one -> new AtomicInteger()).incrementAndGet();
        Supplier<Sighting> next = sightings.poll();
        return next == null ? shows : next.get();
    }

    @Override
    public Cancellation cancel(ProviderTask task) {
        cancels.computeIfAbsent(task.id(), one -> new AtomicInteger()).incrementAndGet();
        return cancellation;
    }

    @Override
    public CopyDeletion deleteCopy(ProviderTask task) {
        deletions.computeIfAbsent(task.id(), one -> new AtomicInteger()).incrementAndGet();
        return deletion;
    }

    @Override
    public Reconciliation find(RenderRequest request) {
        if (!lists) {
            return new Reconciliation.NotOffered();
        }
        if (listAway) {
            return new Reconciliation.Unanswered();
        }
        var task = tasks.get(request.reference());
        return task == null ? new Reconciliation.Absent() : new Reconciliation.Found(task);
    }

    @Override
    public boolean lists() {
        return lists;
    }

    @Override
    public Duration pace() {
        return PACE;
    }

    @Override
    public int concurrency() {
        return concurrency;
    }

    /** The node is dead from here on: nothing after this is run. */
    static final class Killed extends Error {
        Killed() {
            super("killed", null, false, false);
        }
    }
}
