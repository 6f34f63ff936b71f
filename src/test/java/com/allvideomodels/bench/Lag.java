package com.allvideomodels.bench;

import static org.awaitility.Awaitility.await;

import com.allvideomodels.running.Launch;
import com.allvideomodels.sandbox.SandboxSettings;
import com.allvideomodels.sandbox.Sandboxes;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;

/** Many objects due at one instant, and the timetable as it is: when the last of them was gone. */
final class Lag {

    private final Figures figures;
    private final int number = Scale.of("due-at-once", 5_000);

    Lag(Figures figures) {
        this.figures = figures;
    }

    void measure() throws Exception {
        try (var sandboxes = Sandboxes.start(SandboxSettings.forTests());
                var store = NamedStore.fresh()) {
            Launch launch = store.under(Product.launch(Launch.freshDatabase(), sandboxes))
                    .with("retention.bound.floor", "100000000");
            try (var product = Product.start(launch)) {
                for (int round = 1; round <= Scale.of("rounds", 2); round++) {
                    measure(product, store, "lag" + round);
                }
            }
        }
    }

    private void measure(Product product, NamedStore store, String name) {
        // Their making must be over by then.
        var stock = new Stock(name, number, Instant.now().plus(Duration.ofSeconds(20 + number / 1_000)));
        stock.bytesInto(store);
        stock.rowsInto(product);
        if (Instant.now().isAfter(stock.deadline())) {
            throw new IllegalStateException("the stock was not ready by its deadline");
        }
        await().forever()
                .pollInterval(Duration.ofMillis(500))
                .until(() -> last(
                                product,
                                stock,
                                "select count(*) from media_object where deadline = :at and bytes_deleted_at is null")
                        == 0);
        Instant gone = Instant.now();
        Duration keys = Duration.between(stock.deadline(), shredded(product, stock));
        figures.add(
                "The last of %,d objects due at one instant, by the timetable: its keys / its bytes".formatted(number),
                Figures.number(keys.toMillis() / 1e3) + " / "
                        + Figures.number(
                                Duration.between(stock.deadline(), gone).toMillis() / 1e3),
                "s after the instant",
                "unreadable at the instant itself; the sweep and the deletion of bytes each begin once a minute");
    }

    private static long last(Product product, Stock stock, String count) {
        return product.sql()
                .sql(count)
                .param("at", Product.utc(stock.deadline()))
                .query(Long.class)
                .single();
    }

    private static Instant shredded(Product product, Stock stock) {
        return product.sql()
                .sql("select max(at) from destruction where deadline = :at")
                .param("at", Product.utc(stock.deadline()))
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }
}
