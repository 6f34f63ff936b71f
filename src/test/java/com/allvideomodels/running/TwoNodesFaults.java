package com.allvideomodels.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.allvideomodels.sandbox.Sandbox;
import com.allvideomodels.sandbox.SandboxSettings;
import com.allvideomodels.sandbox.Sandboxes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two nodes on one database share the work and tell each other's pages of it; one of them is killed in the middle. */
@Tag("long")
class TwoNodesFaults {

    private static final int ORDERS = Integer.getInteger("faults.orders", 20);
    private static final Duration PATIENCE = Duration.ofSeconds(60 + 2L * ORDERS);

    @Test
    void eachTaskIsHandledOnceAndEveryPageHearsOfIt() {
        try (var sandboxes =
                Sandboxes.start(SandboxSettings.forTests().taking(Duration.ofMillis(300), Duration.ofMillis(900)))) {
            var database = Launch.freshDatabase();
            var records = Records.of(database);
            try (var one = NodeProcess.start("one", Launches.hasty(Launch.over(database, sandboxes)));
                    var two = NodeProcess.start("two", Launches.hasty(Launch.over(database, sandboxes)))) {
                Person person = Person.at(one.url(), "luma", "volcengine", "evolink");
                shareTheWork(sandboxes, records, person, one, two);
                outliveTheOther(sandboxes, records, person, two, one);
                records.ledgerIsAtRest();
            }
        }
    }

    private static void shareTheWork(
            Sandboxes sandboxes, Records records, Person person, NodeProcess one, NodeProcess two) {
        // Whichever node works on a task, one of these two is the other.
        var heardAtOne = listen(person.stream(one, "/generations/events"));
        var heardAtTwo = listen(person.stream(two, "/generations/events"));
        Map<UUID, String> words = orders(person, "shared by two");
        records.awaitEnds(words.keySet(), PATIENCE);
        assertAllMadeOnce(sandboxes, records, words);
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> words.keySet()
                        .forEach(id -> assertThat(List.of(heardAtOne, heardAtTwo))
                                .allSatisfy(heard -> assertThat(heard.toString(StandardCharsets.UTF_8))
                                        .as("what a page heard")
                                        .contains("event:moved", "data:" + id))));
    }

    private static void outliveTheOther(
            Sandboxes sandboxes, Records records, Person person, NodeProcess killed, NodeProcess left) {
        Map<UUID, String> words = orders(person, "one of two dies");
        killed.kill9();
        records.awaitEnds(words.keySet(), PATIENCE);
        // An answer that was on its way to the dead node is found where there is a list and given up where there is
        // none.
        words.forEach((id, prompt) -> {
            assertThat(created(sandboxes, prompt)).as(prompt).isLessThanOrEqualTo(1);
            if (records.end(id).equals("SUCCEEDED")) {
                records.wasPaidFor(id);
            } else {
                assertThat(records.end(id)).as(prompt).isEqualTo("FAILED LOST");
                records.wasPaidBack(id);
            }
        });
        assertThat(left.healthy()).isTrue();
    }

    private static Map<UUID, String> orders(Person person, String subject) {
        List<String> models = List.of("luma-ray-2", "seedance-1-5-pro", "veo-3-1-fast", "luma-ray-3-2");
        Map<UUID, String> words = new LinkedHashMap<>();
        for (int i = 0; i < ORDERS; i++) {
            String prompt = subject + ", number " + (100 + i);
            words.put(person.order(models.get(i % models.size()), prompt), prompt);
        }
        return words;
    }

    private static void assertAllMadeOnce(Sandboxes sandboxes, Records records, Map<UUID, String> words) {
        words.forEach((id, prompt) -> {
            assertThat(records.end(id)).as(prompt).isEqualTo("SUCCEEDED");
            assertThat(created(sandboxes, prompt)).as(prompt).isOne();
            assertThat(records.told(id, "SENDING")).as("sent: " + prompt).isOne();
            records.wasPaidFor(id);
        });
    }

    private static long created(Sandboxes sandboxes, String prompt) {
        return sandboxes.all().stream()
                .mapToLong((Sandbox one) -> one.created(prompt))
                .sum();
    }

    private static ByteArrayOutputStream listen(InputStream stream) {
        var heard = new ByteArrayOutputStream();
        Thread.ofVirtual().start(() -> {
            try (stream) {
                stream.transferTo(heard);
            } catch (IOException e) {
                // The node has ended the stream, or was ended itself.
            }
        });
        return heard;
    }
}
