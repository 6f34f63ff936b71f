package com.allvideomodels.generation;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.ProductTest;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.provider.Cancellation;
import com.allvideomodels.provider.CopyDeletion;
import com.allvideomodels.provider.FailureReason;
import com.allvideomodels.provider.Sighting;
import com.allvideomodels.provider.Submission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/**
 * Whatever order verbs, deaths of nodes, answers and wishes come in: every task ends, every credit is either spent on a video
 * that is there or back, and nothing was asked for twice.
 */
@ProductTest
class LifecyclePropertyTests {

    private static final int TASKS = 6;
    private static final int MOVES = 150;

    @Autowired
    ApplicationContext context;

    Studio studio;
    PretendProvider provider;

    @AfterEach
    void resetClock() {
        studio.clock.reset();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void everythingEndsAndEveryCreditIsAccountedFor(long seed) {
        studio = new Studio(context).cleared();
        provider = studio.provider;
        var random = new Random(seed);
        AccountId who = studio.personWith(TASKS * 10);
        List<GenerationId> ids = new ArrayList<>();
        for (int i = 0; i < TASKS; i++) {
            ids.add(studio.ask(who));
        }
        List<Station.Step> left = new ArrayList<>();
        for (int i = 0; i < MOVES; i++) {
            move(random, who, ids, left);
            consistent(who, ids);
        }
        settle(left);

        assertThat(ids).allSatisfy(id -> {
            assertThat(studio.stateOf(id).ended())
                    .as("seed %d, %s", seed, studio.storyOf(id))
                    .isTrue();
            assertThat((long) provider.createsOf(id)).isLessThanOrEqualTo(1 + busy(id));
        });
        consistent(who, ids);
        assertThat(studio.held(who)).isZero();
        long made =
                ids.stream().filter(id -> studio.stateOf(id) == State.SUCCEEDED).count();
        assertThat(studio.available(who)).isEqualTo((TASKS - made) * 10);
        assertThat(studio.vault.videosOf(who))
                .isEqualTo(ids.stream()
                        .filter(id -> studio.stateOf(id) == State.SUCCEEDED
                                && !studio.row(id).deleted())
                        .count());
        assertThat(studio.links.live).isEmpty();
    }

    private long busy(GenerationId id) {
        return studio.storyOf(id).stream().filter(what -> what == What.BUSY).count();
    }

    private void move(Random random, AccountId who, List<GenerationId> ids, List<Station.Step> left) {
        Studio.Node node = studio.node();
        Station station = node.stations().get(random.nextInt(5));
        provider.shows = sighting(random);
        switch (random.nextInt(10)) {
            case 0, 1, 2, 3 -> run(station);
            // Taken and not done: its node is slow, or dead.
            case 4 -> left.addAll(station.take(2));
            case 5 -> finishOne(random, left);
            case 6 -> studio.wait(Duration.ofSeconds(random.nextInt(240)));
            case 7 -> studio.wait(Duration.ofMinutes(random.nextInt(8)));
            case 8 -> prepare(random);
            case 9 -> wish(random, who, ids.get(random.nextInt(ids.size())));
            default -> throw new IllegalStateException();
        }
    }

    private static void run(Station station) {
        try {
            station.runDue();
        } catch (PretendProvider.Killed dead) {
            // Its leases end, and others go on.
        }
    }

    private static void finishOne(Random random, List<Station.Step> left) {
        if (!left.isEmpty()) {
            try {
                left.remove(random.nextInt(left.size())).work().run();
            } catch (PretendProvider.Killed dead) {
                // As above.
            }
        }
    }

    private void prepare(Random random) {
        switch (random.nextInt(8)) {
            case 0 -> provider.answersNext(new Submission.Busy(null));
            case 1 -> provider.answersNext(new Submission.Refused(FailureReason.INPUT_MODERATED));
            case 2 -> provider.answersNext(new Submission.Unanswered());
            case 3 -> provider.losesNextAnswer();
            case 4 -> provider.killsNextCaller();
            case 5 -> provider.lists = random.nextBoolean();
            case 6 -> studio.vault.away = random.nextInt(3) == 0;
            case 7 -> {
                provider.cancellation = List.of(
                                new Cancellation.Cancelled(),
                                new Cancellation.Requested(),
                                new Cancellation.TooLate(),
                                new Cancellation.NotOffered(),
                                new Cancellation.Unanswered())
                        .get(random.nextInt(5));
                provider.deletion =
                        random.nextBoolean() ? new CopyDeletion.Unanswered() : new CopyDeletion.Deleted(204);
            }
            default -> throw new IllegalStateException();
        }
    }

    private void wish(Random random, AccountId who, GenerationId id) {
        switch (random.nextInt(6)) {
            case 0 -> studio.desk.cancel(who, id);
            case 1 ->
                studio.transaction.executeWithoutResult(
                        status -> studio.rows.lockOwn(id.value(), who.value()).ifPresent(studio.lifecycle::delete));
            default -> {}
        }
    }

    private static Sighting sighting(Random random) {
        return switch (random.nextInt(12)) {
            case 0 -> new Sighting.Waiting(OptionalInt.of(random.nextInt(9)));
            case 1, 2, 3 -> new Sighting.Rendering(OptionalInt.of(random.nextInt(101)));
            case 4, 5, 6 -> PretendProvider.ready();
            case 7 ->
                PretendProvider.ready(List.of("half", "garbage", "broken", "expired", "nothing")
                        .get(random.nextInt(5)));
            case 8 -> new Sighting.Unanswered(null);
            case 9 -> new Sighting.Vanished();
            case 10 -> new Sighting.Failed(FailureReason.OUTPUT_MODERATED);
            case 11 -> new Sighting.Cancelled();
            default -> throw new IllegalStateException();
        };
    }

    /** The provider recovers, and time does the rest. */
    private void settle(List<Station.Step> left) {
        studio.vault.away = false;
        for (int i = 0; i < 40; i++) {
            provider.shows = PretendProvider.ready();
            studio.node().stations().forEach(LifecyclePropertyTests::run);
            if (!left.isEmpty()) {
                try {
                    left.removeLast().work().run();
                } catch (PretendProvider.Killed dead) {
                    // As above.
                }
            }
            studio.wait(Duration.ofMinutes(5));
        }
    }

    /** At every moment: what is held is what is under way, and what is gone was spent. */
    private void consistent(AccountId who, List<GenerationId> ids) {
        List<State> states = ids.stream().map(studio::stateOf).toList();
        long live = states.stream().filter(state -> !state.ended()).count();
        long made = states.stream().filter(state -> state == State.SUCCEEDED).count();
        assertThat(studio.held(who)).isEqualTo(live * 10);
        assertThat(studio.available(who)).isEqualTo((TASKS - live - made) * 10);
    }
}
