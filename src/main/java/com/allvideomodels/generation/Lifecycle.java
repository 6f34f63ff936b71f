package com.allvideomodels.generation;

import com.allvideomodels.credits.Ledger;
import com.allvideomodels.mail.Letter;
import com.allvideomodels.mail.Letters;
import com.allvideomodels.mail.Mailer;
import com.allvideomodels.media.MediaVault;
import com.allvideomodels.media.ProviderLinks;
import com.allvideomodels.provider.Catalogue;
import com.allvideomodels.provider.FailureReason;
import com.allvideomodels.provider.Model;
import com.allvideomodels.provider.ProviderApi;
import com.allvideomodels.provider.ProviderTask;
import com.allvideomodels.provider.Providers;
import com.allvideomodels.retention.Cause;
import com.allvideomodels.retention.Repetitions;
import com.allvideomodels.web.Operator;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The transactions in which a generation's state changes. Whatever depends on the state changes with it or not at all: the credits
 * held for it, the links a provider may fetch, the letter, the story.
 */
@Component
class Lifecycle {

    private final GenerationRows rows;
    private final TransactionTemplate transaction;
    private final Story story;
    private final Ledger ledger;
    private final ProviderLinks links;
    private final ProviderCopies copies;
    private final MediaVault vault;
    private final Mailer mailer;
    private final Catalogue catalogue;
    private final Providers providers;
    private final Operator operator;
    private final Repetitions repetitions;
    private final ApplicationEventPublisher events;
    private final InstantSource clock;
    private final GenerationSettings settings;

    Lifecycle(
            GenerationRows rows,
            TransactionTemplate transaction,
            Story story,
            Ledger ledger,
            ProviderLinks links,
            ProviderCopies copies,
            MediaVault vault,
            Mailer mailer,
            Catalogue catalogue,
            Providers providers,
            Operator operator,
            Repetitions repetitions,
            ApplicationEventPublisher events,
            InstantSource clock,
            GenerationSettings settings) {
        this.rows = rows;
        this.transaction = transaction;
        this.story = story;
        this.ledger = ledger;
        this.links = links;
        this.copies = copies;
        this.vault = vault;
        this.mailer = mailer;
        this.catalogue = catalogue;
        this.providers = providers;
        this.operator = operator;
        this.repetitions = repetitions;
        this.events = events;
        this.clock = clock;
        this.settings = settings;
    }

    /** Runs verbs on a row that this claim still holds; does nothing and says so where it was lost or has ended. */
    boolean held(Claim claim, Consumer<Generation> verbs) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            var row = rows.lock(claim.generation())
                    .filter(g -> g.heldBy(claim) && !g.state().ended());
            row.ifPresent(verbs);
            return row.isPresent();
        }));
    }

    /** Runs verbs on a row, whoever holds it; does nothing and says so where it was erased. */
    boolean locked(UUID generation, Consumer<Generation> verbs) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            var row = rows.lock(generation);
            row.ifPresent(verbs);
            return row.isPresent();
        }));
    }

    void told(Generation generation, What what) {
        story.add(generation, what, clock.instant());
    }

    /** No video, and the whole hold goes back. In the caller's transaction. */
    void fail(Generation generation, FailureReason why) {
        generation.fail(why, clock.instant());
        over(generation, What.FAILED);
        events.publishEvent(new GenerationFailed(generation.generationId(), generation.owner(), why));
    }

    /** The provider does not know it. Lists lag behind, so one such answer is not believed. In the caller's transaction. */
    void vanished(Generation generation, Instant look) {
        if (generation.vanished()) {
            fail(generation, FailureReason.LOST);
        } else {
            generation.vanishedOnce(look);
        }
    }

    /** Nobody wants it any more, and the whole hold goes back. In the caller's transaction. */
    void cancel(Generation generation) {
        generation.cancel(clock.instant());
        over(generation, What.CANCELLED);
        events.publishEvent(new GenerationCancelled(generation.generationId(), generation.owner()));
    }

    private void over(Generation generation, What what) {
        ledger.release(generation.hold());
        links.revoke(generation.generationId().value());
        copies.owe(generation, clock.instant());
        told(generation, what);
    }

    /** The video is ours: the hold is spent and the seven days begin. In the caller's transaction. */
    void succeed(Generation generation, Footage video, Instant finished, Instant deadline) {
        generation.succeed(video, generation.price(), finished, deadline);
        ledger.capture(generation.hold(), generation.price());
        links.revoke(generation.generationId().value());
        copies.owe(generation, finished);
        story.add(generation, What.SUCCEEDED, finished);
        if (Duration.between(generation.askedAt(), finished).compareTo(settings.letterAfter()) > 0) {
            mailer.write(generation.owner(), ready(generation, deadline));
        }
        events.publishEvent(new GenerationFinished(generation.generationId(), generation.owner()));
    }

    private Letter ready(Generation generation, Instant deadline) {
        return Letters.videoReady(
                operator.address("/generations/" + generation.generationId()), title(generation), deadline);
    }

    String title(Generation generation) {
        return catalogue
                .find(generation.model())
                .map(Model::title)
                .orElse(generation.model().value());
    }

    /** Whether its provider has a list in which a task may be found whose name got lost. */
    boolean listed(Generation generation) {
        return providers.of(generation.api()).lists();
    }

    /** When one whose answer was lost is settled at the latest: without a list nobody can be asked, and one wait is all. */
    Optional<Instant> settledBy(Generation generation) {
        Duration most = listed(generation)
                ? settings.uncertainAtMost()
                : settings.reconcileAfter().getFirst();
        return generation.state() == State.UNCERTAIN
                ? generation.uncertainAt().map(lost -> lost.plus(most))
                : Optional.empty();
    }

    /** The person no longer wants it: what is stored is destroyed, what was typed forgotten, what runs stopped. */
    void delete(Generation generation) {
        Instant now = clock.instant();
        shred(generation);
        if (generation.state() == State.QUEUED) {
            cancel(generation);
        } else if (!generation.state().ended()) {
            stop(generation);
        }
        generation.delete(now);
        repetitions.note(DeletionAgain.KIND, generation.getId(), "", now);
        told(generation, What.DELETED);
    }

    private void shred(Generation generation) {
        generation.output().ifPresent(id -> vault.shred(generation.owner(), id, Cause.PERSON));
        generation.poster().ifPresent(id -> vault.shred(generation.owner(), id, Cause.PERSON));
    }

    /** Keeps a finished video until then at the most. In the caller's transaction. @return whether that is earlier than it was */
    boolean shorten(Generation generation, Instant until) {
        boolean earlier = generation.state() == State.SUCCEEDED && generation.shorten(until);
        if (earlier) {
            generation.output().ifPresent(id -> vault.shorten(generation.owner(), id, until));
            told(generation, What.SHORTENED);
        }
        return earlier;
    }

    /** Its owner goes: nobody waits for it any more, and whatever a provider has of it is to be deleted. In the caller's transaction. */
    void abandon(Generation generation) {
        if (generation.state() == State.RUNNING) {
            generation.leaveRunning();
        }
        if (!generation.state().ended()) {
            cancel(generation);
        }
    }

    /** A task turned up after the end: its copy is to be deleted. In the caller's transaction. */
    void acceptedTooLate(Generation generation, ProviderTask task) {
        generation.acceptedTooLate(task);
        copies.oweLate(generation.getId(), generation.api(), task, clock.instant());
    }

    /** A task turned up whose generation was erased meanwhile. */
    void acceptedForNobody(ProviderApi api, ProviderTask task) {
        copies.oweLate(null, api, task, clock.instant());
    }

    /** Asks for an end: at once where no provider knows of it, else through whoever attends to it next. */
    void stop(Generation generation) {
        switch (generation.state()) {
            case QUEUED -> cancel(generation);
            case SUBMITTING, RUNNING, UNCERTAIN -> {
                if (!generation.cancelWanted()) {
                    generation.wantCancelled(clock.instant());
                    told(generation, What.CANCEL_ASKED);
                }
            }
            case COLLECTING, SUCCEEDED, FAILED, CANCELLED -> {}
        }
    }
}
