package com.allvideomodels.sandbox;

import com.allvideomodels.sandbox.Task.Phase;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One company's interface: a server, its tasks, and what a test may ask of it. Subclasses say what is accepted and how
 * answers look.
 */
public abstract class Sandbox implements AutoCloseable {

    private static final int KEPT = 20_000;
    private static final int KEPT_BODY = 200_000;

    final Studio studio;
    private final String name;
    private final HttpServer server;
    private final Map<String, Task> tasks = new ConcurrentHashMap<>();
    private final Map<Point, LongAdder> counts = new EnumMap<>(Point.class);
    private final Deque<Seen> seen = new ConcurrentLinkedDeque<>();
    private final AtomicInteger kept = new AtomicInteger();
    private final Deque<String> prompts = new ConcurrentLinkedDeque<>();
    private final AtomicInteger promptsKept = new AtomicInteger();
    private final List<String> remarks = new CopyOnWriteArrayList<>();
    private final List<Planned> faults = new CopyOnWriteArrayList<>();
    private final Deque<Fate> fates = new ConcurrentLinkedDeque<>();
    private volatile @Nullable Duration linkLife;

    /** A fault that waits for its request. */
    private record Planned(Point point, Fault fault, AtomicInteger left, String containing) {}

    private record Fate(@Nullable Trouble trouble, @Nullable String code) {}

    Sandbox(String name, int port, Studio studio) {
        this.name = name;
        this.studio = studio;
        for (Point point : Point.values()) {
            counts.put(point, new LongAdder());
        }
        server = listen(name, port);
        server.createContext("/", this::handle);
        restore();
        server.start();
    }

    private static HttpServer listen(String name, int port) {
        // Without it every second answer waits 40 ms for an acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("The " + name + " sandbox cannot listen on port " + port + ".", e);
        }
    }

    // What a test or a person asks for

    /** Where it listens, without a path. */
    public final URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public final String name() {
        return name;
    }

    /** The next request of this kind goes wrong like this. */
    public final void fault(Point point, Fault fault) {
        fault(point, fault, 1, "");
    }

    /** So many requests of this kind go wrong like this. */
    public final void fault(Point point, Fault fault, int times) {
        fault(point, fault, times, "");
    }

    /** Likewise, but only those whose address, body or prompt contains these words. */
    public final void fault(Point point, Fault fault, int times, String containing) {
        faults.add(new Planned(point, fault, new AtomicInteger(times), containing));
    }

    /** What becomes of the task that is created next. */
    public final void next(Trouble trouble) {
        fates.add(new Fate(trouble, null));
    }

    /** The task that is created next fails, with this word of the company for it. */
    public final void nextFails(String code) {
        fates.add(new Fate(Trouble.INTERNAL, code));
    }

    /** Links to videos die so long after they were handed out, whatever the contract says. */
    public final void linksLive(@Nullable Duration length) {
        linkLife = length;
    }

    /** Forgets planned faults and fates, counters, journal and remarks; keeps the tasks. */
    public final void reset() {
        faults.clear();
        fates.clear();
        seen.clear();
        kept.set(0);
        remarks.clear();
        counts.values().forEach(LongAdder::reset);
        linkLife = null;
    }

    /** How many requests of this kind came, good or bad. */
    public final long count(Point point) {
        return counts.get(point).sum();
    }

    /** How many tasks were created whose prompt contains these words, deleted ones too; only so many are kept. */
    public final long created(String promptPart) {
        return prompts.stream().filter(prompt -> prompt.contains(promptPart)).count();
    }

    /** The requests that came, oldest first; only so many are kept. */
    public final List<Seen> seen() {
        return List.copyOf(seen);
    }

    public final List<Seen> seen(Point point) {
        return seen.stream().filter(s -> s.point() == point).toList();
    }

    /** Tasks that it has, newest first. */
    public final List<Task> tasks() {
        return tasks.values().stream()
                .sorted(Comparator.comparing((Task task) -> task.plan().created())
                        .reversed())
                .toList();
    }

    public final Optional<Task> task(String id) {
        return Optional.ofNullable(tasks.get(id));
    }

    /**
     * What the real company would let pass, or punish later, but a client should not do: polling too fast, fields that are not
     * in the contract, commands inside prompts. Empty is good.
     */
    public final List<String> remarks() {
        return List.copyOf(remarks);
    }

    /** Forgets a task, as if the company had lost it. */
    public final void lose(String id) {
        forget(id);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    // What subclasses say

    /** What the request is for. */
    abstract Point point(Exchange exchange);

    /** The answer, or a {@link Refusal}. */
    abstract Answer answer(Exchange exchange) throws IOException;

    /** The body of an error with this status and these words, in the company's form. */
    abstract Answer error(int status, String words);

    /** How long a link to a video lives by contract. */
    abstract Duration linkLifeByContract();

    /** The least time between two looks at a task that the contract allows. */
    abstract Duration pace();

    /** What a callback carries; nothing for those that have none. */
    Optional<JsonNode> callbackBody(Task task, Phase phase) {
        return Optional.empty();
    }

    /** Whether a callback is sent when a task enters this phase. */
    boolean rings(Phase phase) {
        return phase.over();
    }

    // What subclasses use

    final void remark(String words) {
        if (remarks.size() < 1000) {
            remarks.add(words);
        }
    }

    final Refusal refuse(int status, String words) {
        return new Refusal(error(status, words));
    }

    /** The bearer's key, or 401. */
    final String key(Exchange exchange, String scheme, String refusal) {
        String header = exchange.header("Authorization").orElse("");
        if (!header.startsWith(scheme + " ") || header.length() <= scheme.length() + 1 || header.endsWith("wrong")) {
            throw refuse(401, refusal);
        }
        return header.substring(scheme.length() + 1);
    }

    /** A task begins. */
    final Task begin(
            String id,
            String kind,
            String model,
            String prompt,
            JsonNode request,
            Scene scene,
            @Nullable Trouble trouble,
            @Nullable String callback,
            @Nullable Duration life) {
        Fate fate = fates.poll();
        Trouble own = fate != null ? fate.trouble() : trouble;
        double slow = own == Trouble.SLOW ? 10 : 1;
        SandboxSettings settings = studio.settings();
        var plan = new Task.Plan(
                id,
                Instant.now(),
                kind,
                model,
                prompt,
                request,
                scene,
                own,
                fate == null ? null : fate.code(),
                callback,
                times(settings.scaled(settings.waiting()), slow),
                times(settings.scaled(settings.rendering()), slow),
                life,
                null);
        var task = new Task(plan, studio.films().film(scene));
        tasks.put(id, task);
        rememberPrompt(prompt);
        keep(task);
        watch(task);
        return task;
    }

    private void rememberPrompt(String prompt) {
        prompts.add(prompt);
        if (promptsKept.incrementAndGet() > KEPT) {
            prompts.poll();
            promptsKept.decrementAndGet();
        }
    }

    /** The task of this id, now that somebody asks for it. */
    final Optional<Task> find(Exchange exchange, String id) {
        Optional<Task> found = Optional.ofNullable(tasks.get(id)).filter(task -> !task.vanished(Instant.now()));
        found.ifPresent(exchange::about);
        return found;
    }

    /** The same, counted as a look and measured against the allowed pace. */
    final Optional<Task> look(Exchange exchange, String id) {
        Optional<Task> found = find(exchange, id);
        found.flatMap(task -> task.look(Instant.now())).ifPresent(gap -> {
            if (gap.compareTo(pace().minusMillis(50)) < 0) {
                remark("polled after " + gap.toMillis() + " ms; " + pace().toMillis() + " ms is the least");
            }
        });
        return found;
    }

    final void cancel(Task task) {
        task.cancel(Instant.now());
        keep(task);
    }

    final void forget(String id) {
        tasks.remove(id);
        file(id).ifPresent(file -> {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    final long active() {
        Instant now = Instant.now();
        return tasks.values().stream().filter(task -> !task.phase(now).over()).count();
    }

    /** A fresh link to a task's video. */
    final String link(Task task) {
        Duration life = linkLife != null
                ? linkLife
                : task.plan().linkLife() != null ? task.plan().linkLife() : linkLifeByContract();
        boolean lapsed = task.plan().trouble() == Trouble.LAPSED_LINK && task.countLink() == 1;
        Instant until = lapsed ? Instant.now().minusSeconds(1) : Instant.now().plus(life);
        return studio.media().link(name, task, until);
    }

    /** The picture or video behind an address, so that the film can show it; nothing where it lies outside this machine. */
    final Optional<Source> source(String address, Sources.Rules rules) throws Sources.Unusable {
        return studio.sources().of(address, rules);
    }

    // The server

    private void handle(HttpExchange http) {
        try (http) {
            var exchange = new Exchange(http);
            Point point = point(exchange);
            counts.get(point).increment();
            int status = 0;
            try {
                status = serve(exchange, point);
            } finally {
                remember(exchange, point, status);
            }
        } catch (IOException e) {
            // The other side has gone; it knows.
        } catch (RuntimeException e) {
            System.err.println("The " + name + " sandbox failed: " + e);
            e.printStackTrace();
        }
    }

    private int serve(Exchange exchange, Point point) throws IOException {
        Fault fault = fault(exchange, point);
        return switch (fault) {
            case null -> send(exchange, made(exchange));
            case Fault.Answers(int status, var headers, String body) ->
                send(exchange, new Answer(status, headers, body.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
            case Fault.Garbage g ->
                send(exchange, new Answer(200, Map.of("Content-Type", "text/html"), "<html>{".getBytes()));
            case Fault.Nothing n -> send(exchange, Answer.empty(200));
            case Fault.Hangs(Duration length) -> {
                pause(length);
                yield 0;
            }
            case Fault.Drops d -> 0;
            case Fault.LosesAnswer l -> {
                made(exchange);
                yield 0;
            }
            case Fault.Delays(Duration length) -> {
                pause(length);
                yield send(exchange, made(exchange));
            }
            case Fault.AnswersLate(Duration length) -> {
                Answer answer = made(exchange);
                pause(length);
                yield send(exchange, answer);
            }
            case Fault.StallsHalfway(Duration length) -> {
                pause(length);
                yield 0;
            }
            case Fault.HalfAFile h -> {
                exchange.breaksDownload(h);
                yield send(exchange, made(exchange));
            }
            case Fault.Lapsed l -> send(exchange, error(403, "Request has expired"));
        };
    }

    private Answer made(Exchange exchange) throws IOException {
        try {
            return answer(exchange);
        } catch (Refusal refusal) {
            return refusal.answer();
        }
    }

    /** An answer with status 0 was sent already, or never will be. */
    private static int send(Exchange exchange, Answer answer) throws IOException {
        if (answer.status() != 0) {
            exchange.send(answer);
        }
        return answer.status();
    }

    private @Nullable Fault fault(Exchange exchange, Point point) {
        for (Planned planned : faults) {
            if (planned.point() == point
                    && fits(planned, exchange)
                    && planned.left().getAndDecrement() > 0) {
                return planned.fault();
            }
        }
        return null;
    }

    private boolean fits(Planned planned, Exchange exchange) {
        String words = planned.containing();
        return words.isEmpty()
                || exchange.address().contains(words)
                || exchange.text().contains(words)
                || tasks.values().stream()
                        .anyMatch(task -> exchange.address().contains(task.id())
                                && task.prompt().contains(words));
    }

    private void remember(Exchange exchange, Point point, int status) {
        Task task = exchange.task();
        String body = exchange.text();
        seen.add(new Seen(
                Instant.now(),
                point,
                exchange.method(),
                exchange.address(),
                exchange.headers(),
                body.substring(0, Math.min(KEPT_BODY, body.length())),
                task == null ? null : task.id(),
                status));
        if (kept.incrementAndGet() > KEPT) {
            seen.poll();
            kept.decrementAndGet();
        }
    }

    // Callbacks

    private void watch(Task task) {
        String callback = task.plan().callback();
        if (callback == null || !studio.settings().callbacks()) {
            return;
        }
        Thread.ofVirtual().name("sandbox-ring").start(() -> {
            Phase told = Phase.WAITING;
            ring(task, callback, told);
            while (!told.over() && tasks.containsKey(task.id())) {
                pause(Duration.ofMillis(100));
                Phase now = task.phase(Instant.now());
                if (now != told) {
                    told = now;
                    ring(task, callback, now);
                }
            }
        });
    }

    private void ring(Task task, String callback, Phase phase) {
        if (rings(phase)) {
            callbackBody(task, phase).ifPresent(body -> deliver(callback, task, body));
        }
    }

    void deliver(String callback, Task task, JsonNode body) {
        studio.bells()
                .ring(
                        URI.create(callback),
                        body.toString(),
                        Map.of(),
                        Duration.ofSeconds(5),
                        List.of(Duration.ofMillis(100), Duration.ofMillis(100), Duration.ofMillis(100)));
    }

    static void pause(Duration length) {
        try {
            Thread.sleep(length);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Duration times(Duration length, double factor) {
        return Duration.ofNanos((long) (length.toNanos() * factor));
    }

    // What is kept

    private Optional<Path> file(String id) {
        return studio.kept().map(folder -> folder.resolve(name).resolve(id.replaceAll("[^\\w-]", "_") + ".json"));
    }

    private void keep(Task task) {
        file(task.id()).ifPresent(file -> {
            try {
                Files.createDirectories(file.getParent());
                Path part = file.resolveSibling(file.getFileName() + ".part");
                Files.write(part, Json.MAPPER.writeValueAsBytes(task.plan()));
                Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private void restore() {
        List<Path> files = new ArrayList<>();
        studio.kept()
                .map(folder -> folder.resolve(name))
                .filter(Files::isDirectory)
                .ifPresent(folder -> {
                    try (var all = Files.list(folder)) {
                        all.filter(file -> file.toString().endsWith(".json")).forEach(files::add);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
        for (Path file : files) {
            try {
                var plan = Json.MAPPER.readValue(file.toFile(), Task.Plan.class);
                if (plan.created().isBefore(Instant.now().minus(Duration.ofDays(7)))) {
                    Files.deleteIfExists(file);
                } else {
                    var task = new Task(plan, studio.films().film(plan.scene()));
                    tasks.put(plan.id(), task);
                    rememberPrompt(plan.prompt());
                    watch(task);
                }
            } catch (IOException | tools.jackson.core.JacksonException e) {
                System.err.println("A task of the " + name + " sandbox cannot be read and is left out: " + file);
            }
        }
    }
}
