package com.allvideomodels.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.Clause;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.request.Course.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The invariant D2: everything that can become of a request, every move tried in every state that any moves lead to. */
@Clause({"right.exercise", "ccpa.agents"})
class CourseTests {

    private static final Instant DUE = Instant.parse("2027-02-28T10:00:00Z");
    private static final Instant EXTENDED = DUE.plus(Duration.ofDays(30));
    private static final Duration INSTANT = Duration.ofMillis(1);

    private static final AccountId ONE = AccountId.fresh();
    private static final AccountId OTHER = AccountId.fresh();

    private static final List<Move> MOVES = moves();

    private static final List<Move> FULFILLING =
            List.of(new Move.Fulfil(), new Move.Erase(ONE, OTHER), new Move.FindNothing());

    private static List<Move> moves() {
        List<Move> all = new ArrayList<>(List.of(
                new Move.ShowIdentity(),
                new Move.CheckMandate(),
                new Move.MarkDuplicate(),
                new Move.Begin(),
                new Move.Fulfil(),
                new Move.Erase(ONE, OTHER),
                new Move.Erase(ONE, ONE),
                new Move.FindNothing(),
                new Move.FindAccount(),
                new Move.Revoke()));
        Stream.of(DUE.minus(INSTANT), DUE, EXTENDED.minus(INSTANT), EXTENDED)
                .forEach(at -> all.addAll(List.of(new Move.Extend(at, EXTENDED), new Move.Expire(at))));
        Stream.of(Denial.values()).forEach(why -> all.add(new Move.Deny(why)));
        return all;
    }

    @Test
    void nothingIsTakenUpOrFulfilledThatNobodyVerified() {
        explore((before, move) -> {});
        assertThat(reached())
                .filteredOn(one -> one.status() == Status.FULFILLED || one.status() == Status.IN_PROGRESS)
                .isNotEmpty()
                .allSatisfy(one -> {
                    assertThat(one.identityShown()).isTrue();
                    assertThat(one.mandateChecked() || one.requester() == Requester.SELF)
                            .isTrue();
                });
    }

    @Test
    void aDuplicateIsVerifiedForItself() {
        assertThat(reached())
                .filteredOn(one -> one.duplicate() && !one.identityShown())
                .isNotEmpty()
                .allSatisfy(one -> {
                    assertThat(one.take(new Move.Begin())).isInstanceOf(Outcome.Refused.class);
                    FULFILLING.forEach(move -> assertThat(one.take(move)).isInstanceOf(Outcome.Refused.class));
                });
    }

    @Test
    @Clause({"right.deletion", "ccpa.delete", "gdpr.erasure"})
    void aDeletionIsFulfilledByAnErasureOfTwoOrWhereThereIsNoAccountBySayingSoAndByNothingElse() {
        explore((before, move) -> {
            if (before.take(move) instanceof Outcome.Moved moved
                    && moved.course().status() == Status.FULFILLED) {
                assertThat(move)
                        .isEqualTo(
                                switch (before.fulfilment()) {
                                    case ANSWER -> new Move.Fulfil();
                                    case ERASURE -> new Move.Erase(ONE, OTHER);
                                    case NOTHING_FOUND -> new Move.FindNothing();
                                });
            }
        });
        assertThat(reached())
                .filteredOn(one -> one.status() == Status.FULFILLED)
                .extracting(Course::fulfilment)
                .contains(Fulfilment.values());
    }

    @Test
    void onlyAnAccountThatTurnsUpChangesWhatFulfils() {
        explore((before, move) -> {
            if (before.take(move) instanceof Outcome.Moved moved) {
                boolean turnedUp = move instanceof Move.FindAccount && before.fulfilment() == Fulfilment.NOTHING_FOUND;
                assertThat(moved.course().fulfilment()).isEqualTo(turnedUp ? Fulfilment.ERASURE : before.fulfilment());
            }
        });
    }

    @Test
    void whatIsDeletedFollowsFromTheRightAndWhetherThereIsAnAccount() {
        assertThat(Stream.of(Right.values()).filter(one -> Fulfilment.of(one, true) == Fulfilment.ERASURE))
                .containsExactly(Right.DELETION, Right.CCPA_DELETE);
        assertThat(Stream.of(Right.values()).filter(one -> Fulfilment.of(one, false) == Fulfilment.NOTHING_FOUND))
                .containsExactly(Right.DELETION, Right.CCPA_DELETE);
    }

    @Test
    void onlyWhatWasTakenUpIsFulfilled() {
        explore((before, move) -> {
            if (FULFILLING.contains(move) && before.status() == Status.OPEN) {
                assertThat(before.take(move)).isInstanceOf(Outcome.Refused.class);
            }
        });
    }

    @Test
    void nobodyLooksForTheMandateOfWhoAsksForThemselves() {
        assertThat(Course.begin(Requester.SELF, Fulfilment.ANSWER, DUE).take(new Move.CheckMandate()))
                .isEqualTo(new Outcome.Refused(Course.Refusal.NO_MANDATE_NEEDED));
        assertThat(reached())
                .filteredOn(Course::mandateChecked)
                .isNotEmpty()
                .noneMatch(one -> one.requester() == Requester.SELF);
    }

    @Test
    void nothingLeavesAFinalState() {
        explore((before, move) -> {
            if (before.status().isFinal()) {
                assertThat(before.take(move)).isEqualTo(new Outcome.Refused(Course.Refusal.CLOSED));
            }
        });
        assertThat(reached()).extracting(Course::status).contains(Status.values());
    }

    @Test
    void timeIsExtendedOnceAndOnlyBeforeItWasOver() {
        explore((before, move) -> {
            if (before.take(move) instanceof Outcome.Moved moved && move instanceof Move.Extend more) {
                assertThat(before.extended()).isFalse();
                assertThat(more.at()).isBefore(DUE);
                assertThat(moved.course().due()).isEqualTo(EXTENDED);
            }
        });
    }

    @Test
    void noMoveTakesBackWhatWasShownOrGivesTimeUnasked() {
        explore((before, move) -> {
            if (before.take(move) instanceof Outcome.Moved moved) {
                Course after = moved.course();
                assertThat(after.identityShown())
                        .isEqualTo(before.identityShown() || move instanceof Move.ShowIdentity);
                assertThat(after.mandateChecked())
                        .isEqualTo(before.mandateChecked() || move instanceof Move.CheckMandate);
                assertThat(after.due().equals(before.due())).isEqualTo(!(move instanceof Move.Extend));
                assertThat(after.requester()).isEqualTo(before.requester());
            }
        });
    }

    @Test
    void onlyWhatNobodyShowedToBeTheirsExpiresAndNotBeforeItsTime() {
        explore((before, move) -> {
            if (before.take(move) instanceof Outcome.Moved && move instanceof Move.Expire over) {
                assertThat(before.identityShown()).isFalse();
                assertThat(over.at()).isAfterOrEqualTo(before.due());
            }
        });
    }

    private static Set<Course> reached() {
        return explore((before, move) -> {});
    }

    private static Set<Course> explore(BiConsumer<Course, Move> look) {
        Set<Course> seen = new LinkedHashSet<>();
        Deque<Course> left = new ArrayDeque<>();
        Stream.of(Requester.values())
                .forEach(one -> Stream.of(Fulfilment.values()).forEach(by -> left.add(Course.begin(one, by, DUE))));
        while (!left.isEmpty()) {
            Course course = left.pop();
            if (seen.add(course)) {
                MOVES.forEach(move -> {
                    look.accept(course, move);
                    if (course.take(move) instanceof Outcome.Moved moved) {
                        left.push(moved.course());
                    }
                });
            }
        }
        return seen;
    }
}
