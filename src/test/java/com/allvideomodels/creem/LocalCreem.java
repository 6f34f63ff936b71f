package com.allvideomodels.creem;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Creem on this machine: {@code /v1} for the product, {@code /pay} for people who buy, {@code /desk} for whoever plays its staff. */
public final class LocalCreem implements AutoCloseable {

    public static final String API_KEY = "creem_test_LOCAL";
    public static final String WEBHOOK_SECRET = "whsec_creem_local_secret";

    private static final int LARGEST = 1 << 20;

    private final HttpServer server;
    private final CreemWorld world;
    private final CreemBell bell;
    private final CreemCalls calls;
    private final CreemActs acts;
    private final CreemPages pages;
    private final Deque<Trouble> troubles = new ConcurrentLinkedDeque<>();
    private final Deque<String> asked = new ConcurrentLinkedDeque<>();

    /** What becomes of the next call of the API whose path contains {@code part}. */
    private record Trouble(String part, Kind kind) {}

    /** A fault on demand. */
    public enum Kind {
        /** It is done, and the answer is lost. */
        LOSES_ANSWER,
        /** It is not done, and 503 is answered. */
        DOWN,
        /** It is not done, and 429 is answered. */
        BUSY,
        /** It is refused with 403. */
        FORBIDDEN,
        /** What is answered is no JSON. */
        GARBAGE
    }

    private LocalCreem(int port, @Nullable Path file, InstantSource clock, double speed) {
        server = listen(port);
        world = new CreemWorld(file, clock);
        bell = new CreemBell(WEBHOOK_SECRET, speed);
        acts = new CreemActs(world, bell, clock);
        calls = new CreemCalls(world, acts, address().toString());
        pages = new CreemPages(world, acts, bell, kind -> next("", kind));
        server.createContext("/", this::handle);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    private static HttpServer listen(int port) {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("Port " + port + " (local Creem) is taken", e);
        }
    }

    /**
     * @param port 0 for any that is free
     * @param file in which it remembers; {@code null} for none
     * @param speed how much faster than the real one it tries again to tell
     */
    public static LocalCreem at(int port, @Nullable Path file, InstantSource clock, double speed) {
        return new LocalCreem(port, file, clock, speed);
    }

    /** Where it listens. */
    public URI address() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    /** What makes the product use it. */
    public Map<String, String> settings() {
        return Map.of(
                "creem.base-url",
                address().toString(),
                "creem.api-key",
                API_KEY,
                "creem.webhook-secret",
                WEBHOOK_SECRET,
                "creem.checkout-origins",
                address().toString());
    }

    /** Sells everything that is in the product's own list, so that the two differ only where somebody wants them to. */
    public void sells(Path plans) {
        JsonNode offer = new YAMLMapper().readTree(plans.toFile());
        String currency = offer.path("currency").stringValue();
        offer.path("packs").forEach(one -> sells(one, currency, "once"));
        offer.path("plans")
                .forEach(
                        one -> sells(one, currency, "every-" + one.path("every").stringValue()));
    }

    private void sells(JsonNode one, String currency, String period) {
        String id = one.path("test").stringValue();
        if (!id.isEmpty()) {
            sells(id, one.at("/name/en").stringValue(), one.path("price").longValue(), currency, period);
        }
    }

    /** What happens there, by the hand of a test. */
    public CreemDesk desk() {
        return new CreemDesk(world, acts, bell, address().toString());
    }

    /** Sells this from now on, in place of what had the id before. */
    public void sells(String id, String name, long price, String currency, String period) {
        synchronized (world) {
            world.product(id, name, price, currency, period);
        }
    }

    /** Sells it no more. */
    public void archives(String id) {
        synchronized (world) {
            world.the("product", id).put("status", "archived");
        }
    }

    /** The page to pay on of this checkout has been left alone for too long. */
    public void expires(String checkout) {
        synchronized (world) {
            world.the("checkout", checkout).put("status", "expired");
        }
    }

    /** @param hook whom it tells from now on; {@code null} for nobody, so that everything it tells is lost */
    public void tells(@Nullable URI hook) {
        bell.rings(hook);
    }

    /** The next call of the API whose path contains these words goes wrong like this. */
    public void next(String path, Kind kind) {
        troubles.add(new Trouble(path, kind));
    }

    /** Calls of the API so far, as {@code POST /v1/checkouts}. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange http) {
        try (http) {
            byte[] body = http.getRequestBody().readNBytes(LARGEST);
            String path = http.getRequestURI().getPath();
            Reply reply = path.startsWith("/v1/") ? api(http, body) : page(http, body);
            if (reply.status() != 0) {
                reply.send(http);
            }
        } catch (IOException e) {
            // The other side has gone; it knows.
        } catch (RuntimeException e) {
            System.err.println("The local Creem failed: " + e);
        }
    }

    private Reply api(HttpExchange http, byte[] body) {
        String path = http.getRequestURI().getPath();
        asked.add(http.getRequestMethod() + " " + path);
        Trouble trouble = troubles.stream()
                .filter(one -> path.contains(one.part()))
                .findFirst()
                .filter(troubles::remove)
                .orElse(null);
        return switch (trouble == null ? null : trouble.kind()) {
            case null -> answered(http, body);
            case LOSES_ANSWER -> {
                answered(http, body);
                yield Reply.NONE;
            }
            case DOWN -> Reply.error(503, "Service Unavailable");
            case BUSY -> Reply.error(429, "Too Many Requests");
            case FORBIDDEN -> Reply.error(403, "Forbidden");
            case GARBAGE -> new Reply(200, "text/html", "<html>{".getBytes(StandardCharsets.UTF_8), null);
        };
    }

    private Reply answered(HttpExchange http, byte[] body) {
        if (!API_KEY.equals(http.getRequestHeaders().getFirst("x-api-key"))) {
            return Reply.error(403, "Forbidden");
        }
        synchronized (world) {
            Reply reply = calls.answer(http.getRequestMethod(), http.getRequestURI(), body);
            world.save();
            return reply;
        }
    }

    private Reply page(HttpExchange http, byte[] body) {
        synchronized (world) {
            Map<String, String> form = fields(new String(body, StandardCharsets.UTF_8));
            Reply reply =
                    pages.answer(http.getRequestMethod(), http.getRequestURI().getPath(), form);
            world.save();
            return reply;
        }
    }

    static Map<String, String> fields(@Nullable String encoded) {
        Map<String, String> fields = new LinkedHashMap<>();
        Stream.of((encoded == null ? "" : encoded).split("&"))
                .map(one -> one.split("=", 2))
                .filter(one -> one.length == 2)
                .forEach(one -> fields.put(one[0], URLDecoder.decode(one[1], StandardCharsets.UTF_8)));
        return fields;
    }
}
