package com.allvideomodels.creem;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Tells the product what happened, signed as Creem signs, with at most five attempts (contract, Webhooks). What is told can be held back, told
 * twice, or in the wrong order.
 */
final class CreemBell {

    /** What is done to events from now on. */
    enum Fault {
        NONE,
        /** They are never told. */
        LOST,
        /** Each is told twice. */
        TWICE,
        /** They wait until somebody lets them go, and then go the last first. */
        HELD
    }

    record Event(String id, String type, byte[] body) {}

    private static final List<Duration> PAUSES =
            List.of(Duration.ofSeconds(30), Duration.ofMinutes(5), Duration.ofMinutes(30), Duration.ofHours(6));

    private final String secret;
    private final double speed;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final AtomicReference<@Nullable URI> address = new AtomicReference<>();
    private final AtomicReference<Fault> fault = new AtomicReference<>(Fault.NONE);
    private final List<Event> told = new CopyOnWriteArrayList<>();
    private final List<Event> held = new CopyOnWriteArrayList<>();

    CreemBell(String secret, double speed) {
        this.secret = secret;
        this.speed = speed;
    }

    void rings(@Nullable URI hook) {
        address.set(hook);
    }

    void fault(Fault next) {
        fault.set(next);
    }

    /** Everything there was to tell, told or not, the oldest first. */
    List<Event> all() {
        return List.copyOf(told);
    }

    void tell(String type, JsonNode object, long at) {
        String id = CreemWorld.fresh("evt");
        var body = CreemWorld.JSON
                .createObjectNode()
                .put("id", id)
                .put("eventType", type)
                .put("created_at", at);
        body.set("object", object);
        var event = new Event(id, type, CreemWorld.JSON.writeValueAsBytes(body));
        told.add(event);
        switch (fault.get()) {
            case NONE -> begin(event);
            case LOST -> {}
            case TWICE -> {
                begin(event);
                begin(event);
            }
            case HELD -> held.add(event);
        }
    }

    /** What was held back goes now, the last first. */
    void letGo() {
        List<Event> waiting = new ArrayList<>(held).reversed();
        held.clear();
        waiting.forEach(this::begin);
    }

    /** Once more, by hand. */
    void again(String event) {
        told.stream().filter(one -> one.id().equals(event)).forEach(this::begin);
    }

    private void begin(Event event) {
        Thread.ofVirtual().name("creem-bell").start(() -> deliver(event));
    }

    private void deliver(Event event) {
        try {
            boolean heard = post(event);
            for (Duration pause : PAUSES) {
                if (heard) {
                    return;
                }
                Thread.sleep(Duration.ofNanos((long) (pause.toNanos() / speed)));
                heard = post(event);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean post(Event event) throws InterruptedException {
        URI hook = address.get();
        if (hook == null) {
            return false;
        }
        var request = HttpRequest.newBuilder(hook)
                .timeout(Duration.ofSeconds(10))
                .header("Content-Type", "application/json")
                .header("creem-signature", signature(event.body(), secret))
                .POST(HttpRequest.BodyPublishers.ofByteArray(event.body()));
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.discarding())
                                    .statusCode()
                            / 100
                    == 2;
        } catch (IOException e) {
            return false;
        }
    }

    static String signature(byte[] body, String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
