package com.allvideomodels.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.allvideomodels.Clause;
import com.allvideomodels.ProductTest;
import com.allvideomodels.generation.PretendProvider.Killed;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.privacy.Means;
import com.allvideomodels.privacy.Purpose;
import com.allvideomodels.provider.Cancellation;
import com.allvideomodels.provider.CopyDeletion;
import com.allvideomodels.provider.FailureReason;
import com.allvideomodels.provider.ProviderApi;
import com.allvideomodels.provider.RenderReported;
import com.allvideomodels.provider.Sighting;
import com.allvideomodels.provider.Submission;
import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@ProductTest
class LifecycleTests {

    @Autowired
    ApplicationContext context;

    Studio studio;
    Studio.Node node;
    PretendProvider provider;
    AccountId who;

    @BeforeEach
    void open() {
        studio = new Studio(context).cleared();
        node = studio.node();
        provider = studio.provider;
        who = studio.personWith(100);
    }

    @AfterEach
    void resetClock() {
        studio.clock.reset();
    }

    // The straight way

    @Test
    @Clause({"use.delivery", "collect.output", "retain.output"})
    void aVideoIsMadeStoredPaidForAndKeptForSevenDays() {
        GenerationId id = studio.ask(who);
        assertThat(studio.held(who)).isEqualTo(10);
        assertThat(studio.available(who)).isEqualTo(90);

        node.dispatcher.submitDue();
        assertThat(studio.stateOf(id)).isEqualTo(State.RUNNING);
        node.look();
        assertThat(studio.row(id).percent()).contains(40);
        provider.shows = PretendProvider.ready();
        node.look();
        assertThat(studio.stateOf(id)).isEqualTo(State.COLLECTING);
        node.collector.collectDue();

        Generation row = studio.row(id);
        assertThat(row.state()).isEqualTo(State.SUCCEEDED);
        assertThat(row.captured()).contains(row.price());
        assertThat(studio.available(who)).isEqualTo(90);
        assertThat(studio.held(who)).isZero();
        assertThat(row.deadline()).contains(row.finishedAt().orElseThrow().plus(Duration.ofDays(7)));
        assertThat(studio.vault
                        .find(who, row.output().orElseThrow())
                        .orElseThrow()
                        .deadline())
                .isEqualTo(row.deadline().orElseThrow());
        Footage footage = row.footage().orElseThrow();
        assertThat(footage.width()).isEqualTo(1280);
        assertThat(footage.sha256()).hasSize(64);
        assertThat(row.poster()).isPresent();
        assertThat(studio.storyOf(id))
                .containsExactly(What.ASKED, What.SENDING, What.ACCEPTED, What.BEGUN, What.MADE, What.SUCCEEDED);
        assertThat(studio.events).contains(new GenerationFinished(id, who));
    }

    @Test
    @Clause("retain.output")
    void nothingIsPlayableFromItsDeadlineOn() {
        GenerationId id = finished();
        Generation row = studio.row(id);
        var deadline = row.deadline().orElseThrow();
        assertThat(row.playable(deadline.minusMillis(1))).isPresent();
        assertThat(row.playable(deadline)).isEmpty();
    }

    @Test
    void waitingAndRunningAreTwoClocks() {
        GenerationId id = studio.ask(who);
        node.dispatcher.submitDue();
        provider.shows = new Sighting.Waiting(OptionalInt.of(3));
        node.look();
        assertThat(studio.row(id).placeInLine()).contains(3);
        assertThat(studio.row(id).runningAt()).isEmpty();
        provider.shows = PretendProvider.RENDERING;
        node.look();
        assertThat(studio.row(id).runningAt()).isPresent();
        assertThat(studio.row(id).placeInLine()).isEmpty();
    }

    @Test
    void aProviderIsLookedAtNoSoonerThanItAllows() {
        studio.ask(who);
        node.dispatcher.submitDue();
        assertThat(node.watcher.lookAtDue()).isZero();
        studio.wait(PretendProvider.PACE.minusMillis(500));
        assertThat(node.watcher.lookAtDue()).isZero();
        studio.wait(PretendProvider.PACE);
        assertThat(node.watcher.lookAtDue()).isOne();
        assertThat(node.watcher.lookAtDue()).isZero();
    }

    @Test
    void aRingMakesATaskDueAtOnceAndAWrongOneChangesNothing() {
        GenerationId id = studio.ask(who);
        node.dispatcher.submitDue();
        String path = provider.requests.get(id.value()).doorbell().getPath();
        String token = path.substring(path.lastIndexOf('/') + 1);

        studio.doorbell.on(new RenderReported(ProviderApi.RUNWAY, "not-a-token"));
        studio.doorbell.on(new RenderReported(ProviderApi.LUMA, token));
        assertThat(node.watcher.lookAtDue()).isZero();

        studio.wait(Line.BETWEEN_LOOKS);
        studio.doorbell.on(new RenderReported(ProviderApi.RUNWAY, token));
        assertThat(node.watcher.lookAtDue()).isOne();
        assertThat(studio.jdbc
                        .sql("select count(*) from generation where callback_hash = :token")
                        .param("token", token)
                        .query(Integer.class)
                        .single())
                .as("the token itself is nowhere")
                .isZero();
    }

    @Test
    void aRingDuringALookIsHeardAfterIt() {
        GenerationId id = studio.ask(who);
        node.dispatcher.submitDue();
        String path = provider.requests.get(id.value()).doorbell().getPath();
        studio.wait(PretendProvider.PACE.multipliedBy(2));
        var steps = node.watcher.take(10);
        studio.wait(Duration.ofMillis(100));
        studio.doorbell.on(new RenderReported(ProviderApi.RUNWAY, path.substring(path.lastIndexOf('/') + 1)));
        steps.forEach(step -> step.work().run());
        assertThat(node.watcher.lookAtDue()).as("not within a second").isZero();
        studio.wait(Line.BETWEEN_LOOKS);
        assertThat(node.watcher.lookAtDue()).isOne();
    }

    @Test
    void aRingBeforeTheAnswerIsHeardOnceTheTaskHasAName() {
        GenerationId id = studio.ask(who);
        provider.answersNextAfter(() -> ring(id));
        node.dispatcher.submitDue();
        studio.wait(Line.BETWEEN_LOOKS);
        assertThat(node.watcher.lookAtDue()).isOne();
    }

    @Test
    void aRingWhileAnAnswerIsLostIsHeardOnceTheTaskIsFound() {
        GenerationId id = studio.ask(who);
        provider.losesNextAnswer();
        node.dispatcher.submitDue();
        studio.wait(Duration.ofSeconds(1));
        ring(id);
        assertThat(node.reconciler.settleDue())
                .as("a list that lags is asked no sooner")
                .isZero();
        studio.wait(Duration.ofSeconds(20));
        node.reconciler.settleDue();
        assertThat(node.watcher.lookAtDue()).isOne();
    }

    @Test
    void aRingForASubmissionThatWasRefusedSendsNothingSooner() {
        GenerationId id = studio.ask(who);
        provider.answersNextAfter(() -> ring(id), new Submission.Busy(null));
        node.dispatcher.submitDue();
        studio.wait(Duration.ofSeconds(1));
        assertThat(node.dispatcher.submitDue()).isZero();
    }

    private void ring(GenerationId id) {
        studio.wait(Duration.ofMillis(1));
        String path = provider.requests.get(id.value()).doorbell().getPath();
        studio.doorbell.on(new RenderReported(ProviderApi.RUNWAY, path.substring(path.lastIndexOf('/') + 1)));
    }

    @Test
    void aLetterIsWrittenOnlyWhenItTookAWhile() {
        finished();
        assertThat(studio.mailer.to(who)).isEmpty();

        GenerationId slow = studio.ask(who);
        provider.shows = PretendProvider.RENDERING;
        node.dispatcher.submitDue();
        studio.wait(Duration.ofMinutes(3));
        provider.shows = PretendProvider.ready();
        node.finish();
        assertThat(studio.stateOf(slow)).isEqualTo(State.SUCCEEDED);
        assertThat(studio.mailer.to(who)).singleElement().satisfies(letter -> {
            assertThat(letter.template()).isEqualTo("video-ready");
            assertThat(letter.values()).containsKeys("link", "model", "deadline");
        });
    }

    // Sending

    @ParameterizedTest
    @EnumSource(FailureReason.class)
    void aRefusalGivesEverythingBack(FailureReason why) {
        GenerationId id = studio.ask(who);
        provider.answersNext(new Submission.Refused(why));
        node.dispatcher.submitDue();
        failedWith(id, why);
        assertThat(provider.createsOf(id)).isOne();
    }

    @Test
    void aBusyProviderIsAskedAgainLaterAndTheHoldStays() {
        GenerationId id = studio.ask(who);
        provider.answersNext(new Submission.Busy(Duration.ofSeconds(30)));
        node.dispatcher.submitDue();
        assertThat(studio.stateOf(id)).isEqualTo(State.QUEUED);
        assertThat(studio.held(who)).isEqualTo(10);
        studio.wait(Duration.ofSeconds(29));
        assertThat(node.dispatcher.submitDue()).isZero();
        studio.wait(Duration.ofSeconds(30));
        assertThat(node.dispatcher.submitDue()).isOne();
        assertThat(studio.stateOf(id)).isEqualTo(State.RUNNING);
    }

    @Test
    void aProviderThatIsBusyForTooLongIsGivenUp() {
        GenerationId id = studio.ask(who);
        provider.open = false;
        assertThat(node.dispatcher.submitDue()).isZero();
        studio.wait(studio.settings.queueAtMost().plusSeconds(1));
        node.dispatcher.submitDue();
        failedWith(id, FailureReason.PROVIDER_BUSY);
        assertThat(provider.createsOf(id)).isZero();
    }

    @Test
    void aLostAnswerIsAskedAfterAndNeverSentAgain() {
        GenerationId id = studio.ask(who);
        provider.losesNextAnswer();
        node.dispatcher.submitDue();
        assertThat(studio.stateOf(id)).isEqualTo(State.UNCERTAIN);
        assertThat(studio.held(who)).isEqualTo(10);
        studio.wait(Duration.ofSeconds(20));
        node.dispatcher.submitDue();
        node.reconciler.settleDue();
        assertThat(studio.stateOf(id)).isEqualTo(State.RUNNING);
        provider.shows = PretendProvider.ready();
        node.look();
        node.collector.collectDue();
        assertThat(studio.stateOf(id)).isEqualTo(State.SUCCEEDED);
        assertThat(provider.createsOf(id)).isOne();
    }

    @Test
    void whatNobodyKnowsOfIsLostAfterAFewQuestionsAndPaidBack() {
        GenerationId id = studio.ask(who);
        provider.answersNext(new Submission.Unanswered());
        node.dispatcher.submitDue();
        int asked = 0;
        for (Duration wait : studio.settings.reconcileAfter()) {
            assertThat(studio.stateOf(id)).isEqualTo(State.UNCERTAIN);
            studio.wait(wait);
            asked += node.reconciler.settleDue();
        }
        assertThat(asked).isEqualTo(studio.settings.reconcileAfter().size());
        failedWith(id, FailureReason.LOST);
        assertThat(provider.createsOf(id)).isOne();
    }

    @Test
    void aProviderWithoutAListEndsItAtOnce() {
        GenerationId id = studio.ask(who);
        provider.lists = false;
        provider.losesNextAnswer();
        node.dispatcher.submitDue();
        studio.wait(Duration.ofSeconds(20));
        node.reconciler.settleDue();
        failedWith(id, FailureReason.LOST);
    }

    @Test
    void whatIsPromisedOfALostAnswerIsWhatHappens() {
        for (boolean lists : new boolean[] {true, false}) {
            provider.lists = lists;
            GenerationId id = studio.ask(who);
            provider.answersNext(new Submission.Unanswered());
            node.dispatcher.submitDue();
            assertThat(studio.lifecycle.listed(studio.row(id))).isEqualTo(lists);
            var by = studio.lifecycle.settledBy(studio.row(id)).orElseThrow();
            while (studio.clock.instant().isBefore(by)) {
                assertThat(studio.stateOf(id)).isEqualTo(State.UNCERTAIN);
                studio.wait(Duration.ofSeconds(5));
                node.reconciler.settleDue();
            }
            // Each question was up to a step late.
            studio.wait(Duration.ofSeconds(20));
            node.reconciler.settleDue();
            failedWith(id, FailureReason.LOST);
            assertThat(studio.lifecycle.settledBy(studio.row(id))).isEmpty();
        }
    }

    @Test
    void nobodyIsSaidToBeAskedToStopWhatHasNoNameYet() {
        GenerationId id = studio.ask(who);
        var steps = node.dispatcher.take(10);
        studio.desk.cancel(who, id);
        assertThat(studio.row(id).stopWord()).contains("later");
        provider.losesNextAnswer();
        steps.forEach(step -> step.work().run());
        assertThat(studio.row(id).stopWord()).contains("later");
        studio.wait(Duration.ofSeconds(20));
        node.reconciler.settleDue();
        assertThat(studio.row(id).stopWord()).as("being asked").isEmpty();
        provider.cancellation = new Cancellation.NotOffered();
        node.watcher.lookAtDue();
        assertThat(studio.row(id).stopWord()).contains("not-offered");
        provider.shows = PretendProvider.ready();
        node.look();
        assertThat(studio.row(id).stopWord()).contains("too-late");
    }

    @Test
    void aNodeThatDiesBeforeTheCallLeavesItUncertainAndNobodySendsIt() {
        GenerationId id = studio.ask(who);
        node.dispatcher.take(10);
        assertThat(studio.stateOf(id)).isEqualTo(State.SUBMITTING);
        studio.wait(studio.settings.lease().plusSeconds(1));
        var other = studio.node();
        assertThat(other.dispatcher.submitDue()).isZero();
        other.reconciler.settleDue();
        assertThat(studio.stateOf(id)).isEqualTo(State.UNCERTAIN);
        for (Duration wait : studio.settings.reconcileAfter()) {
            studio.wait(wait);
            other.reconciler.settleDue();
        }
        failedWith(id, FailureReason.LOST);
        assertThat(provider.createsOf(id)).isZero();
    }

    @Test
    void aNodeThatDiesDuringTheCallLeavesWhatTheListFindsAgain() {
        GenerationId id = studio.ask(who);
        provider.killsNextCaller();
        assertThatThrownBy(() -> node.dispatcher.submitDue()).isInstanceOf(Killed.class);
        studio.wait(studio.settings.lease().plusSeconds(1));
        var other = studio.node();
        other.reconciler.settleDue();
        studio.wait(Duration.ofSeconds(20));
        other.reconciler.settleDue();
        assertThat(studio.stateOf(id)).isEqualTo(State.RUNNING);
        assertThat(provider.createsOf(id)).isOne();
    }

    @Test
    void anAnswerThatComesAfterTheEndIsKeptSoThatItsCopyCanBeDeleted() {
        GenerationId id = studio.ask(who);
        provider.lists = false;
        provider.answersNextAfter(() -> {
            studio.wait(studio.settings.lease().plusSeconds(1));
            studio.node().reconciler.settleDue();
            studio.wait(Duration.ofSeconds(20));
            studio.node().reconciler.settleDue();
            failedWith(id, FailureReason.LOST);
        });
        provider.deletion = new CopyDeletion.Refused(409);
        node.dispatcher.submitDue();
        failedWith(id, FailureReason.LOST);
        provider.cancellation = new Cancellation.NotOffered();
        node.copies.askDue();
        assertThat(provider.cancelsOf(id)).as("nobody waits for it any more").isOne();
        assertThat(studio.row(id).copyState()).isEqualTo(CopyState.DUE);
        provider.deletion = new CopyDeletion.Deleted(204);
        studio.wait(Duration.ofMinutes(5));
        node.copies.askDue();
        assertThat(studio.row(id).copyState()).isEqualTo(CopyState.DELETED);
    }

    @Test
    void aNodeThatSleptThroughItsLeaseDoesNotCallAnyMore() {
        GenerationId id = studio.ask(who);
        var late = node.dispatcher.take(10);
        studio.wait(studio.settings.lease().plusSeconds(1));
        late.forEach(step -> step.work().run());
        assertThat(provider.createsOf(id)).isZero();
        node.reconciler.settleDue();
        assertThat(studio.stateOf(id)).isEqualTo(State.UNCERTAIN);
    }

    @Test
    void anInputThatEndedMeanwhileIsUnusable() {
        Order order = studio.orderWithPicture(who);
        GenerationId id = studio.ask(who, order);
        studio.uploads.delete(who, order.inputs().getFirst().upload());
        node.dispatcher.submitDue();
        failedWith(id, FailureReason.INPUT_UNUSABLE);
        assertThat(provider.createsOf(id)).isZero();
    }

    @Test
    @Clause({"collect.input", "share.providers"})
    void aProviderGetsThePreparedCopyByALinkThatDiesWithTheTask() {
        GenerationId id = studio.ask(who, studio.orderWithPicture(who));
        node.dispatcher.submitDue();
        var request = provider.requests.get(id.value());
        assertThat(request.inputs()).singleElement().satisfies(input -> {
            assertThat(input.fileName()).isEqualTo("input-1.png");
            assertThat(input.open().readAllBytes()).isEqualTo("picture".getBytes());
        });
        request.inputs().getFirst().link();
        assertThat(studio.links.live).containsKey(id.value());
        provider.shows = new Sighting.Failed(FailureReason.OUTPUT_MODERATED);
        node.look();
        assertThat(studio.links.live).doesNotContainKey(id.value());
    }

    @Test
    @Clause("training.disclosure")
    void nothingGoesToAProviderOnceConsentIsWithdrawn() {
        GenerationId id = studio.ask(who);
        studio.consents.withdraw(who, Purpose.provider("runway"), Means.CONSENTS_PAGE);
        node.dispatcher.submitDue();
        assertThat(studio.stateOf(id)).isEqualTo(State.CANCELLED);
        assertThat(provider.createsOf(id)).isZero();
        paidBack();
    }

    // Watching

    @ParameterizedTest
    @EnumSource(FailureReason.class)
    void aFailureAtTheProviderGivesEverythingBack(FailureReason why) {
        GenerationId id = running();
        provider.shows = new Sighting.Failed(why);
        node.look();
        failedWith(id, why);
        node.copies.askDue();
        assertThat(studio.row(id).copyState()).isEqualTo(CopyState.DELETED);
    }

    @Test
    void aTaskThatVanishesTwiceIsLost() {
        GenerationId id = running();
        provider.showsNext(new Sighting.Vanished(), PretendProvider.RENDERING, new Sighting.Vanished());
        node.look();
        node.look();
        node.look();
        assertThat(studio.stateOf(id)).isEqualTo(State.RUNNING);
        provider.showsNext(new Sighting.Vanished());
        node.look();
        failedWith(id, FailureReason.LOST);
    }

    @Test
    void silenceChangesNothingAndIsAskedLessOften() {
        GenerationId id = running();
        provider.shows = new Sighting.Unanswered(Duration.ofMinutes(4));
        node.look();
        assertThat(studio.stateOf(id)).isEqualTo(State.RUNNING);
        studio.wait(Duration.ofMinutes(3));
        assertThat(node.watcher.lookAtDue()).isZero();
        studio.wait(Duration.ofMinutes(3));
        assertThat(node.watcher.lookAtDue()).isOne();
    }

    @Test
    void whatIsReadyAtTheLastMomentIsCollectedAllTheSame() {
        GenerationId id = running();
        studio.wait(studio.settings.renderAtMost());
        provider.shows = PretendProvider.ready();
        node.look();
        node.collector.collectDue();
        assertThat(studio.stateOf(id)).isEqualTo(State.SUCCEEDED);
    }

    @Test
    void whatTakesTooLongIsStoppedAndPaidBack() {
        GenerationId id = running();
        studio.wait(studio.settings.renderAtMost());
        node.look();
        failedWith(id, FailureReason.PROVIDER_FAILED);
        assertThat(studio.storyOf(id)).contains(What.TIMED_OUT);
    }

    @Test
    void whatEndsWhileItIsStoppedIsLookedAtOnceMore() {
        GenerationId id = running();
        studio.wait(studio.settings.renderAtMost());
        provider.cancellation = new Cancellation.TooLate();
        node.look();
        assertThat(studio.stateOf(id)).isEqualTo(State.RUNNING);
        provider.shows = PretendProvider.ready();
        node.look();
        assertThat(studio.stateOf(id)).isEqualTo(State.COLLECTING);
    }

    @Test
    void silenceWhenTheTimeIsOverIsNoEndYet() {
        GenerationId id = running();
        studio.wait(studio.settings.renderAtMost());
        provider.shows = new Sighting.Unanswered(null);
        provider.cancellation = new Cancellation.Unanswered();
        node.look();
        assertThat(studio.stateOf(id)).isEqualTo(State.RUNNING);
        studio.wait(Duration.ofMinutes(11));
        node.look();
        failedWith(id, FailureReason.LOST);
        assertThat(studio.storyOf(id)).contains(What.TIMED_OUT);
    }

    @Test
    void aProviderThatIsGivenARestWasNotAskedSoNothingIsGivenUp() {
        GenerationId id = running();
        studio.wait(studio.settings.renderAtMost().plusHours(1));
        provider.shows = new Sighting.Unanswered(Duration.ofSeconds(30), false);
        node.look();
        assertThat(provider.cancelsOf(id)).isZero();
        provider.shows = new Sighting.Unanswered(null);
        provider.cancellation = new Cancellation.Unanswered(Duration.ofSeconds(30), false);
        studio.wait(Duration.ofMinutes(1));
        node.look();
        provider.shows = PretendProvider.RENDERING;
        studio.wait(Duration.ofMinutes(1));
        node.look();
        assertThat(studio.stateOf(id)).isEqualTo(State.RUNNING);
        assertThat(studio.storyOf(id)).doesNotContain(What.TIMED_OUT);
        provider.cancellation = new Cancellation.Cancelled();
        studio.wait(Duration.ofMinutes(1));
        node.look();
        failedWith(id, FailureReason.PROVIDER_FAILED);
    }

    // A provider that asks to be left alone

    @Test
    void whoAsksForAPauseIsNotAskedByTheNextInLineEither() {
        GenerationId refused = studio.ask(who);
        GenerationId next = studio.ask(who);
        provider.concurrency = 1;
        provider.answersNext(new Submission.Busy(Duration.ofSeconds(60)));
        node.dispatcher.submitDue();
        studio.wait(Duration.ofSeconds(59));
        assertThat(node.dispatcher.submitDue()).isZero();
        assertThat(studio.node().dispatcher.submitDue()).as("on any node").isZero();
        assertThat(provider.createsOf(refused) + provider.createsOf(next)).isOne();
        studio.wait(Duration.ofSeconds(2));
        assertThat(studio.node().dispatcher.submitDue()).isOne();
    }

    @Test
    void aPauseHoldsForLooksToo() {
        running();
        running();
        provider.showsNext(new Sighting.Unanswered(Duration.ofSeconds(60)));
        studio.wait(PretendProvider.PACE.multipliedBy(2));
        assertThat(node.watcher.take(1))
                .singleElement()
                .satisfies(step -> step.work().run());
        assertThat(studio.node().watcher.lookAtDue()).isZero();
        studio.wait(Duration.ofSeconds(61));
        assertThat(studio.node().watcher.lookAtDue()).isPositive();
    }

    @Test
    void aPauseThatIsAskedForWhenStoppingHoldsToo() {
        GenerationId id = running();
        GenerationId next = studio.ask(who);
        provider.cancellation = new Cancellation.Unanswered(Duration.ofSeconds(60));
        studio.desk.cancel(who, id);
        node.watcher.lookAtDue();
        assertThat(node.dispatcher.submitDue()).isZero();
        studio.wait(Duration.ofSeconds(61));
        node.dispatcher.submitDue();
        assertThat(provider.createsOf(next)).isOne();
    }

    @Test
    void theRestThatOneNodeGivesAProviderIsNoWordOfTheProvider() {
        studio.ask(who);
        GenerationId next = studio.ask(who);
        provider.concurrency = 1;
        provider.answersNext(Submission.Busy.unreached(Duration.ofSeconds(30)));
        node.dispatcher.submitDue();
        studio.node().dispatcher.submitDue();
        assertThat(studio.stateOf(next)).isEqualTo(State.RUNNING);
    }

    // Collecting

    @Test
    void aFinishedVideoIsNotLostBecauseOneAnswerLagsBehind() {
        GenerationId id = running();
        provider.showsNext(PretendProvider.ready("expired"), new Sighting.Vanished());
        provider.shows = PretendProvider.ready();
        node.look();
        for (int i = 0; i < 3; i++) {
            node.collector.collectDue();
            studio.wait(Duration.ofMinutes(3));
        }
        assertThat(studio.stateOf(id)).isEqualTo(State.SUCCEEDED);
    }

    @Test
    void aFinishedVideoThatVanishesTwiceIsLost() {
        GenerationId id = running();
        provider.showsNext(PretendProvider.ready("expired"));
        provider.shows = new Sighting.Vanished();
        node.look();
        for (int i = 0; i < 3; i++) {
            assertThat(studio.stateOf(id)).isEqualTo(State.COLLECTING);
            node.collector.collectDue();
            studio.wait(Duration.ofMinutes(3));
        }
        failedWith(id, FailureReason.LOST);
    }

    @Test
    void halfAFileAndADeadLinkAreFetchedAgainByAFreshLink() {
        GenerationId id = running();
        provider.showsNext(
                PretendProvider.ready("half"),
                PretendProvider.ready("broken"),
                PretendProvider.ready("expired"),
                PretendProvider.ready("video"));
        node.look();
        for (int i = 0; i < 4; i++) {
            assertThat(studio.stateOf(id)).isEqualTo(State.COLLECTING);
            node.collector.collectDue();
            studio.wait(Duration.ofMinutes(2).plusSeconds(40));
        }
        assertThat(studio.stateOf(id)).isEqualTo(State.SUCCEEDED);
        assertThat(studio.vault.videosOf(who)).isOne();
        assertThat(provider.createsOf(id)).isOne();
    }

    @Test
    void aVideoThatStaysUnreadableFailsAndNothingOfItIsKept() {
        GenerationId id = running();
        provider.shows = PretendProvider.ready("garbage");
        node.look();
        for (int i = 0; i < studio.settings.unreadableAtMost(); i++) {
            assertThat(studio.stateOf(id)).isEqualTo(State.COLLECTING);
            node.collector.collectDue();
            studio.wait(Duration.ofMinutes(3));
        }
        failedWith(id, FailureReason.PROVIDER_FAILED);
        assertThat(studio.vault.videosOf(who)).isZero();
    }

    @Test
    void aStoreThatIsAwayForAWhileCostsNothing() {
        GenerationId id = running();
        provider.shows = PretendProvider.ready();
        node.look();
        studio.vault.away = true;
        node.collector.collectDue();
        assertThat(studio.stateOf(id)).isEqualTo(State.COLLECTING);
        studio.vault.away = false;
        studio.wait(Duration.ofMinutes(3));
        node.collector.collectDue();
        assertThat(studio.stateOf(id)).isEqualTo(State.SUCCEEDED);
    }

    @Test
    void aVideoWithoutAStillIsAVideo() {
        studio.inspector.stillsFail = true;
        GenerationId id = finished();
        assertThat(studio.row(id).poster()).isEmpty();
        assertThat(studio.row(id).output()).isPresent();
    }

    @Test
    void anAddressThatMustNotBeCalledEndsIt() {
        GenerationId id = running();
        provider.shows = PretendProvider.ready("forbidden");
        node.look();
        node.collector.collectDue();
        failedWith(id, FailureReason.PROVIDER_FAILED);
    }

    @Test
    void whatCannotBeFetchedForHoursIsPaidBack() {
        GenerationId id = running();
        provider.shows = PretendProvider.ready("nothing");
        node.look();
        node.collector.collectDue();
        studio.wait(studio.settings.collectAtMost());
        node.collector.collectDue();
        failedWith(id, FailureReason.PROVIDER_FAILED);
    }

    @Test
    void whatAnOwnerWhoIsGoneAskedForIsNotKept() {
        GenerationId id = running();
        provider.shows = PretendProvider.ready();
        node.look();
        studio.accounts.gone.add(who);
        node.collector.collectDue();
        assertThat(studio.stateOf(id)).isEqualTo(State.CANCELLED);
        assertThat(studio.vault.videosOf(who)).isZero();
        paidBack();
    }

    @Test
    void whatWasDeletedWhileItWasFetchedIsDiscarded() {
        GenerationId id = running();
        provider.shows = PretendProvider.ready();
        node.look();
        var steps = node.collector.take(10);
        studio.lifecycle.locked(id.value(), studio.lifecycle::delete);
        steps.forEach(step -> step.work().run());
        assertThat(studio.stateOf(id)).isEqualTo(State.CANCELLED);
        assertThat(studio.vault.videosOf(who)).isZero();
        assertThat(studio.row(id).prompt()).isEmpty();
        paidBack();
    }

    @Test
    void aCollectorWhoseLeaseIsLostLeavesNothingBehind() {
        GenerationId id = running();
        provider.shows = PretendProvider.ready();
        node.look();
        var slow = node.collector.take(10);
        studio.wait(studio.settings.lease().plusSeconds(1));
        studio.node().collector.collectDue();
        assertThat(studio.stateOf(id)).isEqualTo(State.SUCCEEDED);
        slow.forEach(step -> step.work().run());
        assertThat(studio.vault.videosOf(who)).isOne();
        assertThat(studio.available(who)).isEqualTo(90);
    }

    @Test
    void aVideoThatWasTidiedAwayBeforeItWasNamedIsFetchedAgain() {
        GenerationId id = running();
        provider.shows = PretendProvider.ready();
        node.look();
        studio.vault.tidied = true;
        node.collector.collectDue();
        assertThat(studio.stateOf(id)).isEqualTo(State.COLLECTING);
        assertThat(studio.held(who)).isEqualTo(10);
        studio.vault.tidied = false;
        studio.wait(Duration.ofMinutes(3));
        node.collector.collectDue();
        assertThat(studio.stateOf(id)).isEqualTo(State.SUCCEEDED);
        assertThat(studio.vault.videosOf(who)).isOne();
        assertThat(provider.createsOf(id)).isOne();
    }

    @Test
    void aVideoWhoseLastCommitWasNotAnsweredIsKept() {
        GenerationId id = running();
        provider.shows = PretendProvider.ready();
        node.look();
        studio.vault.losesAnswer = true;
        node.collector.collectDue();
        assertThat(studio.stateOf(id)).isEqualTo(State.SUCCEEDED);
        assertThat(studio.vault.videosOf(who)).isOne();
        assertThat(studio.available(who)).isEqualTo(90);
    }

    // The provider's copy

    @Test
    @Clause("retain.provider-copies")
    void theProviderIsAskedToDeleteItsCopyAndTheAnswerIsKept() {
        provider.deletion = new CopyDeletion.Unanswered();
        GenerationId id = finished();
        node.copies.askDue();
        assertThat(studio.row(id).copyState()).isEqualTo(CopyState.DUE);
        provider.deletion = new CopyDeletion.Deleted(204);
        studio.wait(Duration.ofMinutes(1));
        node.copies.askDue();
        assertThat(studio.row(id).copyState()).isEqualTo(CopyState.DELETED);
        assertThat(studio.row(id).copyAt()).isPresent();
        assertThat(studio.storyOf(id)).endsWith(What.COPY_DELETED);
        assertThat(node.copies.askDue()).isZero();
    }

    @Test
    @Clause("retain.provider-copies")
    void aProviderThatNeverAnswersIsAskedForDaysAndThenSaidToBeSilent() {
        provider.deletion = new CopyDeletion.Unanswered();
        GenerationId id = finished();
        for (int i = 0; i <= studio.settings.copyRetries().size(); i++) {
            node.copies.askDue();
            studio.wait(Duration.ofDays(2));
        }
        assertThat(studio.row(id).copyState()).isEqualTo(CopyState.UNANSWERED);
    }

    @Test
    void anAnswerThatItCannotBeAskedIsKeptToo() {
        provider.deletion = new CopyDeletion.NotOffered();
        GenerationId id = finished();
        node.copies.askDue();
        assertThat(studio.row(id).copyState()).isEqualTo(CopyState.NOT_OFFERED);
    }

    @Test
    @Clause("retain.provider-copies")
    void whatIsLeftRunningIsAskedForLaterAndOneRefusalIsNotBelieved() {
        GenerationId id = running();
        studio.wait(studio.settings.renderAtMost());
        provider.cancellation = new Cancellation.NotOffered();
        provider.deletion = new CopyDeletion.Refused(409);
        node.look();
        failedWith(id, FailureReason.PROVIDER_FAILED);
        assertThat(node.copies.askDue()).as("it is still being made").isZero();
        studio.wait(Duration.ofMinutes(11));
        node.copies.askDue();
        assertThat(studio.row(id).copyState()).isEqualTo(CopyState.DUE);
        provider.cancellation = new Cancellation.TooLate();
        provider.deletion = new CopyDeletion.Deleted(204);
        studio.wait(Duration.ofMinutes(10));
        node.copies.askDue();
        assertThat(studio.row(id).copyState()).isEqualTo(CopyState.DELETED);
    }

    @Test
    @Clause("retain.provider-copies")
    void aRefusalIsBelievedInTheEnd() {
        GenerationId id = running();
        studio.wait(studio.settings.renderAtMost());
        provider.cancellation = new Cancellation.NotOffered();
        provider.deletion = new CopyDeletion.Refused(409);
        node.look();
        for (int i = 0; i <= studio.settings.copyRetries().size(); i++) {
            assertThat(studio.row(id).copyState()).isEqualTo(CopyState.DUE);
            studio.wait(Duration.ofDays(2));
            node.copies.askDue();
        }
        assertThat(studio.row(id).copyState()).isEqualTo(CopyState.REFUSED);
        assertThat(studio.storyOf(id)).endsWith(What.COPY_REFUSED);
    }

    @Test
    void aRefusalForWhatHasEndedIsBelievedAtOnce() {
        provider.deletion = new CopyDeletion.Refused(409);
        GenerationId id = finished();
        node.copies.askDue();
        assertThat(studio.row(id).copyState()).isEqualTo(CopyState.REFUSED);
        assertThat(provider.cancelsOf(id)).isZero();
    }

    // Stopping

    @Test
    void whatIsInLineStopsAtOnceAndIsPaidBack() {
        GenerationId id = studio.ask(who);
        studio.desk.cancel(who, id);
        studio.desk.cancel(who, id);
        assertThat(studio.stateOf(id)).isEqualTo(State.CANCELLED);
        paidBack();
        assertThat(node.dispatcher.submitDue()).isZero();
    }

    @Test
    void whatRunsIsStoppedAtTheProvider() {
        GenerationId id = running();
        studio.desk.cancel(who, id);
        assertThat(studio.stateOf(id)).isEqualTo(State.RUNNING);
        assertThat(node.watcher.lookAtDue()).isOne();
        assertThat(studio.stateOf(id)).isEqualTo(State.CANCELLED);
        paidBack();
    }

    @Test
    void whatCannotBeStoppedGoesOnAndIsDeliveredAndPaidFor() {
        GenerationId id = running();
        provider.cancellation = new Cancellation.NotOffered();
        studio.desk.cancel(who, id);
        node.watcher.lookAtDue();
        assertThat(studio.row(id).cancelAnswer()).contains(CancelAnswer.NOT_OFFERED);
        provider.shows = PretendProvider.ready();
        node.look();
        node.collector.collectDue();
        assertThat(studio.stateOf(id)).isEqualTo(State.SUCCEEDED);
        assertThat(studio.available(who)).isEqualTo(90);
    }

    @Test
    void aStopThatWasHeardEndsWhenTheProviderSaysSo() {
        GenerationId id = running();
        provider.cancellation = new Cancellation.Requested();
        studio.desk.cancel(who, id);
        node.watcher.lookAtDue();
        assertThat(studio.stateOf(id)).isEqualTo(State.RUNNING);
        provider.shows = new Sighting.Cancelled();
        node.look();
        assertThat(studio.stateOf(id)).isEqualTo(State.CANCELLED);
        paidBack();
    }

    @Test
    void aStopThatNobodyAnswersIsTriedAFewTimes() {
        GenerationId id = running();
        provider.cancellation = new Cancellation.Unanswered();
        studio.desk.cancel(who, id);
        node.watcher.lookAtDue();
        studio.wait(PretendProvider.PACE.multipliedBy(2));
        node.watcher.lookAtDue();
        assertThat(provider.cancelsOf(id)).isEqualTo(2);
        studio.wait(PretendProvider.PACE);
        node.watcher.lookAtDue();
        assertThat(provider.cancelsOf(id)).as("less and less often").isEqualTo(2);
        node.look();
        assertThat(studio.row(id).cancelAnswer()).contains(CancelAnswer.UNANSWERED);
        node.look();
        assertThat(provider.looks)
                .isNotEmpty()
                .allSatisfy((task, number) -> assertThat(number.get()).isPositive());
    }

    @Test
    void silentLooksAreNoUnansweredStops() {
        GenerationId id = running();
        provider.shows = new Sighting.Unanswered(null);
        for (int i = 0; i < 3; i++) {
            studio.wait(Duration.ofMinutes(1));
            node.watcher.lookAtDue();
        }
        provider.cancellation = new Cancellation.Unanswered();
        studio.desk.cancel(who, id);
        node.watcher.lookAtDue();
        assertThat(provider.cancelsOf(id)).isOne();
        assertThat(studio.row(id).cancelAnswer()).isEmpty();
    }

    @Test
    void aStopThatNeverLeftTheMachineIsNotCounted() {
        GenerationId id = running();
        provider.cancellation = new Cancellation.Unanswered(Duration.ofSeconds(30), false);
        studio.desk.cancel(who, id);
        for (int i = 0; i < 5; i++) {
            node.watcher.lookAtDue();
            studio.wait(Duration.ofMinutes(3));
        }
        assertThat(provider.cancelsOf(id)).isEqualTo(5);
        assertThat(studio.row(id).cancelAnswer()).isEmpty();
        provider.cancellation = new Cancellation.Cancelled();
        node.watcher.lookAtDue();
        assertThat(studio.stateOf(id)).isEqualTo(State.CANCELLED);
    }

    @Test
    void aStopDuringTheSendingIsCarriedOutOnceTheProviderHasIt() {
        GenerationId id = studio.ask(who);
        var steps = node.dispatcher.take(10);
        studio.desk.cancel(who, id);
        steps.forEach(step -> step.work().run());
        assertThat(studio.stateOf(id)).isEqualTo(State.RUNNING);
        assertThat(node.watcher.lookAtDue()).isOne();
        assertThat(studio.stateOf(id)).isEqualTo(State.CANCELLED);
        paidBack();
    }

    @Test
    void strangersStopNothing() {
        GenerationId id = studio.ask(who);
        studio.desk.cancel(AccountId.fresh(), id);
        assertThat(studio.stateOf(id)).isEqualTo(State.QUEUED);
    }

    // Ends of tests

    private GenerationId running() {
        GenerationId id = studio.ask(who);
        node.dispatcher.submitDue();
        node.look();
        assertThat(studio.stateOf(id)).isEqualTo(State.RUNNING);
        return id;
    }

    private GenerationId finished() {
        GenerationId id = studio.ask(who);
        provider.shows = PretendProvider.ready();
        node.finish();
        assertThat(studio.stateOf(id)).isEqualTo(State.SUCCEEDED);
        return id;
    }

    private void failedWith(GenerationId id, FailureReason why) {
        assertThat(studio.stateOf(id)).isEqualTo(State.FAILED);
        assertThat(studio.row(id).failure()).contains(why);
        assertThat(studio.events).contains(new GenerationFailed(id, who, why));
        paidBack();
    }

    private void paidBack() {
        assertThat(studio.available(who)).isEqualTo(100);
        assertThat(studio.held(who)).isZero();
        assertThat(studio.links.live).isEmpty();
    }
}
