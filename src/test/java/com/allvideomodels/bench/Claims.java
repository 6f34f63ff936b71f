package com.allvideomodels.bench;

import com.allvideomodels.media.SweepQuestion;
import com.allvideomodels.sandbox.SandboxSettings;
import com.allvideomodels.sandbox.Sandboxes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.transaction.support.TransactionTemplate;

/** The sweep's own statement over very many outputs of which few are due. */
final class Claims {

    private static final int DUE = 100;
    private static final int TIMES = 20;

    private final Figures figures;
    private final int rows = Scale.of("claim-rows", 200_000);

    Claims(Figures figures) {
        this.figures = figures;
    }

    void measure() throws Exception {
        try (var sandboxes = Sandboxes.start(SandboxSettings.forTests());
                var store = NamedStore.fresh();
                var product = Product.start(Destroyed.launch(store, sandboxes))) {
            fill(product);
            double[] times = new double[TIMES];
            List<String> plan = List.of();
            for (int i = 0; i < TIMES; i++) {
                plan = explained(product);
                times[i] = milliseconds(plan);
            }
            plan.forEach(line -> System.out.println("bench: " + line));
            figures.add(
                    "The statement that claims, %,d rows of which %d are due, p50 of %d / first"
                            .formatted(rows, DUE, TIMES),
                    "%.2f / %.2f".formatted(Figures.percentile(times, 0.5), times[0]),
                    "ms",
                    plan.stream()
                            .filter(line -> line.contains("Index"))
                            .map(String::strip)
                            .findFirst()
                            .orElse("no index"));
            double seconds = Destroyed.seconds(() -> product.run("retention.sweep"));
            figures.add(
                    "A whole run of the sweep over them",
                    Figures.number(seconds * 1000),
                    "ms",
                    "every class is asked, and %d are destroyed".formatted(DUE));
        }
    }

    /** Rows first and indexes afterwards, which is many times faster. */
    private void fill(Product product) {
        List<String> indexes = product.sql().sql("""
                select indexdef from pg_indexes where tablename = 'media_object' and indexname not in
                  (select conname from pg_constraint where conrelid = 'media_object'::regclass)
                """).query(String.class).list();
        product.sql()
                .sql(
                        "select indexname from pg_indexes where tablename = 'media_object' and indexname not in (select conname from pg_constraint where conrelid = 'media_object'::regclass)")
                .query(String.class)
                .list()
                .forEach(index -> product.sql().sql("drop index " + index).update());
        product.sql()
                .sql("alter table media_object drop constraint media_object_object_key_key")
                .update();
        new Stock("later", rows - DUE, Instant.now().plus(Duration.ofDays(3))).media(product);
        Stock.due("now", DUE).media(product);
        indexes.forEach(index -> product.sql().sql(index).update());
        product.sql().sql("alter table media_object add unique (object_key)").update();
        product.sql().sql("vacuum analyze media_object").update();
    }

    private static List<String> explained(Product product) {
        return product.get(TransactionTemplate.class).execute(status -> {
            List<String> plan = SweepQuestion.explain(product.context(), Instant.now(), 500);
            status.setRollbackOnly();
            return plan;
        });
    }

    private static double milliseconds(List<String> plan) {
        return plan.stream()
                .filter(line -> line.startsWith("Execution Time") || line.startsWith("Planning Time"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9.]", "")))
                .sum();
    }
}
