package com.allvideomodels.bench;

import com.allvideomodels.running.Launch;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;

/** How often tasks that run are asked after, when ten thousand of them do and the provider answers at once that they still do. */
final class Polls {

    private static final int TASKS = 10_000;
    private static final int WARM_UP_SECONDS = 15;
    private static final int SECONDS = 30;

    private final Figures figures;

    Polls(Figures figures) {
        this.figures = figures;
    }

    void measure() throws Exception {
        var looks = new LongAdder();
        HttpServer provider = provider(looks);
        try (var sandboxes = com.allvideomodels.sandbox.Sandboxes.start(
                        com.allvideomodels.sandbox.SandboxSettings.forTests());
                var product = Product.start(Product.launch(Launch.freshDatabase(), sandboxes)
                        .with(
                                "provider.luma.base-url",
                                "http://127.0.0.1:" + provider.getAddress().getPort() + "/v1")
                        .with("provider.luma.pace", "1s"))) {
            insert(product);
            Thread.sleep(WARM_UP_SECONDS * 1000L);
            long before = looks.sum();
            long start = System.nanoTime();
            Thread.sleep(SECONDS * 1000L);
            double rate = (looks.sum() - before) / ((System.nanoTime() - start) / 1e9);
            long lost = product.sql()
                    .sql("select count(*) from generation where state <> 'RUNNING' or silences > 0")
                    .query(Long.class)
                    .single();
            figures.add(
                    "Polls with 10,000 running tasks, one node, 32 hands"
                            + (lost == 0 ? "" : " (" + lost + " went astray)"),
                    Figures.number(rate),
                    "per second",
                    "the processors; at a pace of 5 s, 10,000 tasks need 1,780 a second");
        } finally {
            provider.stop(0);
        }
    }

    private static HttpServer provider(LongAdder looks) throws java.io.IOException {
        byte[] body = "{\"id\":\"x\",\"state\":\"processing\"}".getBytes(StandardCharsets.UTF_8);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256);
        server.createContext("/", exchange -> {
            looks.increment();
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        return server;
    }

    private static void insert(Product product) {
        var person = product.person();
        product.sql()
                .sql("""
                insert into generation (id, owner, client_key, body_hash, model, api, mode, prompt, settings, price, hold_id,
                  state, version, due_at, asked_at, submitted_at, running_at, time_out_at, task_id)
                select gen_random_uuid(), :owner, gen_random_uuid(), 'x', 'luma-ray-3-2', 'LUMA', 'TEXT', 'a prompt', '{}', 10,
                  gen_random_uuid(), 'RUNNING', 0, :now, :now, :now, :now, :now + interval '1 hour', 'task-' || n
                from generate_series(1, :tasks) n
                """)
                .param("owner", person.id().value())
                .param("now", Product.utc(Instant.now()))
                .param("tasks", TASKS)
                .update();
        product.sql().sql("analyze generation").update();
    }
}
