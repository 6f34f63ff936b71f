package com.allvideomodels.sandbox;

import static com.allvideomodels.sandbox.Check.integer;
import static com.allvideomodels.sandbox.Check.list;
import static com.allvideomodels.sandbox.Check.number;
import static com.allvideomodels.sandbox.Check.numberAmong;
import static com.allvideomodels.sandbox.Check.oneOf;
import static com.allvideomodels.sandbox.Check.shape;

import com.allvideomodels.sandbox.Check.Shape;
import com.allvideomodels.sandbox.Sources.Rules;
import com.allvideomodels.sandbox.Sources.Unusable;
import com.allvideomodels.sandbox.Task.Phase;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** fal's queue with Pika's models, its storage and its signed webhooks, on one port. */
public final class FalSandbox extends Sandbox {

    private static final String REQUESTS = "/fal-ai/pika/requests/";
    private static final long MB = 1024 * 1024;
    private static final Rules IMAGES =
            new Rules("fal/1.0", Set.of("image/jpeg", "image/png", "image/webp", "image/gif"), 20 * MB, 20 * MB, false);
    private static final Rules VIDEOS = new Rules("fal/1.0", Rules.VIDEOS, 100 * MB, 20 * MB, false);
    private static final Check SEED = integer(Integer.MIN_VALUE, 4294967295L);
    private static final Check RATIO = oneOf("16:9", "9:16", "1:1", "4:5", "5:4", "3:2", "2:3");
    private static final Check RESOLUTION = oneOf("720p", "1080p");
    private static final Check WORDED_SECONDS = oneOf("5", "10");
    private static final Check COUNTED_SECONDS = number(1, 25);
    private static final String[] EFFECTS = {
        "Cake-ify",
        "Crumble",
        "Crush",
        "Decapitate",
        "Deflate",
        "Dissolve",
        "Explode",
        "Eye-pop",
        "Inflate",
        "Levitate",
        "Melt",
        "Peel",
        "Poke",
        "Squish",
        "Ta-da",
        "Tear"
    };
    private static final Map<String, Shape> ENDPOINTS = endpoints();
    private static final String USER = "sandbox|100000000000000000001";

    private final KeyPair keys;
    private volatile boolean signsWrongly;

    FalSandbox(int port, Studio studio) {
        super("pika", port, studio);
        try {
            keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** From now on webhooks carry a signature that fits no key, or again one that does. */
    public void signWrongly(boolean wrong) {
        signsWrongly = wrong;
    }

    /** The headers with which a webhook of this body is signed now. */
    public Map<String, String> signed(String requestId, String body) {
        long now = Instant.now().getEpochSecond();
        try {
            String hash = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8)));
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(keys.getPrivate());
            signature.update(String.join("\n", requestId, USER, Long.toString(now), signsWrongly ? "0" + hash : hash)
                    .getBytes(StandardCharsets.UTF_8));
            Map<String, String> headers = new LinkedHashMap<>();
            headers.put("X-Fal-Webhook-Request-Id", requestId);
            headers.put("X-Fal-Webhook-User-Id", USER);
            headers.put("X-Fal-Webhook-Timestamp", Long.toString(now));
            headers.put("X-Fal-Webhook-Signature", HexFormat.of().formatHex(signature.sign()));
            return headers;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Shape> endpoints() {
        Shape words = shape().needs("prompt", Check.text())
                .may("negative_prompt", Check.text())
                .may("seed", SEED);
        Shape picture = words.needs("image_url", Check.text()).may("resolution", RESOLUTION);
        Shape text = words.may("aspect_ratio", RATIO).may("resolution", RESOLUTION);
        Shape free = words.may("prompt", Check.text());
        Check transition = shape().may("duration", number(1, 25)).may("prompt", Check.text());
        return Map.of(
                "fal-ai/pika/v2.2/text-to-video", text.may("duration", WORDED_SECONDS),
                "fal-ai/pika/v2.2/image-to-video", picture.may("duration", WORDED_SECONDS),
                "fal-ai/pika/v2.2/pikaframes",
                        free.needs("image_urls", list(Check.text(), 2, 5))
                                .may("transitions", list(transition, 1, 4))
                                .may("resolution", RESOLUTION),
                "fal-ai/pika/v2.1/text-to-video", text.may("duration", COUNTED_SECONDS),
                "fal-ai/pika/v2.1/image-to-video", picture.may("duration", COUNTED_SECONDS),
                "fal-ai/pika/v2/turbo/text-to-video", text.may("duration", COUNTED_SECONDS),
                "fal-ai/pika/v2/turbo/image-to-video", picture.may("duration", COUNTED_SECONDS),
                "fal-ai/pika/v1.5/pikaffects",
                        free.needs("image_url", Check.text()).needs("pikaffect", oneOf(EFFECTS)),
                "fal-ai/pika/v2/pikadditions",
                        free.needs("video_url", Check.text()).needs("image_url", Check.text()),
                "fal-ai/pika/v2.5/text-to-video",
                        words.may("resolution", oneOf("480p", "720p", "1080p"))
                                .may("duration", Check.either(numberAmong(5, 10), WORDED_SECONDS)));
    }

    @Override
    Duration pace() {
        // The official client asks every half second; no limit is documented.
        return Duration.ofMillis(500);
    }

    @Override
    Duration linkLifeByContract() {
        return Duration.ofDays(7);
    }

    @Override
    Point point(Exchange exchange) {
        String path = exchange.path();
        if (path.startsWith("/storage/")) {
            return Point.UPLOAD;
        }
        if (path.startsWith("/requests/delete_io/")) {
            return Point.DELETE;
        }
        if (path.endsWith("/status")) {
            return Point.LOOK;
        }
        if (path.endsWith("/cancel")) {
            return Point.CANCEL;
        }
        if (path.startsWith(REQUESTS)) {
            return Point.RESULT;
        }
        return exchange.method().equals("POST") ? Point.CREATE : Point.OTHER;
    }

    @Override
    Answer answer(Exchange exchange) throws IOException {
        if (exchange.is("GET", "/.well-known/jwks.json")) {
            return Answer.json(200, jwks());
        }
        key(exchange, "Key", "Authentication is required to access this application.");
        Optional<String> rest = exchange.after(REQUESTS);
        if (rest.isPresent()) {
            return request(exchange, rest.get());
        }
        Optional<String> deleted = exchange.after("/requests/delete_io/");
        if (deleted.isPresent() && exchange.method().equals("PUT")) {
            return delete(exchange, deleted.get());
        }
        if (exchange.is("POST", "/storage/upload/initiate")) {
            return upload(exchange);
        }
        return exchange.method().equals("POST") ? create(exchange) : error(404, "Not Found");
    }

    @Override
    Answer error(int status, String words) {
        return Answer.json(status, Json.object().put("detail", words));
    }

    private Answer request(Exchange exchange, String rest) throws IOException {
        String[] parts = rest.split("/");
        String call = exchange.method() + (parts.length == 1 ? "" : " " + parts[1]);
        return switch (call) {
            case "GET status" ->
                status(look(exchange, parts[0]).orElseThrow(() -> refuse(404, "Request not found")), exchange);
            case "GET" -> result(find(exchange, parts[0]).orElseThrow(() -> refuse(404, "Request not found")));
            case "PUT cancel" -> find(exchange, parts[0]).map(this::cancelled).orElseGet(() -> word(404, "NOT_FOUND"));
            default -> error(405, "Method Not Allowed");
        };
    }

    private Answer upload(Exchange exchange) {
        ObjectNode body = body(exchange);
        if (!exchange.query("storage_type").map("fal-cdn-v3"::equals).orElse(false)) {
            throw refuse(400, "Unknown storage type");
        }
        check(
                shape().needs("content_type", Check.text(1, 200))
                        .needs("file_name", Check.text(1, 300))
                        .lenient(),
                body);
        String key = UUID.randomUUID() + "-" + Json.text(body, "file_name", "").replaceAll("[^\\w.-]", "_");
        return Answer.json(
                200,
                Json.object()
                        .put("upload_url", studio.media().slot("put", key) + "?sig=x")
                        .put("file_url", studio.media().address(key)));
    }

    private Answer delete(Exchange exchange, String id) {
        find(exchange, id).orElseThrow(() -> refuse(404, "Request not found"));
        forget(id);
        return Answer.json(200, Json.object());
    }

    private Answer create(Exchange exchange) {
        String endpoint = exchange.path().substring(1);
        Shape shape = Optional.ofNullable(ENDPOINTS.get(endpoint))
                .orElseThrow(() -> refuse(404, "Application '" + endpoint + "' not found"));
        ObjectNode body = body(exchange);
        check(shape.lenient(), body);
        shape.strangers(body).forEach(name -> remark(endpoint + ": not in the contract: " + name));
        String prompt = Json.text(body, "prompt", "");
        Trouble trouble = Trouble.in(prompt).orElse(null);
        if (trouble == Trouble.BUSY) {
            throw new Refusal(error(429, "Rate limit exceeded").with("Retry-After", "5"));
        }
        if (trouble == Trouble.OUT_OF_CREDIT) {
            throw refuse(403, "User is locked. Reason: Exhausted balance. Top up your balance.");
        }
        Scene scene = scene(endpoint, body, prompt);
        try {
            scene = filled(scene, body);
        } catch (Unusable unusable) {
            trouble = Trouble.UNUSABLE_INPUT;
        }
        String webhook = exchange.query("fal_webhook").orElse(null);
        if (webhook != null && !Sources.acceptable(webhook)) {
            throw refuse(400, "Invalid webhook URL");
        }
        Task task = begin(
                UUID.randomUUID().toString(),
                endpoint,
                endpoint,
                prompt,
                body,
                scene,
                trouble,
                webhook,
                lifecycle(exchange));
        exchange.about(task);
        ObjectNode answer = state("IN_QUEUE", task).put("queue_position", line(task));
        answer.put("gateway_request_id", task.id()).putNull("logs").putObject("metrics");
        return RunwaySandbox.lost(trouble, Answer.json(200, answer).with("x-fal-request-id", task.id()));
    }

    /** What the client asks of the life of the output. */
    private @Nullable Duration lifecycle(Exchange exchange) {
        String header = exchange.header("x-fal-object-lifecycle-preference").orElse(null);
        if (header == null) {
            return null;
        }
        try {
            JsonNode seconds = Json.MAPPER.readTree(header).path("expiration_duration_seconds");
            if (seconds.isNumber()) {
                return Duration.ofSeconds(seconds.asLong());
            }
        } catch (tools.jackson.core.JacksonException e) {
            // Said below.
        }
        throw refuse(400, "Malformed x-fal-object-lifecycle-preference");
    }

    private long line(Task task) {
        Instant now = Instant.now();
        return tasks().stream()
                .filter(other -> other.plan().created().isBefore(task.plan().created()))
                .filter(other -> other.phase(now) == Phase.WAITING)
                .count();
    }

    private ObjectNode state(String status, Task task) {
        String own = address() + REQUESTS + task.id();
        return Json.object()
                .put("status", status)
                .put("request_id", task.id())
                .put("response_url", own)
                .put("status_url", own + "/status")
                .put("cancel_url", own + "/cancel");
    }

    private Answer status(Task task, Exchange exchange) {
        return switch (task.phase(Instant.now())) {
            case WAITING -> Answer.json(202, state("IN_QUEUE", task).put("queue_position", line(task)));
            case RENDERING -> {
                ObjectNode state = state("IN_PROGRESS", task);
                if (exchange.query("logs").map("1"::equals).orElse(false)) {
                    state.putArray("logs");
                }
                yield Answer.json(202, state);
            }
            // One word for success and failure; only the result tells them apart.
            case DONE, FAILED, CANCELLED -> {
                ObjectNode state = state("COMPLETED", task);
                state.putArray("logs");
                state.putObject("metrics")
                        .put("inference_time", task.plan().rendering().toMillis() / 1000.0);
                yield Answer.json(200, state);
            }
        };
    }

    private Answer result(Task task) throws IOException {
        return switch (task.phase(Instant.now())) {
            case WAITING, RENDERING -> error(400, "Request is still in progress");
            case DONE -> Answer.json(200, output(task)).with("x-fal-request-id", task.id());
            case FAILED -> failed(task);
            case CANCELLED -> infrastructure(499, "client_cancelled", "Request was cancelled by the client");
        };
    }

    private ObjectNode output(Task task) throws IOException {
        Path film = task.film().join();
        ObjectNode answer = Json.object();
        answer.putObject("video")
                .put("url", link(task))
                .put("content_type", "video/mp4")
                .put("file_name", "output.mp4")
                .put("file_size", Files.size(film));
        return answer;
    }

    private Answer failed(Task task) {
        String code = task.plan().code();
        if (code != null) {
            return detail(422, "prompt", code, "The sandbox was told to fail.").with("X-Fal-Error-Type", code);
        }
        return switch (task.failure()) {
            case MODERATED_INPUT ->
                detail(
                                422,
                                "prompt",
                                "content_policy_violation",
                                "The content could not be processed because it was flagged.")
                        .with("X-Fal-Retryable", "false");
            case MODERATED_OUTPUT ->
                detail(
                                422,
                                "prompt",
                                "content_policy_violation",
                                "The generated content was flagged by a content checker.")
                        .with("X-Fal-Retryable", "false");
            case UNUSABLE_INPUT ->
                detail(422, "image_url", "image_load_error", "The image could not be loaded.")
                        .with("X-Fal-Retryable", "false");
            case BUSY ->
                infrastructure(503, "runner_scheduling_failure", "No runner").with("X-Fal-Retryable", "true");
            case OUT_OF_CREDIT, INTERNAL, VANISHES, STALLS, SLOW, LOST_ANSWER, HALF_A_FILE, LAPSED_LINK ->
                infrastructure(500, "internal_error", "Internal Server Error");
        };
    }

    private static Answer infrastructure(int status, String type, String words) {
        return Answer.json(status, Json.object().put("detail", words).put("error_type", type))
                .with("X-Fal-Error-Type", type);
    }

    private static Answer detail(int status, String field, String type, String words) {
        ObjectNode answer = Json.object();
        ObjectNode each = answer.putArray("detail").addObject();
        each.putArray("loc").add("body").add(field);
        each.put("msg", words).put("type", type).put("url", "https://docs.fal.ai/errors#" + type);
        return Answer.json(status, answer);
    }

    private Answer cancelled(Task task) {
        Phase phase = task.phase(Instant.now());
        if (phase.over()) {
            return word(400, "ALREADY_COMPLETED");
        }
        if (phase == Phase.WAITING) {
            cancel(task);
        }
        // A running one hears the signal and finishes all the same.
        return word(202, "CANCELLATION_REQUESTED");
    }

    private static Answer word(int status, String word) {
        return Answer.json(status, Json.object().put("status", word));
    }

    private ObjectNode body(Exchange exchange) {
        return exchange.json()
                .orElseThrow(() -> detailed(List.of(new Issue("invalid_type", List.of(), "JSON object required"))));
    }

    private void check(Shape shape, ObjectNode body) {
        List<Issue> issues = shape.issues(body);
        if (!issues.isEmpty()) {
            throw detailed(issues);
        }
    }

    private static Refusal detailed(List<Issue> issues) {
        ObjectNode answer = Json.object();
        var details = answer.putArray("detail");
        for (Issue issue : issues) {
            ObjectNode each = details.addObject();
            var where = each.putArray("loc").add("body");
            issue.path().forEach(step -> where.add(step.toString()));
            each.put("msg", issue.message()).put("type", type(issue)).put("url", "https://docs.fal.ai/errors");
        }
        return new Refusal(Answer.json(422, answer).with("X-Fal-Retryable", "false"));
    }

    private static String type(Issue issue) {
        return switch (issue.code()) {
            case "missing" -> "missing";
            case "invalid_value" -> "literal_error";
            case "too_big" -> "less_than_equal";
            case "too_small" -> "greater_than_equal";
            default -> issue.message().replaceAll(".*expected (\\w+).*", "$1") + "_type";
        };
    }

    private static Scene scene(String endpoint, ObjectNode body, String prompt) {
        Sizes size = Sizes.of(Json.text(body, "aspect_ratio", "16:9"), Json.text(body, "resolution", "720p"));
        JsonNode duration = body.path("duration");
        double seconds = duration.isNumber()
                ? duration.asDouble()
                : duration.isString() ? Double.parseDouble(duration.stringValue()) : 5;
        if (body.path("transitions").isArray()) {
            seconds = 0;
            for (JsonNode transition : body.path("transitions")) {
                seconds += transition.path("duration").isNumber()
                        ? transition.path("duration").asDouble()
                        : 5;
            }
        } else if (body.path("image_urls").isArray()) {
            seconds = 5.0 * (body.path("image_urls").size() - 1);
        }
        String effect = Json.text(body, "pikaffect", "");
        return new Scene(
                size.width(),
                size.height(),
                seconds,
                false,
                List.of(
                        "Pika sandbox (fal)  " + endpoint,
                        prompt,
                        size.width() + " x " + size.height() + "  " + seconds + " s  " + effect),
                List.of(),
                null);
    }

    private Scene filled(Scene scene, ObjectNode body) throws Unusable {
        List<String> pictures = new ArrayList<>();
        Stream<String> several = Stream.empty();
        if (body.path("image_urls").isArray()) {
            if (scene.seconds() > 25) {
                throw detailed(List.of(
                        new Issue("too_big", List.of("transitions"), "Total duration must not exceed 25 seconds")));
            }
            List<String> urls = new ArrayList<>();
            body.path("image_urls").forEach(url -> urls.add(url.asString("")));
            several = urls.stream();
        }
        for (String url : Stream.concat(several, Stream.of(Json.text(body, "image_url", "")))
                .filter(u -> !u.isEmpty())
                .toList()) {
            stored(url, IMAGES).ifPresent(source -> pictures.add(source.file().toString()));
        }
        String video = null;
        if (body.path("video_url").isString()) {
            video = stored(body.path("video_url").stringValue(), VIDEOS)
                    .map(s -> s.file().toString())
                    .orElse(null);
        }
        return scene.of(pictures.size() > 2 ? List.of(pictures.getFirst(), pictures.getLast()) : pictures, video);
    }

    private Optional<Source> stored(String url, Rules rules) throws Unusable {
        return source(url, rules);
    }

    @Override
    boolean rings(Phase phase) {
        return phase.over();
    }

    @Override
    Optional<JsonNode> callbackBody(Task task, Phase phase) {
        ObjectNode body = Json.object().put("request_id", task.id()).put("gateway_request_id", task.id());
        try {
            if (phase == Phase.DONE) {
                body.put("status", "OK").set("payload", output(task));
            } else {
                Answer failure =
                        phase == Phase.FAILED ? failed(task) : infrastructure(499, "client_cancelled", "cancelled");
                body.put("status", "ERROR").put("error", "Unexpected status code: " + failure.status());
                body.set("payload", Json.MAPPER.readTree(failure.body()));
            }
        } catch (IOException e) {
            return Optional.empty();
        }
        return Optional.of(body);
    }

    @Override
    void deliver(String callback, Task task, JsonNode body) {
        String text = body.toString();
        List<Duration> pauses = Stream.iterate(Duration.ofSeconds(2), d -> d.multipliedBy(2))
                .limit(10)
                .toList();
        studio.bells().ring(URI.create(callback), text, signed(task.id(), text), Duration.ofSeconds(15), pauses);
    }

    private ObjectNode jwks() {
        byte[] encoded = keys.getPublic().getEncoded();
        byte[] raw = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
        ObjectNode answer = Json.object();
        answer.putArray("keys")
                .addObject()
                .put("kty", "OKP")
                .put("crv", "Ed25519")
                .put("x", Base64.getUrlEncoder().withoutPadding().encodeToString(raw));
        return answer;
    }
}
