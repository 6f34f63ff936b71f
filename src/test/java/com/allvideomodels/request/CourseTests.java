package com.allvideomodels.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.Clause;
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

    private static final List<Move> MOVES = moves();

    private static List<Move> moves() {
        List<Move> all = new ArrayList<>(List.of(
                new Move.ShowIdentity(),
                new Move.CheckMandate(),
                new Move.MarkDuplicate(),
                new Move.Begin(),
                new Move.Fulfil(),
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
                    assertThat(one.take(new Move.Fulfil())).isInstanceOf(Outcome.Refused.class);
                });
    }

    @Test
    void onlyWhatWasTakenUpIsFulfilled() {
        explore((before, move) -> {
            if (move instanceof Move.Fulfil && before.status() == Status.OPEN && before.isVerified()) {
                assertThat(before.take(move)).isEqualTo(new Outcome.Refused(Course.Refusal.NOT_BEGUN));
            }
        });
    }

    @Test
    void nobodyLooksForTheMandateOfWhoAsksForThemselves() {
        assertThat(Course.begin(Requester.SELF, DUE).take(new Move.CheckMandate()))
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
        Stream.of(Requester.values()).forEach(one -> left.add(Course.begin(one, DUE)));
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
