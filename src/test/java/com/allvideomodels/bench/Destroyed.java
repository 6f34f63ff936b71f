package com.allvideomodels.bench;

import com.allvideomodels.running.Launch;
import com.allvideomodels.sandbox.SandboxSettings;
import com.allvideomodels.sandbox.Sandboxes;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;

/** From due to confirmed gone, beside a loop that does nothing but ask the same store to delete as many objects. */
final class Destroyed {

    private static final String SWEEP = "retention.sweep";
    private static final String BYTES = "media.delete-bytes";
    private static final int WARM_UP = 3_000;
    private static final int AT_ONCE = 4;
    private static final long FAR = 50;
    private static final double LIMIT = 3_500;

    private final Figures figures;
    private final int number = Scale.of("objects", 5_000);

    Destroyed(Figures figures) {
        this.figures = figures;
    }

    /** Objects per second. */
    private record Rates(double bare, double bareAtOnce, double keys, double whole) {}

    void measure() throws Exception {
        try (var sandboxes = Sandboxes.start(SandboxSettings.forTests());
                var store = NamedStore.fresh();
                var product = Product.start(launch(store, sandboxes))) {
            rates(product, store, "warm", WARM_UP);
            for (int round = 1; round <= Scale.of("rounds", 2); round++) {
                add("", rates(product, store, "near" + round, number));
            }
            store.far(FAR, LIMIT);
            for (int round = 1; round <= Scale.of("rounds", 2); round++) {
                add(
                        ", at a store %d ms away that deletes %,.0f a second".formatted(FAR, LIMIT),
                        rates(product, store, "far" + round, number));
            }
        }
    }

    /** Nothing happens by the clock, and nothing is too much. */
    static Launch launch(NamedStore store, Sandboxes sandboxes) {
        return store.under(Product.launch(Launch.freshDatabase(), sandboxes))
                .with("spring.quartz.auto-startup", "false")
                .with("retention.bound.floor", "100000000");
    }

    private void add(String where, Rates rates) {
        figures.add(
                "DeleteObjects in a bare loop, %,d objects%s; four loops at once".formatted(number, where),
                Figures.number(rates.bare()) + "; " + Figures.number(rates.bareAtOnce()),
                "objects/s",
                "the store");
        figures.add(
                "Destroyed, %,d objects%s, from due to confirmed gone; their keys alone".formatted(number, where),
                Figures.number(rates.whole()) + "; " + Figures.number(rates.keys()),
                "objects/s",
                "rows of the database");
        figures.add(
                "The same beside the bare loop; beside four%s".formatted(where),
                Figures.number(rates.whole() / rates.bare()) + "; "
                        + Figures.number(rates.whole() / rates.bareAtOnce()),
                "times",
                "");
    }

    private static Rates rates(Product product, NamedStore store, String name, int number) throws Exception {
        double bare = bare(product, store, Stock.due(name + "-bare", number), 1);
        double bareAtOnce = bare(product, store, Stock.due(name + "-four", number), AT_ONCE);
        var stock = Stock.due(name, number);
        stock.bytesInto(store);
        stock.rowsInto(product);
        long start = System.nanoTime();
        var bytes = product.runUntil(BYTES, () -> store.size() == 0);
        double keys = number / seconds(() -> product.run(SWEEP));
        bytes.get();
        double whole = number * 1e9 / (System.nanoTime() - start);
        long left = product.sql()
                .sql("select count(*) from destruction where bytes_gone_at is null")
                .query(Long.class)
                .single();
        if (left > 0 || store.size() > 0) {
            throw new IllegalStateException(left + " rows and " + store.size() + " objects were left");
        }
        return new Rates(bare, bareAtOnce, keys, whole);
    }

    private static double bare(Product product, NamedStore store, Stock stock, int loops) throws Exception {
        stock.bytesInto(store);
        S3Client s3 = product.get(S3Client.class);
        var portions = new ConcurrentLinkedQueue<>(stock.thousands());
        return stock.number()
                / seconds(() -> {
                    try (var hands = Executors.newFixedThreadPool(loops)) {
                        Callable<Boolean> loop = () -> {
                            for (var keys = portions.poll(); keys != null; keys = portions.poll()) {
                                delete(s3, keys);
                            }
                            return true;
                        };
                        for (var one : hands.invokeAll(
                                Stream.generate(() -> loop).limit(loops).toList())) {
                            one.get();
                        }
                    }
                });
    }

    private static void delete(S3Client s3, List<String> keys) {
        List<ObjectIdentifier> objects = keys.stream()
                .map(key -> ObjectIdentifier.builder().key(key).build())
                .toList();
        s3.deleteObjects(delete -> delete.bucket("media").delete(which -> which.objects(objects)));
    }

    static double seconds(Figures.Measurement measurement) throws Exception {
        long start = System.nanoTime();
        measurement.measure();
        return (System.nanoTime() - start) / 1e9;
    }
}
