package com.allvideomodels.bench;

import static com.allvideomodels.bench.Figures.number;
import static com.allvideomodels.bench.Figures.percentile;

import com.allvideomodels.kernel.Keyset;
import com.allvideomodels.running.Launch;
import com.allvideomodels.sandbox.SandboxSettings;
import com.allvideomodels.sandbox.Sandboxes;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The pages of a person with a thousand videos, and of the same person with a million. */
final class Pages {

    private static final int FEW = 1_000;
    private static final int WARM_UP = 150;
    private static final int VIEWS = 400;

    private final Figures figures;

    Pages(Figures figures) {
        this.figures = figures;
    }

    private record Times(double half, double nearlyAll) {
        @Override
        public String toString() {
            return number(half) + " / " + number(nearlyAll);
        }
    }

    void measure() throws Exception {
        try (var sandboxes = Sandboxes.start(SandboxSettings.forTests());
                var product = Product.start(Product.launch(Launch.freshDatabase(), sandboxes))) {
            var person = product.person();
            Visitor visitor = Visitor.signedIn(product.url(), person);
            fill(product, person.id().value(), 0, FEW);
            // The first measurement also warms the pages up, so it is made twice and only the second counts.
            times(product, visitor, person.id().value());
            Map<String, Times> few = times(product, visitor, person.id().value());
            int many = Scale.historyRows();
            String index = product.sql()
                    .sql("select indexdef from pg_indexes where indexname = 'generation_prompt'")
                    .query(String.class)
                    .single();
            product.sql().sql("drop index generation_prompt").update();
            fill(product, person.id().value(), FEW, many);
            product.sql().sql(index).update();
            product.sql().sql("vacuum analyze generation").update();
            product.sql().sql("vacuum analyze generation_event").update();
            Map<String, Times> much = times(product, visitor, person.id().value());
            few.forEach((page, before) -> add(page, before, much.get(page), many));
        }
    }

    private void add(String page, Times few, Times many, int rows) {
        figures.add("%s with %,d rows, p50 / p99".formatted(page, FEW), few.toString(), "ms", "rendering the page");
        figures.add(
                "%s with %,d rows, p50 / p99".formatted(page, rows),
                many + " (" + number(many.half() / few.half()) + " / " + number(many.nearlyAll() / few.nearlyAll())
                        + " times)",
                "ms",
                "rendering the page; the rows are read by index");
    }

    /** A tenth of all rows are of others, and every row has its story of three sentences. */
    private static void fill(Product product, UUID owner, int from, int to) {
        product.sql()
                .sql("""
                insert into generation (id, owner, client_key, body_hash, model, api, mode, prompt, settings, price, hold_id,
                  state, version, due_at, asked_at, running_at, collecting_at, finished_at, captured, output, width, height,
                  length_ms, bytes, deadline)
                select gen_random_uuid(), case when n % 11 = 0 then gen_random_uuid() else :owner end, gen_random_uuid(), 'x',
                  'seedance-1-5-pro', 'VOLCENGINE', 'TEXT', 'a prompt about thing ' || n, '{}', 10, gen_random_uuid(), 'SUCCEEDED',
                  0, t, t, t, t, t, 10, gen_random_uuid(), 1280, 720, 5000, 1000000, t + interval '7 days'
                from (select n, :now - (:to - n) * interval '1 second' as t from generate_series(:from + 1, :to) n) many
                """)
                .param("owner", owner)
                .param("now", Product.utc(Instant.now()))
                .param("from", from + from / 10)
                .param("to", to + to / 10)
                .update();
        product.sql().sql("""
                insert into generation_event (generation_id, owner, what, at)
                select id, owner, what, asked_at from generation g cross join unnest(array['ASKED', 'ACCEPTED', 'SUCCEEDED']) what
                where not exists (select 1 from generation_event e where e.generation_id = g.id)
                """).update();
        product.sql().sql("analyze generation").update();
        product.sql().sql("analyze generation_event").update();
    }

    private static Map<String, Times> times(Product product, Visitor visitor, UUID owner) throws IOException {
        List<Map<String, Object>> own = product.sql()
                .sql("select id, asked_at from generation where owner = :owner order by asked_at desc limit 500")
                .param("owner", owner)
                .query()
                .listOfRows();
        var middle = product.sql()
                .sql(
                        "select id, asked_at from generation where owner = :owner order by asked_at desc offset :half limit 1")
                .param("owner", owner)
                .param(
                        "half",
                        product.sql()
                                        .sql("select count(*) from generation where owner = :owner")
                                        .param("owner", owner)
                                        .query(Long.class)
                                        .single()
                                / 2)
                .query((row, number) -> new Keyset(
                        row.getObject(2, java.time.OffsetDateTime.class).toInstant(), row.getObject(1, UUID.class)))
                .single();
        Map<String, Times> times = new LinkedHashMap<>();
        times.put("History page", views(visitor, List.of("/generations")));
        times.put("History page from the middle", views(visitor, List.of("/generations?after=" + middle.token())));
        times.put(
                "Task page",
                views(
                        visitor,
                        own.stream().map(row -> "/generations/" + row.get("id")).toList()));
        return times;
    }

    private static Times views(Visitor visitor, List<String> paths) throws IOException {
        List<Double> times = new ArrayList<>();
        try (var line = visitor.line()) {
            for (int i = 0; i < WARM_UP + VIEWS; i++) {
                long start = System.nanoTime();
                var answer = line.get(paths.get(i % paths.size()));
                answer.drain();
                if (answer.status() != 200) {
                    throw new IOException(paths.getFirst() + " answered " + answer.status());
                }
                if (i >= WARM_UP) {
                    times.add((System.nanoTime() - start) / 1e6);
                }
            }
        }
        return new Times(percentile(times, 0.5), percentile(times, 0.99));
    }
}
