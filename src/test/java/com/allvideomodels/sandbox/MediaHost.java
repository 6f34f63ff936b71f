package com.allvideomodels.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** The storage behind the companies: videos with links that lapse, and files that were uploaded. */
public final class MediaHost implements AutoCloseable {

    private static final Pattern RANGE = Pattern.compile("bytes=(\\d*)-(\\d*)");

    private final HttpServer server;
    private final Sources sources;
    private final Map<String, Sandbox> sandboxes = new ConcurrentHashMap<>();
    private final List<Planned> faults = new CopyOnWriteArrayList<>();
    private final LongAdder downloads = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final List<String> remarks = new CopyOnWriteArrayList<>();

    private record Planned(Fault fault, AtomicInteger left, String containing) {}

    MediaHost(int port, Sources sources) {
        this.sources = sources;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("The media host of the sandboxes cannot listen on port " + port + ".", e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** So many downloads of videos go wrong like this: {@link Fault.HalfAFile}, {@link Fault.Lapsed} or any other. */
    public void fault(Fault fault, int times) {
        fault(fault, times, "");
    }

    /** Likewise, but only of videos whose prompt contains these words. */
    public void fault(Fault fault, int times, String containing) {
        faults.add(new Planned(fault, new AtomicInteger(times), containing));
    }

    /** Downloads of videos that were begun. */
    public long downloads() {
        return downloads.sum();
    }

    /** Bytes of videos that were sent. */
    public long bytes() {
        return bytes.sum();
    }

    public List<String> remarks() {
        return List.copyOf(remarks);
    }

    public void reset() {
        faults.clear();
        downloads.reset();
        bytes.reset();
        remarks.clear();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    void serves(Sandbox sandbox) {
        sandboxes.put(sandbox.name(), sandbox);
    }

    String link(String sandbox, Task task, Instant until) {
        String path = "/videos/" + sandbox + "/" + task.id();
        long expires = until.toEpochMilli();
        return address() + path + "/output.mp4?expires=" + expires + "&signature=" + signature(path, expires);
    }

    /** A public address of an uploaded file. */
    String address(String key) {
        return address() + "/files/" + key;
    }

    /** A place to put a file: PUT for fal, multipart POST for Runway. */
    String slot(String kind, String key) {
        return address() + "/" + kind + "/" + key;
    }

    private void handle(HttpExchange http) {
        try (http) {
            var exchange = new Exchange(http);
            String path = exchange.path();
            if (path.startsWith("/videos/")) {
                video(exchange);
            } else if (path.startsWith("/files/")) {
                file(exchange, path.substring("/files/".length()));
            } else if (path.startsWith("/put/")) {
                put(exchange, path.substring("/put/".length()));
            } else if (path.startsWith("/form/")) {
                form(exchange, path.substring("/form/".length()));
            } else {
                exchange.send(Answer.empty(404));
            }
        } catch (IOException e) {
            // The other side has gone; it knows.
        }
    }

    private void video(Exchange exchange) throws IOException {
        if (exchange.header("Authorization").isPresent()) {
            remarks.add("a key was sent to the storage: " + exchange.path());
        }
        String[] parts = exchange.path().split("/");
        Sandbox sandbox = parts.length == 5 ? sandboxes.get(parts[2]) : null;
        Task task = sandbox == null ? null : sandbox.task(parts[3]).orElse(null);
        if (!valid(exchange)) {
            exchange.send(denied());
        } else if (task == null || !task.film().isDone() || task.film().isCompletedExceptionally()) {
            exchange.send(Answer.empty(404));
        } else {
            downloads.increment();
            int before = task.countDownload();
            send(exchange, task, before, fault(task));
        }
    }

    private void send(Exchange exchange, Task task, int number, @Nullable Fault fault) throws IOException {
        boolean half = task.plan().trouble() == Trouble.HALF_A_FILE && number == 1;
        Path film = task.film().join();
        switch (fault) {
            case null -> bytes.add(stream(exchange, film, "video/mp4", half));
            case Fault.HalfAFile h -> bytes.add(stream(exchange, film, "video/mp4", true));
            case Fault.Lapsed l -> exchange.send(denied());
            case Fault.Answers(int status, var headers, String body) ->
                exchange.send(new Answer(status, headers, body.getBytes(StandardCharsets.UTF_8)));
            case Fault.Garbage g ->
                exchange.send(new Answer(
                        200, Map.of("Content-Type", "video/mp4"), "not a video".getBytes(StandardCharsets.UTF_8)));
            case Fault.Nothing n -> exchange.send(Answer.empty(200));
            case Fault.Hangs(var length) -> Sandbox.pause(length);
            case Fault.AnswersLate(var length) -> {
                Sandbox.pause(length);
                bytes.add(stream(exchange, film, "video/mp4", half));
            }
            case Fault.StallsHalfway(var length) -> {
                bytes.add(stream(exchange, film, "video/mp4", true));
                Sandbox.pause(length);
            }
            case Fault.Drops d -> {}
            case Fault.LosesAnswer l -> {}
            case Fault.Delays(var length) -> {
                Sandbox.pause(length);
                bytes.add(stream(exchange, film, "video/mp4", half));
            }
        }
    }

    private @Nullable Fault fault(Task task) {
        for (Planned planned : faults) {
            if (task.prompt().contains(planned.containing()) && planned.left().getAndDecrement() > 0) {
                return planned.fault();
            }
        }
        return null;
    }

    private void file(Exchange exchange, String key) throws IOException {
        Optional<Source> source = sources.upload(key);
        if (source.isEmpty()) {
            exchange.send(Answer.empty(404));
        } else {
            stream(exchange, source.get().file(), source.get().contentType(), false);
        }
    }

    private void put(Exchange exchange, String key) throws IOException {
        if (exchange.header("Authorization").isPresent()) {
            remarks.add("a key was sent to the storage: PUT");
            exchange.send(Answer.empty(403));
        } else if (!exchange.method().equals("PUT") || exchange.body().length == 0) {
            exchange.send(Answer.empty(400));
        } else {
            sources.keep(key, exchange.header("Content-Type").orElse("application/octet-stream"), exchange.body());
            exchange.send(
                    new Answer(200, Map.of("Content-Type", "application/json"), "{}".getBytes(StandardCharsets.UTF_8)));
        }
    }

    /** A form as S3 takes it: every field that was handed out, then the file, and nothing after it. */
    private void form(Exchange exchange, String key) throws IOException {
        if (exchange.header("Authorization").isPresent()
                || exchange.header("X-Runway-Version").isPresent()) {
            remarks.add("a key or version was sent to the storage: POST");
            exchange.send(Answer.empty(400));
            return;
        }
        List<Multipart.Part> parts = Multipart.of(exchange);
        List<String> names = parts.stream().map(Multipart.Part::name).toList();
        if (!names.equals(List.of("key", "policy", "x-amz-signature", "file"))
                || !parts.getFirst().text().equals(key)
                || parts.getLast().bytes().length < 512
                || parts.getLast().bytes().length > 200 * 1024 * 1024) {
            exchange.send(Answer.empty(403));
            return;
        }
        sources.keep(key, parts.getLast().contentType(), parts.getLast().bytes());
        exchange.send(Answer.empty(204));
    }

    private static Answer denied() {
        return new Answer(
                403,
                Map.of("Content-Type", "application/xml"),
                "<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>"
                        .getBytes(StandardCharsets.UTF_8));
    }

    private static boolean valid(Exchange exchange) {
        try {
            long expires = Long.parseLong(exchange.query("expires").orElse(""));
            return Instant.now().toEpochMilli() < expires
                    && exchange.query("signature").orElse("").equals(signature(folder(exchange.path()), expires));
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static String folder(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    // Guards against mixed-up links, not against attackers: nothing here is secret.
    private static String signature(String path, long expires) {
        var sum = new CRC32();
        sum.update(("sandbox" + path + expires).getBytes(StandardCharsets.UTF_8));
        return Long.toHexString(sum.getValue());
    }

    private static long stream(Exchange exchange, Path file, String type, boolean half) throws IOException {
        HttpExchange http = exchange.http();
        long size = Files.size(file);
        long from = 0;
        long to = size - 1;
        Matcher range = RANGE.matcher(exchange.header("Range").orElse(""));
        boolean partial = range.matches();
        if (partial) {
            from = range.group(1).isEmpty()
                    ? Math.max(0, size - Long.parseLong(range.group(2)))
                    : Long.parseLong(range.group(1));
            to = range.group(1).isEmpty() || range.group(2).isEmpty()
                    ? size - 1
                    : Math.min(size - 1, Long.parseLong(range.group(2)));
            if (from > to) {
                exchange.send(Answer.empty(416).with("Content-Range", "bytes */" + size));
                return 0;
            }
            http.getResponseHeaders().set("Content-Range", "bytes " + from + "-" + to + "/" + size);
        }
        long length = to - from + 1;
        http.getResponseHeaders().set("Content-Type", type);
        http.getResponseHeaders().set("Accept-Ranges", "bytes");
        if (exchange.method().equals("HEAD")) {
            http.getResponseHeaders().set("Content-Length", Long.toString(length));
            http.sendResponseHeaders(partial ? 206 : 200, -1);
            return 0;
        }
        http.sendResponseHeaders(partial ? 206 : 200, length);
        long sent = half ? length / 2 : length;
        try (InputStream in = Files.newInputStream(file)) {
            in.skipNBytes(from);
            byte[] buffer = new byte[65536];
            for (long left = sent; left > 0; ) {
                int read = in.readNBytes(buffer, 0, (int) Math.min(buffer.length, left));
                http.getResponseBody().write(buffer, 0, read);
                left -= read;
            }
        }
        http.getResponseBody().flush();
        return sent;
    }
}
