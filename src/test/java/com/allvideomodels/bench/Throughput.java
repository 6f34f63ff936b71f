package com.allvideomodels.bench;

import com.allvideomodels.account.TestAccounts.TestAccount;
import com.allvideomodels.media.Inspector;
import com.allvideomodels.media.MediaId;
import com.allvideomodels.media.MediaVault;
import com.allvideomodels.media.Stored;
import com.allvideomodels.running.Launch;
import com.allvideomodels.sandbox.SandboxSettings;
import com.allvideomodels.sandbox.Sandboxes;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** Complete generations, from the order to the playable video, at a provider that needs no time. */
final class Throughput {

    private static final int WARM_UP = 40;

    private final Figures figures;

    Throughput(Figures figures) {
        this.figures = figures;
    }

    void measure() throws Exception {
        var settings = SandboxSettings.forTests()
                .taking(Duration.ZERO, Duration.ZERO)
                .filledTo(1_000_000)
                .ringing(true);
        try (var sandboxes = Sandboxes.start(settings);
                var product = Product.start(Product.launch(Launch.freshDatabase(), sandboxes))) {
            measure(product);
        }
    }

    private void measure(Product product) throws Exception {
        var orders = new Orders(product);
        List<TestAccount> people = Stream.generate(product::person).limit(5).toList();
        for (int i = 0; i < WARM_UP; i++) {
            orders.ask(people.get(i % people.size()).id());
        }
        orders.await(WARM_UP, Duration.ofMinutes(2));
        int number = Scale.generations();
        long before = orders.succeeded();
        long start = System.nanoTime();
        try (var clicks = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < number; i++) {
                TestAccount person = people.get(i % people.size());
                clicks.execute(() -> orders.ask(person.id()));
            }
        }
        double asked = (System.nanoTime() - start) / 1e9;
        orders.await(WARM_UP + number, Duration.ofMinutes(5));
        double seconds = (System.nanoTime() - start) / 1e9;
        long made = orders.succeeded() - before;
        figures.add(
                "Complete generations (%d of %d asked for, 1 MB each, no render time)".formatted(made, number),
                Figures.number(made / seconds),
                "per second",
                limit(product, asked));
    }

    private static String limit(Product product, double asked) throws IOException {
        Map<String, Object> row = product.sql()
                .sql("select owner, output from generation where state = 'SUCCEEDED' limit 1")
                .query()
                .singleRow();
        Stored video = product.get(MediaVault.class)
                .find(new com.allvideomodels.kernel.AccountId((UUID) row.get("owner")), new MediaId((UUID)
                        row.get("output")))
                .orElseThrow();
        double look = each(() -> product.get(Inspector.class).probe(video));
        double still = each(() -> product.get(Inspector.class).still(video, Duration.ofSeconds(1)));
        return ("processor time of the child processes that look into each video: with nothing else running, the look takes %s ms and"
                        + " the still %s ms; all orders were in line after %s s")
                .formatted(Figures.number(look), Figures.number(still), Figures.number(asked));
    }

    private interface Call {
        Object run() throws IOException;
    }

    private static double each(Call call) throws IOException {
        long start = System.nanoTime();
        for (int i = 0; i < 10; i++) {
            call.run();
        }
        return (System.nanoTime() - start) / 1e7;
    }
}
