package com.allvideomodels.bench;

import static com.allvideomodels.bench.Figures.number;
import static com.allvideomodels.bench.Figures.percentile;

import com.allvideomodels.running.Launch;
import com.allvideomodels.sandbox.SandboxSettings;
import com.allvideomodels.sandbox.Sandboxes;
import com.allvideomodels.sandbox.Task;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** From the instant at which the provider is done to the one at which the person can play it. */
final class Playable {

    private static final int NUMBER = 40;
    private static final Duration RENDERING = Duration.ofSeconds(3);
    // Slower than they can be brought home, so that nothing but the way itself is measured.
    private static final Duration BETWEEN = Duration.ofMillis(700);

    private final Figures figures;

    Playable(Figures figures) {
        this.figures = figures;
    }

    void measure() throws Exception {
        var settings = SandboxSettings.forTests()
                .taking(Duration.ZERO, RENDERING)
                .filledTo(1_000_000)
                .ringing(true);
        try (var sandboxes = Sandboxes.start(settings)) {
            measure(
                    sandboxes,
                    true,
                    "the way home itself: download, encryption, two child processes, one transaction each");
            measure(sandboxes, false, "the pace at which the provider may be asked, here every 10 to 12.5 s");
        }
    }

    private void measure(Sandboxes sandboxes, boolean doorbell, String limit) throws Exception {
        Launch launch = Product.launch(Launch.freshDatabase(), sandboxes).with("generation.doorbell", doorbell);
        try (var product = Product.start(launch)) {
            var orders = new Orders(product);
            var person = product.person();
            orders.ask(person.id());
            orders.await(1, Duration.ofMinutes(1));
            // A task is deleted at the provider once its video is home, so when each ends is noted before.
            Map<String, Instant> ends = new HashMap<>();
            for (int i = 0; i < NUMBER; i++) {
                orders.ask(person.id());
                Thread.sleep(BETWEEN);
                note(sandboxes, ends);
            }
            for (int i = 0; i < 5; i++) {
                Thread.sleep(BETWEEN);
                note(sandboxes, ends);
            }
            orders.await(1 + NUMBER, Duration.ofMinutes(2));
            List<Double> times = times(product, ends);
            figures.add(
                    "Provider done to playable, %s a callback, p50 / p95 of %d"
                            .formatted(doorbell ? "with" : "without", times.size()),
                    number(percentile(times, 0.5)) + " / " + number(percentile(times, 0.95)),
                    "s",
                    limit);
        }
    }

    private static void note(Sandboxes sandboxes, Map<String, Instant> ends) {
        for (Task task : sandboxes.volcengine().tasks()) {
            ends.putIfAbsent(task.id(), task.end());
        }
    }

    private static List<Double> times(Product product, Map<String, Instant> ends) {
        List<Double> times = new ArrayList<>();
        for (Map<String, Object> row : product.sql()
                .sql("""
                select g.task_id, e.at from generation g join generation_event e on e.generation_id = g.id
                where e.what = 'SUCCEEDED' order by g.asked_at offset 1
                """)
                .query((set, number) -> Map.<String, Object>of(
                        "task",
                        set.getString(1),
                        "at",
                        set.getObject(2, OffsetDateTime.class).toInstant()))
                .list()) {
            Instant end = ends.get((String) row.get("task"));
            if (end != null) {
                times.add(Duration.between(end, (Instant) row.get("at")).toMillis() / 1e3);
            }
        }
        return times;
    }
}
