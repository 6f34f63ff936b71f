package com.allvideomodels.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.allvideomodels.sandbox.Fault;
import com.allvideomodels.sandbox.Point;
import com.allvideomodels.sandbox.SandboxSettings;
import com.allvideomodels.sandbox.Sandboxes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The application is killed while it has a generation in every state there is, and started again. */
@Tag("long")
class KillFaults {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration PATIENCE = Duration.ofSeconds(75);

    /** Has a list in which a task whose answer was lost is found again. */
    private static final String LISTED = "luma-ray-2";

    /** Has none. */
    private static final String UNLISTED = "luma-ray-3-2";

    @Test
    void nothingIsSentTwiceNoHoldIsLostAndNothingIsStuck() {
        try (var sandboxes =
                Sandboxes.start(SandboxSettings.forTests().taking(Duration.ofMillis(300), Duration.ofMillis(900)))) {
            var database = Launch.freshDatabase();
            var records = Records.of(database);
            try (var node = NodeProcess.start("kill", Launches.hasty(Launch.over(database, sandboxes)))) {
                killInEveryState(sandboxes, records, node);
            }
        }
    }

    private static void killInEveryState(Sandboxes sandboxes, Records records, NodeProcess node) {
        var luma = sandboxes.dreamMachine();
        luma.fault(Point.CREATE, Fault.tooMany(Duration.ofSeconds(15)), 1, "kept in line");
        luma.fault(Point.CREATE, Fault.answersLate(Duration.ofSeconds(60)), 1, "taken and unanswered");
        luma.fault(Point.CREATE, Fault.delays(Duration.ofSeconds(8)), 1, "taken after the kill");
        sandboxes.media().fault(Fault.stallsHalfway(Duration.ofSeconds(60)), 1, "half here");

        Person person = Person.at(node.url(), "luma");
        UUID running = person.order(LISTED, "long at work [slow]");
        UUID collecting = person.order(LISTED, "half here");
        records.awaitState(collecting, "COLLECTING", SOON);
        UUID answered = person.order(LISTED, "taken and unanswered");
        UUID late = person.order(LISTED, "taken after the kill");
        UUID unlisted = person.order(UNLISTED, "answered to nobody [lost answer]");
        UUID uncertain = person.order(LISTED, "answered to nobody either [lost answer]");
        records.awaitState(answered, "SUBMITTING", SOON);
        records.awaitState(late, "SUBMITTING", SOON);
        records.awaitState(unlisted, "UNCERTAIN", SOON);
        records.awaitState(uncertain, "UNCERTAIN", SOON);
        // The last of them: once a provider asks to be left alone, nothing more goes to it for so long.
        UUID queued = person.order(LISTED, "kept in line");
        await("for a refusal for now").atMost(SOON).until(() -> records.told(queued, "BUSY") == 1);
        assertThat(records.state(queued)).isEqualTo("QUEUED");
        assertThat(records.state(running)).isEqualTo("RUNNING");
        assertThat(records.state(collecting)).isEqualTo("COLLECTING");

        node.kill9();
        assertThat(records.state(answered)).isEqualTo("SUBMITTING");
        assertThat(records.state(late)).isEqualTo("SUBMITTING");
        node.start();

        var words = Map.of(
                queued, "kept in line",
                running, "long at work",
                collecting, "half here",
                answered, "taken and unanswered",
                late, "taken after the kill",
                uncertain, "answered to nobody either");
        records.awaitEnds(words.keySet(), PATIENCE);
        records.awaitEnds(List.of(unlisted), PATIENCE);
        words.forEach((id, prompt) -> {
            assertThat(records.end(id)).as(prompt).isEqualTo("SUCCEEDED");
            assertThat(luma.created(prompt)).as(prompt).isOne();
            records.wasPaidFor(id);
            assertThat(person.get("/generations/" + id).body()).contains("<video");
        });
        assertThat(sandboxes.luma().created("answered to nobody")).isOne();
        assertThat(records.end(unlisted)).isEqualTo("FAILED LOST");
        records.wasPaidBack(unlisted);
        records.ledgerIsAtRest();
    }
}
