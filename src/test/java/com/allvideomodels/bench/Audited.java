package com.allvideomodels.bench;

import com.allvideomodels.sandbox.SandboxSettings;
import com.allvideomodels.sandbox.Sandboxes;
import java.time.Duration;
import java.time.Instant;

/** The auditor over a healthy bucket, and over one in which everything is overdue and looked at again. */
final class Audited {

    private static final String AUDIT = "auditor.audit";

    private final Figures figures;

    Audited(Figures figures) {
        this.figures = figures;
    }

    void measure() throws Exception {
        try (var sandboxes = Sandboxes.start(SandboxSettings.forTests());
                var store = NamedStore.fresh();
                var product = Product.start(Destroyed.launch(store, sandboxes))) {
            product.run(AUDIT);
            int number = Scale.of("audited", 20_000);
            fill(product, store, new Stock("audited", number, Instant.now().plus(Duration.ofDays(5))));
            for (int round = 1; round <= Scale.of("rounds", 2); round++) {
                add("The auditor, %,d objects and as many rows, nothing wrong".formatted(number), product, number);
            }
            int suspects = Scale.of("suspects", 2_000);
            fill(product, store, new Stock("suspect", suspects, Instant.now().minus(Duration.ofDays(1))));
            add(
                    "The same with %,d objects overdue besides, each looked at again".formatted(suspects),
                    product,
                    number + suspects);
        }
    }

    static void fill(Product product, NamedStore store, Stock stock) {
        stock.namesInto(store);
        stock.media(product);
        product.sql().sql("vacuum analyze media_object").update();
    }

    private void add(String what, Product product, int number) throws Exception {
        double seconds = Destroyed.seconds(() -> product.run(AUDIT));
        var run = product.sql()
                .sql("select objects, media_rows, overdue, failed from audit_run order by at desc limit 1")
                .query()
                .singleRow();
        figures.add(
                what,
                Figures.number(number / seconds),
                "objects/s",
                "the store's lists, read one page after the other; saw " + run);
    }
}
