package com.allvideomodels.generation;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.ProductTest;
import com.allvideomodels.TestPeople;
import com.allvideomodels.account.LettersSeen;
import com.allvideomodels.credits.SpendingPeriod;
import com.allvideomodels.generation.Generations.Requested.Accepted;
import com.allvideomodels.generation.Generations.Requested.Capped;
import com.allvideomodels.generation.Generations.Requested.Stopped;
import com.allvideomodels.generation.PretendWorld.PretendCatalogue;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.Credits;
import com.allvideomodels.provider.Submission;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** What somebody's own limits do to what they order. */
@ProductTest
class SpendingStopsTests {

    @Autowired
    ApplicationContext context;

    @Autowired
    MockMvcTester pages;

    @Autowired
    LettersSeen letters;

    private Studio studio;
    private Studio.Node node;
    private AccountId who;

    @BeforeEach
    void open() {
        studio = new Studio(context).cleared();
        node = studio.node();
        who = studio.personWith(100);
    }

    @AfterEach
    void resetClock() {
        studio.clock.reset();
    }

    private void post(String path, String... fields) {
        var request = pages.post().uri(path).with(TestPeople.as(who)).with(SecurityMockMvcRequestPostProcessors.csrf());
        for (int i = 0; i < fields.length; i += 2) {
            request = request.param(fields[i], fields[i + 1]);
        }
        assertThat(request).hasStatus3xxRedirection();
    }

    @Test
    void aStopCancelsWhatIsInLineAndLetsWhatAProviderHasGoOn() {
        GenerationId running = studio.ask(who);
        node.dispatcher.submitDue();
        GenerationId waiting = studio.ask(who);

        post("/credits/stop");

        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(studio.stateOf(waiting)).isEqualTo(State.CANCELLED));
        assertThat(studio.stateOf(running)).isEqualTo(State.RUNNING);
        assertThat(studio.held(who)).isEqualTo(10);
        assertThat(studio.desk.request(who, List.of(studio.order()))).isEqualTo(new Stopped());

        post("/credits/stop/end");
        assertThat(studio.desk.request(who, List.of(studio.order()))).isInstanceOf(Accepted.class);
    }

    @Test
    void whatWasAtAProviderThatWasBusyDoesNotGoThereAgainAfterAStop() {
        GenerationId id = studio.ask(who);
        studio.provider.answersNextAfter(() -> post("/credits/stop"), new Submission.Busy(null));
        node.dispatcher.submitDue();
        studio.wait(Duration.ofMinutes(10));
        node.dispatcher.submitDue();
        assertThat(studio.provider.createsOf(id)).isOne();
        assertThat(studio.stateOf(id)).isEqualTo(State.CANCELLED);
        assertThat(studio.held(who)).isZero();
    }

    @Test
    void aCapCountsAllOfAClickAndNothingIsKeptOfWhatIsOverIt() {
        post("/credits/limits", "dayCap", "34", "monthCap", "", "lowBelow", "0");
        List<Order> both = List.of(studio.order(), studio.order(PretendCatalogue.OTHER, "the same", 25));
        assertThat(studio.desk.request(who, both))
                .isEqualTo(new Capped(SpendingPeriod.DAY, new Credits(34), Credits.NONE, new Credits(35)));
        assertThat(studio.held(who)).isZero();
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(
                        () -> assertThat(letters.last(who, "spending-alarm")).isPresent());
        assertThat(letters.last(who, "spending-alarm").orElseThrow().letter().values())
                .containsEntry("part", "100");

        post("/credits/limits", "dayCap", "35", "monthCap", "", "lowBelow", "0");
        assertThat(studio.desk.request(who, both)).isInstanceOf(Accepted.class);
        assertThat(studio.desk.request(who, both)).as("the same click again").isInstanceOf(Accepted.class);
    }
}
