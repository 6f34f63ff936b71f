package com.allvideomodels.bench;

import com.allvideomodels.creem.CreemDesk;
import com.allvideomodels.creem.CreemDesk.Message;
import com.allvideomodels.creem.LocalCreem;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** Signed events of purchases, from the first call to the last entry in the books, by the timetable. */
final class Webhooks {

    private static final int AT_ONCE = 8;

    private final Figures figures;
    private final Product product;

    Webhooks(Figures figures, Product product) {
        this.figures = figures;
        this.product = product;
    }

    void measure() throws Exception {
        int number = Scale.of("webhooks", 5_000);
        List<Message> messages = purchases(number);
        send(purchases(number / 10));
        await();
        long began = System.nanoTime();
        send(messages);
        double heard = (System.nanoTime() - began) / 1e9;
        await();
        double booked = (System.nanoTime() - began) / 1e9;
        figures.add(
                "Webhooks over HTTP, verified, encrypted, written down and answered (%,d, %d at once)"
                        .formatted(number, AT_ONCE),
                Figures.number(number / heard),
                "per second",
                "the processors");
        figures.add(
                "The same, from the first call until all are in the books",
                Figures.number(number / booked),
                "per second",
                "the statements of each payment; the job looks every two seconds");
    }

    private List<Message> purchases(int number) {
        try (LocalCreem creem = LocalCreem.at(0, null, InstantSource.system(), 1)) {
            creem.sells("prod_pack500", "500", 600, "USD", "once");
            CreemDesk desk = creem.desk().silent();
            List<String> people = Stream.generate(() -> product.person().id().toString())
                    .limit(20)
                    .toList();
            for (int one = 0; one < number; one++) {
                String who = people.get(one % people.size());
                desk.pay(desk.checkout("prod_pack500", 1, who).checkout(), who + "@example.test");
            }
            return desk.told();
        }
    }

    private void send(List<Message> messages) throws Exception {
        URI hook = URI.create(product.url() + "/hooks/creem");
        try (var hands = Executors.newFixedThreadPool(AT_ONCE);
                var client = HttpClient.newHttpClient()) {
            List<Callable<Integer>> calls = messages.stream()
                    .<Callable<Integer>>map(one -> () -> client.send(call(hook, one), BodyHandlers.discarding())
                            .statusCode())
                    .toList();
            for (Future<Integer> answer : hands.invokeAll(calls)) {
                if (answer.get() != 200) {
                    throw new IllegalStateException("answered " + answer.get());
                }
            }
        }
    }

    private static HttpRequest call(URI hook, Message message) {
        return HttpRequest.newBuilder(hook)
                .header("Content-Type", "application/json")
                .header("creem-signature", message.signature())
                .POST(HttpRequest.BodyPublishers.ofByteArray(message.body()))
                .build();
    }

    private void await() throws InterruptedException {
        while (product.sql()
                .sql("select exists (select 1 from creem_event where state = 'waiting')")
                .query(Boolean.class)
                .single()) {
            Thread.sleep(20);
        }
    }
}
