package com.allvideomodels.bench;

import static org.awaitility.Awaitility.await;

import com.allvideomodels.running.Launch;
import com.allvideomodels.sandbox.SandboxSettings;
import com.allvideomodels.sandbox.Sandboxes;
import java.time.Duration;
import java.time.Instant;

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
        double keys = until(product, stock, "shredded_at is null");
        double bytes = until(product, stock, "bytes_deleted_at is null");
        figures.add(
                "The last of %,d objects due at one instant, by the timetable: its keys / its bytes".formatted(number),
                Figures.number(keys) + " / " + Figures.number(bytes),
                "s after the instant",
                "nobody reads it from the instant itself; the sweep begins once a minute, the deletion of bytes every ten seconds");
    }

    /** Seconds from the instant to when this is true of none of them. */
    private static double until(Product product, Stock stock, String left) {
        await().forever()
                .pollInterval(Duration.ofMillis(250))
                .until(() -> !product.sql()
                        .sql(
                                "select exists (select 1 from media_object where kind in ('OUTPUT', 'POSTER') and deadline = :at and "
                                        + left + ")")
                        .param("at", Product.utc(stock.deadline()))
                        .query(Boolean.class)
                        .single());
        return Duration.between(stock.deadline(), Instant.now()).toMillis() / 1e3;
    }
}
