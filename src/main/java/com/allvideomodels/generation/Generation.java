package com.allvideomodels.generation;

import com.allvideomodels.credits.HoldId;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.Credits;
import com.allvideomodels.media.MediaId;
import com.allvideomodels.provider.FailureReason;
import com.allvideomodels.provider.Mode;
import com.allvideomodels.provider.ModelId;
import com.allvideomodels.provider.Parameter;
import com.allvideomodels.provider.ProviderApi;
import com.allvideomodels.provider.ProviderTask;
import com.allvideomodels.provider.Settings;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.PostLoad;
import jakarta.persistence.PostPersist;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/** One prompt on its way to one video. Its verbs are the only ways its state changes; each refuses a state it does not lead out of. */
@Entity
@Table(name = "generation")
class Generation implements Persistable<UUID> {

    /** For every plan, with no exception (clause retain.output). */
    static final Duration OUTPUT_LIFE = Duration.ofDays(7);

    private static final int CANCELS_AT_MOST = 3;

    @Id
    private UUID id;

    private UUID owner;
    private UUID clientKey;
    private String bodyHash;

    @Nullable
    private UUID comparison;

    private String model;

    @Enumerated(EnumType.STRING)
    private ProviderApi api;

    @Enumerated(EnumType.STRING)
    private Mode mode;

    private String prompt;

    @JdbcTypeCode(SqlTypes.JSON)
    private Map<String, String> settings = new LinkedHashMap<>();

    private long price;
    private UUID holdId;

    @Nullable
    private String moderation;

    @Nullable
    private Long captured;

    @Enumerated(EnumType.STRING)
    private State state = State.QUEUED;

    @Nullable
    @Enumerated(EnumType.STRING)
    private FailureReason failure;

    @Version
    private long version;

    private Instant dueAt;

    @Nullable
    private UUID lease;

    @Nullable
    private Instant leaseUntil;

    @Nullable
    private Instant leasedAt;

    private int attempts;
    private int silences;
    private int vanished;
    private int unreadable;

    @Nullable
    private Instant rungAt;

    private Instant askedAt;

    @Nullable
    private Instant submittedAt;

    @Nullable
    private Instant runningAt;

    @Nullable
    private Instant uncertainAt;

    @Nullable
    private Instant collectingAt;

    @Nullable
    private Instant finishedAt;

    @Nullable
    private Instant timeOutAt;

    @Nullable
    private String taskId;

    @JdbcTypeCode(SqlTypes.JSON)
    private Map<String, String> taskDetails = new LinkedHashMap<>();

    @Nullable
    private String callbackHash;

    @Nullable
    private Integer percent;

    @Nullable
    private Integer placeInLine;

    @Nullable
    private String outputAddress;

    @Nullable
    private Instant cancelRequestedAt;

    @Nullable
    @Enumerated(EnumType.STRING)
    private CancelAnswer cancelAnswer;

    @Nullable
    private Instant deletedAt;

    @Nullable
    @Embedded
    private Footage footage;

    @Nullable
    private Instant deadline;

    private boolean shortened;

    @Nullable
    private Instant shreddedAt;

    @Enumerated(EnumType.STRING)
    private CopyState copyState = CopyState.NONE;

    private boolean leftRunning;

    @Nullable
    private Instant copyAt;

    @ElementCollection
    @CollectionTable(name = "generation_input", joinColumns = @JoinColumn(name = "generation_id"))
    @OrderColumn(name = "position")
    private List<Input> inputs = new ArrayList<>();

    @Transient
    private boolean fresh = true;

    @SuppressWarnings("NullAway.Init")
    protected Generation() {}

    @SuppressWarnings("NullAway.Init")
    Generation(
            GenerationId id,
            AccountId owner,
            Order order,
            String bodyHash,
            ProviderApi api,
            Settings settings,
            List<Input> inputs,
            HoldId hold,
            @Nullable String moderation,
            Instant now) {
        this.id = id.value();
        this.owner = owner.value();
        this.clientKey = order.clientKey();
        this.bodyHash = bodyHash;
        this.comparison = order.comparison();
        this.model = order.model().value();
        this.api = api;
        this.mode = order.mode();
        this.prompt = order.prompt().strip();
        settings.values().forEach((key, value) -> this.settings.put(key.name(), value));
        this.inputs = new ArrayList<>(inputs);
        this.price = order.agreed().amount();
        this.holdId = hold.value();
        this.moderation = moderation;
        this.askedAt = now;
        this.dueAt = now;
    }

    // What happens to it

    /** The provider has it. Also when its answer comes after another node took it for lost. */
    void accepted(ProviderTask task, Instant now, Instant look, Duration patience) {
        leaving(State.SUBMITTING, State.UNCERTAIN);
        state = State.RUNNING;
        remember(task);
        submittedAt = submittedAt == null ? now : submittedAt;
        timeOutAt = now.plus(patience);
        attempts = 0;
        release(rungAt == null ? look : now);
    }

    /** Keeps the name of a task that turned up after the end. */
    void acceptedTooLate(ProviderTask task) {
        leaving(State.FAILED, State.CANCELLED);
        remember(task);
        leftRunning = true;
        copyState = CopyState.DUE;
    }

    private void remember(ProviderTask task) {
        taskId = task.id();
        taskDetails = new LinkedHashMap<>(task.details());
    }

    /** The provider takes nothing now; nothing was created. */
    void comeBack(Instant due) {
        leaving(State.SUBMITTING);
        state = State.QUEUED;
        submittedAt = null;
        callbackHash = null;
        rungAt = null;
        attempts++;
        release(due);
    }

    /** The answer was lost: there may be a task and it may be paid for. */
    void loseAnswer(Instant now, Instant due) {
        leaving(State.SUBMITTING);
        state = State.UNCERTAIN;
        uncertainAt = now;
        attempts = 0;
        release(due);
    }

    /** Asked after in vain. */
    void askAgain(Instant due) {
        leaving(State.UNCERTAIN);
        attempts++;
        release(due);
    }

    /** Seen waiting or being made. Returns whether it was seen being made for the first time. */
    boolean seen(OptionalInt place, OptionalInt part, boolean begun, Instant now, Instant due) {
        leaving(State.RUNNING);
        boolean first = begun && runningAt == null;
        runningAt = first ? now : runningAt;
        placeInLine = place.isPresent() ? Integer.valueOf(Math.max(0, place.getAsInt())) : null;
        percent = part.isPresent() ? Integer.valueOf(Math.clamp(part.getAsInt(), 0, 100)) : percent;
        silences = 0;
        vanished = 0;
        release(due);
        return first;
    }

    /** Looked at in vain. Not counted once somebody wants it stopped: from then on it is the unanswered stops that count. */
    void heardNothing(Instant due) {
        leaving(State.RUNNING);
        silences = cancelUnasked() ? silences : silences + 1;
        release(due);
    }

    /** The provider was given a rest, so nobody was asked and nothing counts. */
    void notAsked(Instant due) {
        leaving(State.RUNNING);
        release(due);
    }

    void vanishedOnce(Instant due) {
        leaving(State.RUNNING, State.COLLECTING);
        vanished++;
        release(due);
    }

    /** Made, and to be fetched now. */
    void made(URI address, Instant now) {
        leaving(State.RUNNING);
        state = State.COLLECTING;
        collectingAt = now;
        runningAt = runningAt == null ? submittedAt : runningAt;
        outputAddress = address.toString();
        placeInLine = null;
        attempts = 0;
        vanished = 0;
        release(now);
    }

    /** Not fetched this time. The address is forgotten where it may be the reason. */
    void collectAgain(boolean newAddress, Instant due) {
        leaving(State.COLLECTING);
        attempts++;
        vanished = 0;
        outputAddress = newAddress ? null : outputAddress;
        release(due);
    }

    void collectUnreadableAgain(Instant due) {
        unreadable++;
        collectAgain(true, due);
    }

    /** In our hands and readable. The deadline counts from the very instant that is shown as its end. */
    void succeed(Footage video, Credits spent, Instant finished, Instant until) {
        leaving(State.COLLECTING);
        footage = video;
        captured = spent.amount();
        deadline = until;
        percent = 100;
        end(State.SUCCEEDED, finished);
    }

    /** Nobody waits for it any more, and the provider may still be at work. */
    void leaveRunning() {
        leaving(State.RUNNING);
        leftRunning = true;
    }

    void fail(FailureReason why, Instant now) {
        leaving(State.QUEUED, State.SUBMITTING, State.RUNNING, State.UNCERTAIN, State.COLLECTING);
        failure = why;
        end(State.FAILED, now);
    }

    void cancel(Instant now) {
        leaving(State.QUEUED, State.SUBMITTING, State.RUNNING, State.UNCERTAIN, State.COLLECTING);
        end(State.CANCELLED, now);
    }

    private void end(State last, Instant now) {
        state = last;
        finishedAt = now;
        outputAddress = null;
        callbackHash = null;
        placeInLine = null;
        if (taskId != null) {
            copyState = CopyState.DUE;
        }
        release(now);
    }

    /** Asks for an end; the provider is asked by whoever attends to it next. */
    void wantCancelled(Instant now) {
        leaving(State.SUBMITTING, State.RUNNING, State.UNCERTAIN);
        cancelRequestedAt = now;
        silences = 0;
        if (state == State.RUNNING) {
            dueAt = now;
            rungAt = now;
        }
    }

    void cancelAnswered(CancelAnswer answer, Instant due) {
        leaving(State.RUNNING);
        cancelAnswer = answer;
        silences = 0;
        release(due);
    }

    void cancelUnanswered(Instant due) {
        leaving(State.RUNNING);
        silences++;
        cancelAnswer = silences >= CANCELS_AT_MOST ? CancelAnswer.UNANSWERED : null;
        release(due);
    }

    /** Never lengthens. */
    boolean shorten(Instant until) {
        leaving(State.SUCCEEDED);
        if (deadline == null || !until.isBefore(deadline)) {
            return false;
        }
        deadline = until;
        shortened = true;
        return true;
    }

    /** The person wants it gone. The row stays as the reason of its entries in the ledger, without what was typed. */
    void delete(Instant now) {
        deletedAt = now;
        prompt = "";
        if (state.ended()) {
            shreddedAt = now;
        }
    }

    void copyAnswered(CopyState answer, Instant now) {
        copyState = answer;
        copyAt = now;
    }

    /** Whoever rang while a look was under way is heard soon after it. */
    private void release(Instant due) {
        boolean rung = rungAt != null && leasedAt != null && rungAt.isAfter(leasedAt);
        dueAt = rung && state == State.RUNNING ? soonAfter(leasedAt, rungAt) : due;
        lease = null;
        leaseUntil = null;
    }

    private static Instant soonAfter(@Nullable Instant look, @Nullable Instant ring) {
        Instant soonest = Objects.requireNonNull(look).plus(Line.BETWEEN_LOOKS);
        Instant rung = Objects.requireNonNull(ring);
        return rung.isAfter(soonest) ? rung : soonest;
    }

    private void leaving(State... from) {
        if (!EnumSet.copyOf(List.of(from)).contains(state)) {
            throw new IllegalStateException(id + " is " + state + ", not one of " + List.of(from));
        }
    }

    // What is known of it

    @Override
    public UUID getId() {
        return id;
    }

    @Override
    public boolean isNew() {
        return fresh;
    }

    @PostLoad
    @PostPersist
    void known() {
        fresh = false;
    }

    GenerationId generationId() {
        return new GenerationId(id);
    }

    AccountId owner() {
        return new AccountId(owner);
    }

    boolean sameBody(String hash) {
        return bodyHash.equals(hash);
    }

    UUID clientKey() {
        return clientKey;
    }

    Optional<UUID> comparison() {
        return Optional.ofNullable(comparison);
    }

    ModelId model() {
        return new ModelId(model);
    }

    ProviderApi api() {
        return api;
    }

    Mode mode() {
        return mode;
    }

    String prompt() {
        return prompt;
    }

    Settings settings() {
        Settings all = Settings.NONE;
        for (var entry : settings.entrySet()) {
            all = all.with(Parameter.Key.valueOf(entry.getKey()), entry.getValue());
        }
        return all;
    }

    Credits price() {
        return new Credits(price);
    }

    Optional<Credits> captured() {
        return Optional.ofNullable(captured).map(Credits::new);
    }

    HoldId hold() {
        return new HoldId(holdId);
    }

    /** The id of the answer by which its words may go to a provider; nothing where nobody was asked. */
    Optional<String> moderation() {
        return Optional.ofNullable(moderation);
    }

    State state() {
        return state;
    }

    Optional<FailureReason> failure() {
        return Optional.ofNullable(failure);
    }

    boolean heldBy(Claim claim) {
        return claim.lease().equals(lease);
    }

    boolean abandoned(Instant now) {
        return leaseUntil != null && !leaseUntil.isAfter(now);
    }

    int attempts() {
        return attempts;
    }

    int silences() {
        return silences;
    }

    /** The last answer was that it does not exist. */
    boolean vanished() {
        return vanished > 0;
    }

    int unreadable() {
        return unreadable;
    }

    /** The provider may have been at work when we turned away. */
    boolean leftRunning() {
        return leftRunning;
    }

    Instant askedAt() {
        return askedAt;
    }

    Optional<Instant> submittedAt() {
        return Optional.ofNullable(submittedAt);
    }

    Optional<Instant> runningAt() {
        return Optional.ofNullable(runningAt);
    }

    Optional<Instant> uncertainAt() {
        return Optional.ofNullable(uncertainAt);
    }

    Optional<Instant> collectingAt() {
        return Optional.ofNullable(collectingAt);
    }

    Optional<Instant> finishedAt() {
        return Optional.ofNullable(finishedAt);
    }

    boolean timedOut(Instant now) {
        return timeOutAt != null && !now.isBefore(timeOutAt);
    }

    boolean timedOutSince(Duration grace, Instant now) {
        return timeOutAt != null && !now.isBefore(timeOutAt.plus(grace));
    }

    Optional<ProviderTask> task() {
        return Optional.ofNullable(taskId).map(name -> new ProviderTask(name, taskDetails));
    }

    Optional<Integer> percent() {
        return Optional.ofNullable(percent);
    }

    Optional<Integer> placeInLine() {
        return Optional.ofNullable(placeInLine);
    }

    Optional<URI> outputAddress() {
        return Optional.ofNullable(outputAddress).map(URI::create);
    }

    boolean cancelWanted() {
        return cancelRequestedAt != null;
    }

    /** The provider is yet to be asked to stop. */
    boolean cancelUnasked() {
        return cancelRequestedAt != null && cancelAnswer == null;
    }

    Optional<CancelAnswer> cancelAnswer() {
        return Optional.ofNullable(cancelAnswer);
    }

    /**
     * What is to be said of a wish to stop: the provider's answer, {@code later} while nobody can be asked because the task has no
     * name yet, {@code too-late} once it is made. Nothing where it is being asked.
     */
    Optional<String> stopWord() {
        return switch (state) {
            case SUBMITTING, UNCERTAIN -> Optional.of("later");
            case COLLECTING -> Optional.of(CancelAnswer.TOO_LATE.slug());
            case QUEUED, RUNNING, SUCCEEDED, FAILED, CANCELLED -> cancelAnswer().map(CancelAnswer::slug);
        };
    }

    boolean deleted() {
        return deletedAt != null;
    }

    Optional<Footage> footage() {
        return Optional.ofNullable(footage);
    }

    /** The video, while it may still be read. */
    Optional<Footage> playable(Instant now) {
        return footage()
                .filter(video ->
                        state == State.SUCCEEDED && shreddedAt == null && deadline != null && now.isBefore(deadline));
    }

    Optional<MediaId> output() {
        return footage().map(Footage::output).map(MediaId::new);
    }

    Optional<MediaId> poster() {
        return footage().flatMap(video -> Optional.ofNullable(video.poster())).map(MediaId::new);
    }

    Optional<Instant> deadline() {
        return Optional.ofNullable(deadline);
    }

    CopyState copyState() {
        return copyState;
    }

    Optional<Instant> copyAt() {
        return Optional.ofNullable(copyAt);
    }

    List<Input> inputs() {
        return List.copyOf(inputs);
    }
}
