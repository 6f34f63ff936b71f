package com.allvideomodels.bench;

import com.allvideomodels.media.SweepQuestion;
import com.allvideomodels.sandbox.SandboxSettings;
import com.allvideomodels.sandbox.Sandboxes;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
                    "The statement that claims, %,d objects, %d outputs due, p50 of %d / first"
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
        Map<String, String> indexes = new LinkedHashMap<>();
        product.sql()
                .sql("""
                select indexname, indexdef from pg_indexes where tablename = 'media_object' and indexname not in
                  (select conname from pg_constraint where conrelid = 'media_object'::regclass)
                """)
                .query()
                .listOfRows()
                .forEach(row -> indexes.put(
                        row.get("indexname").toString(), row.get("indexdef").toString()));
        indexes.keySet().forEach(index -> tell(product, "drop index " + index));
        tell(product, "alter table media_object drop constraint media_object_object_key_key");
        tell(product, "alter table media_object disable trigger all");
        new Stock("later", rows - 2 * DUE, Instant.now().plus(Duration.ofDays(3))).media(product);
        Stock.due("now", 2 * DUE).media(product);
        tell(product, "alter table media_object enable trigger all");
        indexes.values().forEach(index -> tell(product, index));
        tell(product, "alter table media_object add unique (object_key)");
        tell(product, "vacuum analyze media_object");
    }

    private static void tell(Product product, String statement) {
        product.sql().sql(statement).update();
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
