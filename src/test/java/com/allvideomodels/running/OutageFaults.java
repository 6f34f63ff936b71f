package com.allvideomodels.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.allvideomodels.TestInfrastructure;
import com.allvideomodels.sandbox.Fault;
import com.allvideomodels.sandbox.Point;
import com.allvideomodels.sandbox.SandboxSettings;
import com.allvideomodels.sandbox.Sandboxes;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The database, then the store, is away for as long as {@code -Dfaults.outage} says; the node stays up. */
@Tag("long")
class OutageFaults {

    private static final Duration OUTAGE = Duration.parse(System.getProperty("faults.outage", "PT8S"));
    private static final Duration SOON = Duration.ofSeconds(30);
    // What failed all the while is tried again after a pause that has grown to two minutes.
    private static final Duration PATIENCE = Duration.ofSeconds(180);
    private static final String MODEL = "luma-ray-2";

    @Test
    void nothingIsLostAndNobodyReadsAStackTrace() throws Exception {
        var database = Launch.freshDatabase();
        var store = TestInfrastructure.store();
        URI server = URI.create(database.url().substring("jdbc:".length()));
        try (var sandboxes = Sandboxes.start(
                        SandboxSettings.forTests().taking(Duration.ofMillis(300), Duration.ofMillis(900)));
                var toDatabase = Cable.to(server.getPort());
                var toStore = Cable.to(store.endpoint().getPort())) {
            var launch = Launches.hasty(Launch.over(database, sandboxes))
                    .with(
                            "spring.datasource.url",
                            database.url().replace(":" + server.getPort(), ":" + toDatabase.port()))
                    .with("spring.datasource.hikari.connection-timeout", 2000)
                    .with("storage.endpoint", "http://127.0.0.1:" + toStore.port());
            try (var node = NodeProcess.start("outage", launch)) {
                Person person = Person.at(node.url(), "luma");
                var records = Records.of(database);
                theDatabaseGoes(toDatabase, sandboxes, records, person, node);
                theStoreGoes(toStore, records, person, node, sandboxes);
                records.ledgerIsAtRest();
            }
        }
    }

    private static void theDatabaseGoes(
            Cable cable, Sandboxes sandboxes, Records records, Person person, NodeProcess node) {
        sandboxes.dreamMachine().fault(Point.CREATE, Fault.answersLate(Duration.ofSeconds(6)), 1, "answered meanwhile");
        sandboxes.media().fault(Fault.delays(Duration.ofSeconds(6)), 1, "fetched meanwhile");
        UUID running = person.order(MODEL, "runs on [slow]");
        UUID collecting = person.order(MODEL, "fetched meanwhile");
        records.awaitState(running, "RUNNING", SOON);
        records.awaitState(collecting, "COLLECTING", SOON);
        UUID submitting = person.order(MODEL, "answered meanwhile");
        records.awaitState(submitting, "SUBMITTING", SOON);

        cable.pull();
        assertHonest(person.get("/generations/" + running));
        assertHonest(person.get("/create"));
        assertHonest(person.get("/credits"));
        throughout("without a database", () -> node.alive() && !node.healthy());
        cable.putBack();

        await("for health").atMost(SOON).until(node::healthy);
        records.awaitEnds(List.of(running, collecting, submitting), PATIENCE);
        assertMade(sandboxes, records, running, "runs on");
        assertMade(sandboxes, records, collecting, "fetched meanwhile");
        assertMade(sandboxes, records, submitting, "answered meanwhile");
        assertThat(person.get("/generations").status()).as("still signed in").isEqualTo(200);
    }

    private static void theStoreGoes(
            Cable cable, Records records, Person person, NodeProcess node, Sandboxes sandboxes) {
        UUID before = person.order(MODEL, "made before the store went");
        records.awaitEnds(List.of(before), PATIENCE);
        UUID meanwhile = person.order(MODEL, "made while the store is away");
        cable.pull();

        records.awaitState(meanwhile, "COLLECTING", SOON);
        var video = person.get("/generations/" + before + "/video");
        assertThat(video.status()).isGreaterThanOrEqualTo(500);
        assertNoTrace(video);
        assertThat(person.get("/generations/" + before).status())
                .as("pages need no store")
                .isEqualTo(200);
        throughout(
                "without a store",
                () -> node.alive()
                        && records.state(meanwhile).equals("COLLECTING")
                        && person.get("/generations").status() == 200);
        cable.putBack();

        records.awaitEnds(List.of(meanwhile), PATIENCE);
        assertMade(sandboxes, records, meanwhile, "made while the store is away");
        assertThat(person.get("/generations/" + before + "/video").status()).isEqualTo(200);
        assertThat(person.get("/generations/" + meanwhile + "/video").status()).isEqualTo(200);
        assertThat(node.healthy()).isTrue();
    }

    private static void throughout(String when, Callable<Boolean> rule) {
        await(when)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofSeconds(1))
                .during(OUTAGE)
                .atMost(OUTAGE.plusSeconds(30))
                .until(rule);
    }

    /** A page of our own that says that something is broken here. */
    private static void assertHonest(Person.Page page) {
        assertThat(page.status()).isBetween(500, 503);
        assertThat(page.body()).contains("<h1", "failing__code");
        assertNoTrace(page);
    }

    private static void assertNoTrace(Person.Page page) {
        assertThat(page.body()).doesNotContain("Exception", "\tat ", "org.springframework", "SQL");
    }

    private static void assertMade(Sandboxes sandboxes, Records records, UUID id, String prompt) {
        assertThat(records.end(id)).as(prompt).isEqualTo("SUCCEEDED");
        assertThat(sandboxes.dreamMachine().created(prompt)).as(prompt).isOne();
        records.wasPaidFor(id);
    }
}
