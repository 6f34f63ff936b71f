package com.allvideomodels.bench;

import static org.awaitility.Awaitility.await;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.running.Launch;
import com.allvideomodels.sandbox.SandboxSettings;
import com.allvideomodels.sandbox.Sandboxes;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/**
 * A copy of an account with many videos, made by a node with a heap of 512 MB that does nothing else. Some of the videos are still there, of the
 * others the rows alone.
 */
final class Copied {

    private static final int FILE = 10_000_000;

    private final Figures figures;
    private final int videos = Scale.of("videos", 200);
    private final int files = Scale.of("files", 5);

    Copied(Figures figures) {
        this.figures = figures;
    }

    void measure() throws Exception {
        var database = Launch.freshDatabase();
        try (var sandboxes = Sandboxes.start(SandboxSettings.forTests())) {
            Launch here = Product.launch(database, sandboxes)
                    .with("generation.workers.auto-startup", "false")
                    .with("spring.quartz.auto-startup", "false");
            try (var product = Product.start(here)) {
                AccountId person = product.person().id();
                fill(product, person);
                Launch there = Product.launch(database, sandboxes).with("generation.workers.auto-startup", "false");
                try (Node node = Node.start("copied", there.url(), Memory.how(), there.arguments())) {
                    copy(product, node, person);
                }
            }
        }
    }

    private void fill(Product product, AccountId person) throws Exception {
        byte[] film = new byte[FILE];
        new Random(3).nextBytes(film);
        for (int number = 0; number < videos; number++) {
            UUID output =
                    number < files ? Delivered.keep(product, person, film).id().value() : UUID.randomUUID();
            product.finished(person, output);
        }
        product.sql()
                .sql("update media_object set taken_at = created_at where owner = :person")
                .param("person", person.value())
                .update();
    }

    private void copy(Product product, Node node, AccountId person) throws Exception {
        long before = node.mebibytes("VmRSS");
        UUID id = UUID.randomUUID();
        product.sql()
                .sql("""
                insert into privacy_export (id, account_id, language, ordered_at, state, due_at)
                values (:id, :person, 'en', :now, 'ORDERED', :now)
                """)
                .param("id", id)
                .param("person", person.value())
                .param("now", Product.utc(Instant.now()))
                .update();
        Map<String, Object> made = await().forever()
                .pollInterval(Duration.ofMillis(100))
                .until(() -> row(product, id), row -> !row.get("state").equals("ORDERED"));
        if (!made.get("state").equals("READY")) {
            throw new IllegalStateException("the copy was not made; see the log of the node");
        }
        long bytes = (long) made.get("size");
        double seconds = ((Number) made.get("seconds")).doubleValue();
        figures.add(
                "A copy of everything of an account with %,d videos, %,d of them still there (%,d MB)"
                        .formatted(videos, files, bytes / 1_000_000),
                Figures.number(seconds) + "; " + Figures.number(bytes / 1e6 / seconds),
                "s from the order; MB/s",
                "one thread that encrypts and one that writes; up to ten seconds are the rhythm of the timetable");
        figures.add(
                "Resident memory of the node that makes it, with -Xmx512m",
                node.mebibytes("VmHWM") + " (before " + before + ")",
                "MiB at most",
                "the heap's own limit, whatever the size of the copy");
    }

    private static Map<String, Object> row(Product product, UUID id) {
        return product.sql().sql("""
                select state, size, extract(epoch from ready_at - ordered_at) as seconds from privacy_export where id = :id
                """).param("id", id).query().singleRow();
    }
}
