package com.allvideomodels.bench;

import com.allvideomodels.sandbox.SandboxSettings;
import com.allvideomodels.sandbox.Sandboxes;
import java.time.Duration;
import java.time.Instant;

/** Memory of the auditor and of the sweep with few rows and with many. The objects are names in the store without files. */
final class Flat {

    private final Figures figures;
    private final int few = Scale.of("few", 2_000);
    private final int many = Scale.of("many", 20_000);

    Flat(Figures figures) {
        this.figures = figures;
    }

    void measure() throws Exception {
        try (var sandboxes = Sandboxes.start(SandboxSettings.forTests());
                var store = NamedStore.fresh();
                var product = Product.start(Destroyed.launch(store, sandboxes))) {
            product.run("auditor.audit");
            sweep(product, store, new Stock("warm", few, past()));
            add("The auditor", few, audit(product, store, new Stock("few", few, ahead())));
            add("The auditor", many, audit(product, store, new Stock("many", many - few, ahead())));
            add("The sweep and the deletion of bytes", few, sweep(product, store, new Stock("sweep-few", few, past())));
            add(
                    "The sweep and the deletion of bytes",
                    many,
                    sweep(product, store, new Stock("sweep-many", many, past())));
        }
    }

    private static Instant past() {
        return Instant.now().minusSeconds(5);
    }

    private static Instant ahead() {
        return Instant.now().plus(Duration.ofDays(5));
    }

    private void add(String who, int rows, double mebibytes) {
        figures.add(
                "%s over %,d rows and objects: heap in use beyond what was before, at most".formatted(who, rows),
                Figures.number(mebibytes),
                "MiB",
                "one page of rows and one of names");
    }

    private static double audit(Product product, NamedStore store, Stock stock) throws Exception {
        Audited.fill(product, store, stock);
        return Live.most(() -> product.run("auditor.audit"));
    }

    private static double sweep(Product product, NamedStore store, Stock stock) throws Exception {
        Audited.fill(product, store, stock);
        return Live.most(() -> {
            product.run("retention.sweep");
            product.run("media.delete-bytes");
        });
    }
}
