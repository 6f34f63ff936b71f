package com.allvideomodels.sandbox;

import static com.allvideomodels.sandbox.Check.flag;
import static com.allvideomodels.sandbox.Check.list;
import static com.allvideomodels.sandbox.Check.number;
import static com.allvideomodels.sandbox.Check.oneOf;
import static com.allvideomodels.sandbox.Check.shape;

import com.allvideomodels.sandbox.Check.Shape;
import com.allvideomodels.sandbox.Sources.Rules;
import com.allvideomodels.sandbox.Sources.Unusable;
import com.allvideomodels.sandbox.Task.Phase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Luma's Dream Machine API: Ray 2 and Ray Flash 2. */
public final class DreamMachineSandbox extends Sandbox {

    private static final String BASE = "/dream-machine/v1";
    private static final String GENERATIONS = BASE + "/generations";
    private static final long MB = 1024 * 1024;
    private static final Rules IMAGES = new Rules("Luma/1.0", Rules.IMAGES, 50 * MB, 0, false);
    private static final Rules VIDEOS = new Rules("Luma/1.0", Rules.VIDEOS, 100 * MB, 0, false);
    private static final Check MODEL = oneOf("ray-2", "ray-flash-2");
    private static final Check RATIO = oneOf("1:1", "16:9", "9:16", "4:3", "3:4", "21:9", "9:21");
    private static final Check PLACE = shape().needs("url", Check.text(1, 4096));
    private static final Check FRAME = shape().needs("type", oneOf("image", "generation"))
            .may("url", Check.text(1, 4096))
            .may("id", Check.text(1, 100));
    private static final Shape CREATE = shape().needs("model", MODEL)
            .may("prompt", Check.text(3, 5000))
            .may("aspect_ratio", RATIO)
            .may("resolution", oneOf("540p", "720p", "1080p", "4k"))
            .may("duration", oneOf("5s", "9s"))
            .may("loop", flag())
            .may("keyframes", shape().may("frame0", FRAME).may("frame1", FRAME))
            .may("concepts", list(shape().needs("key", Check.text()), 0, 10))
            .may("callback_url", Check.text(1, 4096))
            .may("generation_type", oneOf("video"));
    private static final Shape MODIFY = shape().needs("generation_type", oneOf("modify_video"))
            .needs("media", PLACE)
            .needs("mode", Check.matching("(adhere|flex|reimagine)_[123]"))
            .needs("model", MODEL)
            .may("prompt", Check.text(3, 5000))
            .may("first_frame", PLACE)
            .may("callback_url", Check.text(1, 4096));
    private static final Shape REFRAME = shape().needs("generation_type", oneOf("reframe_video"))
            .needs("media", PLACE)
            .needs("model", MODEL)
            .needs("aspect_ratio", RATIO)
            .may("prompt", Check.text(3, 5000))
            .may("first_frame", PLACE)
            .may("grid_position_x", number(-10000, 10000))
            .may("grid_position_y", number(-10000, 10000))
            .may("x_start", number(-10000, 10000))
            .may("x_end", number(-10000, 10000))
            .may("y_start", number(-10000, 10000))
            .may("y_end", number(-10000, 10000))
            .may("resized_width", number(1, 10000))
            .may("resized_height", number(1, 10000))
            .may("callback_url", Check.text(1, 4096));
    private static final Shape UPSCALE = shape().may("resolution", oneOf("540p", "720p", "1080p", "4k"))
            .may("callback_url", Check.text(1, 4096))
            .may("generation_type", oneOf("upscale_video"));
    private static final Shape AUDIO = shape().may("prompt", Check.text())
            .may("negative_prompt", Check.text())
            .may("callback_url", Check.text(1, 4096))
            .may("generation_type", oneOf("add_audio"));

    DreamMachineSandbox(int port, Studio studio) {
        super("luma-dream-machine", port, studio);
    }

    @Override
    Duration pace() {
        return Duration.ofSeconds(1);
    }

    @Override
    Duration linkLifeByContract() {
        // Not documented: short, so that nobody relies on it.
        return Duration.ofHours(1);
    }

    @Override
    Point point(Exchange exchange) {
        boolean one = exchange.path().startsWith(GENERATIONS + "/");
        return switch (exchange.method()) {
            case "POST" -> Point.CREATE;
            case "GET" ->
                exchange.path().equals(GENERATIONS)
                        ? Point.LIST
                        : one && !exchange.path().endsWith("/list") ? Point.LOOK : Point.OTHER;
            case "DELETE" -> Point.DELETE;
            default -> Point.OTHER;
        };
    }

    @Override
    Answer answer(Exchange exchange) throws IOException {
        key(exchange, "Bearer", "Invalid API key is provided");
        String call = exchange.method() + " " + exchange.after(BASE).orElse("/");
        return switch (call) {
            case "GET /ping" -> Answer.json(200, Json.object().put("message", "pong"));
            case "GET /credits" -> Answer.json(200, Json.object().put("credit_balance", 30000));
            case "GET /generations/concepts/list" ->
                Answer.json(
                        200, Json.array().add("dolly_zoom").add("orbit_left").add("static"));
            case "GET /generations" -> listed(exchange);
            case "POST /generations", "POST /generations/video" -> create(exchange, CREATE, "video");
            case "POST /generations/video/modify" -> create(exchange, MODIFY, "modify_video");
            case "POST /generations/video/reframe" -> create(exchange, REFRAME, "reframe_video");
            default -> one(exchange);
        };
    }

    private Answer one(Exchange exchange) throws IOException {
        String rest = exchange.after(GENERATIONS + "/").orElseThrow(() -> refuse(404, "Not Found"));
        String[] parts = rest.split("/");
        String call = exchange.method() + (parts.length == 1 ? "" : " " + parts[1]);
        return switch (call) {
            case "GET" -> Answer.json(200, seen(look(exchange, parts[0]).orElseThrow(this::unknown)));
            case "DELETE" -> {
                find(exchange, parts[0]).orElseThrow(this::unknown);
                forget(parts[0]);
                yield Answer.empty(204);
            }
            case "POST upscale" -> more(exchange, parts[0], UPSCALE, "upscale_video");
            case "POST audio" -> more(exchange, parts[0], AUDIO, "add_audio");
            default -> error(405, "Method Not Allowed");
        };
    }

    private Refusal unknown() {
        return refuse(404, "Generation not found");
    }

    @Override
    Answer error(int status, String words) {
        return Answer.json(status, Json.object().put("detail", words));
    }

    private ObjectNode body(Exchange exchange, Shape shape) {
        ObjectNode body = exchange.json().orElseThrow(() -> refuse(400, "The body is not a JSON object"));
        for (Issue issue : shape.lenient().issues(body)) {
            throw refuse(400, issue.where() + ": " + issue.message());
        }
        shape.strangers(body).forEach(name -> remark("not in the contract: " + name));
        return body;
    }

    private Answer create(Exchange exchange, Shape shape, String kind) throws IOException {
        ObjectNode body = body(exchange, shape);
        String prompt = Json.text(body, "prompt", "");
        Trouble trouble = Trouble.in(prompt).orElse(null);
        refusals(trouble);
        String model = Json.text(body, "model", "");
        String resolution = Json.text(body, "resolution", "720p");
        String ratio = Json.text(body, "aspect_ratio", "16:9");
        Sizes size = Sizes.of(ratio, resolution);
        double seconds = Json.text(body, "duration", "5s").equals("9s") ? 9 : 5;
        var words = List.of(
                "Luma Dream Machine sandbox  " + model + "  " + kind,
                prompt,
                resolution + "  " + ratio + "  " + seconds + " s");
        Scene scene = new Scene(size.width(), size.height(), seconds, false, words, List.of(), null);
        try {
            scene = filled(scene, body);
        } catch (Unusable unusable) {
            trouble = Trouble.UNUSABLE_INPUT;
        }
        return begun(exchange, body, kind, model, prompt, scene, trouble, 201);
    }

    private Answer begun(
            Exchange exchange,
            ObjectNode body,
            String kind,
            String model,
            String prompt,
            Scene scene,
            @org.jspecify.annotations.Nullable Trouble trouble,
            int status) {
        String callback = body.path("callback_url").asString(null);
        if (callback != null && !Sources.acceptable(callback)) {
            throw refuse(400, "callback_url: must be a public https URL");
        }
        Task task = begin(UUID.randomUUID().toString(), kind, model, prompt, body, scene, trouble, callback, null);
        exchange.about(task);
        return RunwaySandbox.lost(trouble, Answer.json(status, seen(task)));
    }

    private void refusals(@org.jspecify.annotations.Nullable Trouble trouble) {
        if (trouble == Trouble.BUSY) {
            throw new Refusal(error(429, "Rate limit exceeded").with("Retry-After", "5"));
        }
        if (trouble == Trouble.OUT_OF_CREDIT) {
            throw refuse(402, "Insufficient credits");
        }
    }

    private Scene filled(Scene scene, ObjectNode body) throws Unusable, IOException {
        List<String> pictures = new ArrayList<>();
        String video = null;
        for (String name : List.of("frame0", "frame1")) {
            JsonNode frame = body.path("keyframes").path(name);
            switch (Json.text(frame, "type", "")) {
                case "image" ->
                    source(fetchable(frame, "keyframes." + name), IMAGES)
                            .ifPresent(source -> pictures.add(source.file().toString()));
                case "generation" -> video = film(Json.text(frame, "id", "")).toString();
                default -> {}
            }
        }
        if (body.has("media")) {
            Path media = source(fetchable(body.path("media"), "media"), VIDEOS)
                    .map(Source::file)
                    .orElse(null);
            return media == null
                    ? scene
                    : scene.of(pictures, media.toString())
                            .lasting(studio.films().seconds(media));
        }
        return scene.of(pictures, video);
    }

    private String fetchable(JsonNode place, String name) {
        String url = Json.text(place, "url", "");
        if (!Sources.acceptable(url)) {
            throw refuse(400, name + ": url must be a public https URL");
        }
        return url;
    }

    private Path film(String id) {
        Task task = task(id).orElseThrow(this::unknown);
        if (task.phase(Instant.now()) != Phase.DONE) {
            throw refuse(400, "Generation is not completed");
        }
        return task.film().join();
    }

    private Answer more(Exchange exchange, String id, Shape shape, String kind) {
        ObjectNode body = body(exchange, shape);
        Path film = film(id);
        Task of = task(id).orElseThrow(this::unknown);
        Scene before = of.plan().scene();
        Sizes size = kind.equals("upscale_video")
                ? Sizes.of(before.width() + ":" + before.height(), Json.text(body, "resolution", "1080p"))
                : new Sizes(before.width(), before.height());
        Scene scene = new Scene(
                size.width(),
                size.height(),
                before.seconds(),
                kind.equals("add_audio"),
                before.words(),
                List.of(),
                film.toString());
        return begun(exchange, body, kind, of.model(), Json.text(body, "prompt", of.prompt()), scene, null, 201);
    }

    private Answer listed(Exchange exchange) {
        int limit = Integer.parseInt(
                exchange.query("limit").filter(n -> n.matches("\\d{1,4}")).orElse("100"));
        int offset = Integer.parseInt(
                exchange.query("offset").filter(n -> n.matches("\\d{1,6}")).orElse("0"));
        List<Task> all = tasks();
        ObjectNode answer = Json.object()
                .put("has_more", all.size() > offset + limit)
                .put("count", Math.clamp(all.size() - offset, 0, limit))
                .put("limit", limit)
                .put("offset", offset);
        var generations = answer.putArray("generations");
        all.stream().skip(offset).limit(limit).forEach(task -> generations.add(seen(task)));
        return Answer.json(200, answer);
    }

    private ObjectNode seen(Task task) {
        return seen(task, task.phase(Instant.now()));
    }

    private ObjectNode seen(Task task, Phase phase) {
        ObjectNode seen = Json.object()
                .put("id", task.id())
                .put("generation_type", "video")
                .put("state", word(phase))
                .put("failure_reason", phase == Phase.FAILED ? reason(task) : null)
                .put("created_at", task.plan().created().toString())
                .put("model", task.model());
        if (phase == Phase.DONE) {
            seen.putObject("assets")
                    .put("video", link(task))
                    .put("image", link(task).replace("output.mp4", "still.jpg"));
        } else {
            seen.putNull("assets");
        }
        seen.set("request", task.request());
        return seen;
    }

    private static String word(Phase phase) {
        return switch (phase) {
            case WAITING -> "queued";
            case RENDERING -> "dreaming";
            case DONE -> "completed";
            case FAILED, CANCELLED -> "failed";
        };
    }

    private static String reason(Task task) {
        if (task.plan().code() != null) {
            return task.plan().code();
        }
        return switch (task.failure()) {
            case MODERATED_INPUT -> "400: prompt not allowed because advanced moderation failed";
            case MODERATED_OUTPUT -> "400: output not allowed because frame moderation failed";
            case UNUSABLE_INPUT -> "400: could not load image";
            case BUSY -> "503: service is busy";
            case OUT_OF_CREDIT, INTERNAL, VANISHES, STALLS, SLOW, LOST_ANSWER, HALF_A_FILE, LAPSED_LINK ->
                "500: generation failed";
        };
    }

    @Override
    boolean rings(Phase phase) {
        return phase == Phase.RENDERING || phase == Phase.DONE || phase == Phase.FAILED;
    }

    @Override
    Optional<JsonNode> callbackBody(Task task, Phase phase) {
        return Optional.of(seen(task, phase));
    }
}
