package com.allvideomodels.generation;

import static com.allvideomodels.TestPeople.as;
import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.ProductTest;
import com.allvideomodels.kernel.AccountId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

/** What one node does is heard through the database by the pages of all. */
@ProductTest
class LiveTests {

    @Autowired
    MockMvc mvc;

    @Autowired
    ApplicationContext context;

    Studio studio;
    AccountId who;

    @BeforeEach
    void open() {
        studio = new Studio(context).cleared();
        who = studio.personWith(100);
    }

    @AfterEach
    void resetClock() {
        studio.clock.reset();
    }

    @Test
    void aStreamTellsWhatMovesAndNothingOfOthers() throws Exception {
        GenerationId mine = studio.ask(who);
        AccountId other = studio.personWith(10);
        MvcResult stream = open("/generations/events?after=" + studio.story.last(who), null);
        GenerationId theirs = studio.ask(other);
        studio.node().dispatcher.submitDue();
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(said(stream)).contains("event:moved", "data:" + mine));
        assertThat(said(stream)).doesNotContain(theirs.toString());
    }

    @Test
    void aStreamBeginsWithWhatWasMissed() throws Exception {
        GenerationId mine = studio.ask(who);
        long place = studio.story.last(who);
        studio.desk.cancel(who, mine);
        MvcResult missed = open("/generations/" + mine + "/events", Long.toString(place));
        assertThat(said(missed)).contains("data:" + mine, "id:" + studio.story.last(who));
        MvcResult nothing = open("/generations/" + mine + "/events", Long.toString(studio.story.last(who)));
        assertThat(said(nothing)).doesNotContain("data:");
    }

    private MvcResult open(String address, String last) throws Exception {
        var request = MockMvcRequestBuilders.get(address).with(as(who)).accept("text/event-stream");
        if (last != null) {
            request.header("Last-Event-ID", last);
        }
        return mvc.perform(request).andReturn();
    }

    private static String said(MvcResult stream) throws Exception {
        return stream.getResponse().getContentAsString(StandardCharsets.UTF_8);
    }
}
