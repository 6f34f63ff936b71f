package com.allvideomodels.sandbox;

import static com.allvideomodels.sandbox.Check.flag;
import static com.allvideomodels.sandbox.Check.integer;
import static com.allvideomodels.sandbox.Check.list;
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
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Luma's Agents API: Ray 3.2. */
public final class LumaSandbox extends Sandbox {

    private static final String GENERATIONS = "/v1/generations";
    private static final long MB = 1024 * 1024;
    private static final int CREATES_A_MINUTE = 30;
    private static final int AT_ONCE = 10;
    private static final Rules IMAGES = new Rules("Luma/1.0", Rules.IMAGES, 50 * MB, 0, false);
    private static final Rules VIDEOS = new Rules("Luma/1.0", Rules.VIDEOS, 200 * MB, 0, false);
    private static final String[] STRENGTHS = {
        "adhere_1", "adhere_2", "adhere_3", "flex_1", "flex_2", "flex_3", "reimagine_1", "reimagine_2", "reimagine_3"
    };

    private static final Check REFERENCE = shape().may("url", Check.text())
            .may("data", Check.text())
            .may("media_type", Check.text())
            .may("generation_id", Check.text())
            .may("file_id", Check.text());
    private static final Shape VIDEO = shape().may("resolution", oneOf("360p", "540p", "720p", "1080p"))
            .may("duration", oneOf("5s", "10s"))
            .may("loop", flag())
            .may("hdr", flag())
            .may("exr_export", flag())
            .may("start_frame", REFERENCE)
            .may("end_frame", REFERENCE)
            .may("source_position", Check.anything())
            .may("edit", Check.anything())
            .may("keyframes", list(REFERENCE, 1, 64))
            .may("keyframe_indexes", list(integer(0, 240), 1, 64));
    private static final Shape BODY = shape().needs("prompt", Check.text(1, 6000))
            .may("model", Check.text())
            .may("type", oneOf("image", "image_edit", "video", "video_edit", "video_reframe"))
            .may("aspect_ratio", oneOf("9:16", "3:4", "1:1", "4:3", "16:9", "21:9"))
            .may("user_id", Check.text())
            .may("source", REFERENCE)
            .may("video", VIDEO.lenient())
            .lenient();

    private final Deque<Instant> creates = new ConcurrentLinkedDeque<>();

    LumaSandbox(int port, Studio studio) {
        super("luma", port, studio);
    }

    @Override
    Duration pace() {
        return Duration.ofSeconds(2);
    }

    @Override
    Duration linkLifeByContract() {
        return Duration.ofHours(1);
    }

    @Override
    Point point(Exchange exchange) {
        return switch (exchange.method()) {
            case "POST" -> exchange.path().startsWith("/v1/files") ? Point.UPLOAD : Point.CREATE;
            case "GET" -> exchange.path().startsWith(GENERATIONS + "/") ? Point.LOOK : Point.OTHER;
            default -> Point.OTHER;
        };
    }

    @Override
    Answer answer(Exchange exchange) {
        String key = key(exchange, "Bearer", "Missing or invalid API key");
        if (!key.startsWith("luma-api-")) {
            throw refuse(401, "Invalid API key format");
        }
        Optional<String> id = exchange.after(GENERATIONS + "/");
        Answer answer;
        if (id.isPresent() && exchange.method().equals("GET")) {
            answer = Answer.json(
                    200, seen(look(exchange, id.get()).orElseThrow(() -> refuse(404, "Generation not found"))));
        } else if (exchange.is("POST", GENERATIONS)) {
            answer = create(exchange);
        } else {
            answer = error(exchange.path().startsWith(GENERATIONS) ? 405 : 404, "Not Found");
        }
        return answer.with("X-API-Version", "2026-04-01")
                .with(
                        "X-Request-Id",
                        exchange.header("X-Request-Id").orElse(UUID.randomUUID().toString()));
    }

    @Override
    Answer error(int status, String words) {
        return Answer.json(status, Json.object().put("detail", words));
    }

    private Answer create(Exchange exchange) {
        ObjectNode body = exchange.json().orElseThrow(() -> refuse(422, "The body is not a JSON object"));
        for (Issue issue : BODY.issues(body)) {
            throw refuse(422, issue.where() + ": " + issue.message());
        }
        BODY.strangers(body).forEach(name -> remark("not in the contract: " + name));
        VIDEO.strangers(body.path("video")).forEach(name -> remark("not in the contract: video." + name));
        String model = Json.text(body, "model", "uni-1");
        if (!model.equals("ray-3.2")) {
            throw refuse(400, "Unknown model: " + model);
        }
        String type = Json.text(body, "type", "image");
        if (!type.startsWith("video")) {
            throw refuse(422, "Model ray-3.2 does not support type " + type);
        }
        combinations(type, body);
        String prompt = Json.text(body, "prompt", "");
        Trouble trouble = Trouble.in(prompt).orElse(null);
        limits(trouble);
        if (trouble == Trouble.OUT_OF_CREDIT) {
            throw refuse(402, "Insufficient balance");
        }
        Scene scene = scene(type, body, prompt);
        Task task = begin(UUID.randomUUID().toString(), type, model, prompt, body, scene, trouble, null, null);
        exchange.about(task);
        return RunwaySandbox.lost(
                trouble,
                Answer.json(201, seen(task))
                        .with("X-RateLimit-Limit", Integer.toString(CREATES_A_MINUTE))
                        .with("X-RateLimit-Remaining", Integer.toString(Math.max(0, CREATES_A_MINUTE - creates.size())))
                        .with(
                                "X-RateLimit-Reset",
                                Long.toString(Instant.now().plusSeconds(60).getEpochSecond())));
    }

    private void limits(@Nullable Trouble trouble) {
        Instant now = Instant.now();
        creates.removeIf(then -> then.isBefore(now.minusSeconds(60)));
        boolean enforced = studio.settings().limits();
        if (enforced && creates.size() >= CREATES_A_MINUTE) {
            long wait = Math.max(
                    1, Duration.between(now, creates.getFirst().plusSeconds(60)).toSeconds());
            throw new Refusal(error(429, "Rate limit exceeded")
                    .with("Retry-After", Long.toString(wait))
                    .with("X-RateLimit-Limit", Integer.toString(CREATES_A_MINUTE))
                    .with("X-RateLimit-Remaining", "0"));
        }
        if (trouble == Trouble.BUSY || (enforced && active() >= AT_ONCE)) {
            throw new Refusal(error(429, "Too many concurrent jobs").with("Retry-After", "60"));
        }
        creates.add(now);
    }

    private void combinations(String type, ObjectNode body) {
        JsonNode video = body.path("video");
        boolean ten = Json.text(video, "duration", "5s").equals("10s");
        boolean hdr = Json.flag(video, "hdr", false);
        boolean start = video.has("start_frame");
        boolean end = video.has("end_frame");
        boolean keys = video.has("keyframes");
        forbid(ten && (hdr || start || end), "10s cannot be combined with hdr, start_frame or end_frame");
        forbid(
                Json.flag(video, "loop", false) && (ten || hdr || end || keys),
                "loop cannot be combined with 10s, hdr, end_frame or keyframes");
        forbid(
                hdr && Set.of("360p", "540p").contains(Json.text(video, "resolution", "720p")),
                "hdr needs 720p or 1080p");
        forbid(Json.flag(video, "exr_export", false) && !hdr, "exr_export needs hdr");
        forbid(keys && (start || end), "keyframes cannot be combined with start_frame or end_frame");
        forbid(
                keys
                        && video.path("keyframes").size()
                                != video.path("keyframe_indexes").size(),
                "keyframes and keyframe_indexes differ in length");
        boolean takesSource = !type.equals("video");
        forbid(takesSource && !body.has("source"), "source is required for " + type);
        forbid(!takesSource && body.has("source"), "source is not allowed for video");
        forbid(type.equals("video_reframe") && !body.has("aspect_ratio"), "aspect_ratio is required for video_reframe");
        forbid(type.equals("video_reframe") && hdr, "video_reframe is SDR only");
        forbid(
                type.equals("video_reframe")
                        && Json.text(video, "resolution", "720p").equals("1080p")
                        && Set.of("9:16", "3:4").contains(Json.text(body, "aspect_ratio", "")),
                "1080p vertical is not available");
        edit(type, video.path("edit"));
    }

    private void edit(String type, JsonNode edit) {
        if (edit.isMissingNode()) {
            return;
        }
        forbid(!type.equals("video_edit"), "edit is only allowed for video_edit");
        forbid(edit.has("auto_controls") && edit.has("controls"), "auto_controls excludes controls");
        String strength = Json.text(edit, "strength", STRENGTHS[0]);
        forbid(!Set.of(STRENGTHS).contains(strength), "edit.strength: unknown preset");
    }

    private void forbid(boolean broken, String words) {
        if (broken) {
            throw refuse(422, words);
        }
    }

    private Scene scene(String type, ObjectNode body, String prompt) {
        JsonNode settings = body.path("video");
        String ratio = Json.text(body, "aspect_ratio", "16:9");
        String resolution = Json.text(settings, "resolution", "720p");
        Sizes size = Sizes.of(ratio, resolution);
        double seconds = Json.text(settings, "duration", "5s").equals("10s") ? 10 : 5;
        List<String> pictures = new ArrayList<>();
        List<JsonNode> frames = new ArrayList<>();
        for (String name : List.of("start_frame", "end_frame")) {
            if (settings.has(name)) {
                frames.add(settings.get(name));
            }
        }
        settings.path("keyframes").forEach(frames::add);
        for (int i = 0; i < frames.size(); i++) {
            referenced(frames.get(i), "image_ref[" + i + "]", IMAGES).ifPresent(file -> pictures.add(file.toString()));
        }
        String video = body.has("source")
                ? referenced(body.get("source"), "source", VIDEOS)
                        .map(Path::toString)
                        .orElse(null)
                : null;
        var words =
                List.of("Luma sandbox  ray-3.2  " + type, prompt, resolution + "  " + ratio + "  " + seconds + " s");
        var scene = new Scene(size.width(), size.height(), seconds, false, words, pictures, video);
        return video == null ? scene : scene.lasting(length(video, type));
    }

    private double length(String video, String type) {
        try {
            double length = studio.films().seconds(Path.of(video));
            forbid(length > (type.equals("video_edit") ? 18.5 : 30.5), "source: too long");
            return length;
        } catch (IOException e) {
            throw refuse(422, "source: corrupt video");
        }
    }

    private Optional<Path> referenced(JsonNode reference, String name, Rules rules) {
        long ways = List.of("url", "data", "generation_id", "file_id").stream()
                .filter(reference::has)
                .count();
        forbid(ways != 1, name + ": exactly one of url, data, generation_id or file_id");
        try {
            if (reference.has("url")) {
                String url = reference.get("url").asString("");
                forbid(!Sources.acceptable(url), name + ": URL must be public https");
                return source(url, rules).map(Source::file);
            }
            if (reference.has("data")) {
                return Optional.of(inline(reference, name, rules));
            }
        } catch (Unusable unusable) {
            throw refuse(unusable.why() == Unusable.Why.TOO_LARGE ? 413 : 422, name + ": " + unusable.getMessage());
        }
        String id = reference.path("generation_id").asString("");
        Task task = task(id).orElseThrow(() -> refuse(422, name + ": generation not found"));
        forbid(task.phase(Instant.now()) != Phase.DONE, name + ": generation is not completed");
        return Optional.of(rules == VIDEOS ? task.film().join() : still(task));
    }

    private Path still(Task task) {
        try {
            return studio.sources()
                    .raw("image/png", studio.films().still(task.film().join()))
                    .file();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Path inline(JsonNode reference, String name, Rules rules) {
        String type = Json.text(reference, "media_type", "");
        String data = Json.text(reference, "data", "");
        forbid(data.startsWith("data:"), name + ": data must be bare base64");
        forbid(!rules.types().contains(type), name + ": media_type is missing or not supported");
        try {
            byte[] bytes = Base64.getDecoder().decode(data);
            if (bytes.length > rules.largestLink()) {
                throw refuse(413, name + ": too large");
            }
            return studio.sources().raw(type, bytes).file();
        } catch (IllegalArgumentException e) {
            throw refuse(422, name + ": data is not base64");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private ObjectNode seen(Task task) {
        Phase phase = task.phase(Instant.now());
        ObjectNode seen = Json.object()
                .put("id", task.id())
                .put("type", task.plan().kind())
                .put("state", word(phase))
                .put("model", task.model())
                .put("created_at", task.plan().created().toString());
        var output = seen.putArray("output");
        if (phase == Phase.DONE) {
            output.addObject().put("type", "video").put("url", link(task));
        }
        boolean failed = phase == Phase.FAILED;
        seen.put("failure_reason", failed ? "The sandbox was told to fail." : null);
        seen.put("failure_code", failed ? code(task) : null);
        return seen;
    }

    private static String word(Phase phase) {
        return switch (phase) {
            case WAITING -> "queued";
            case RENDERING -> "processing";
            case DONE -> "completed";
            case FAILED, CANCELLED -> "failed";
        };
    }

    private static String code(Task task) {
        if (task.plan().code() != null) {
            return task.plan().code();
        }
        return switch (task.failure()) {
            case MODERATED_INPUT, MODERATED_OUTPUT -> "content_moderated";
            case UNUSABLE_INPUT -> "corrupt_input";
            case BUSY -> "rate_limited";
            case OUT_OF_CREDIT -> "budget_exhausted";
            case INTERNAL, VANISHES, STALLS, SLOW, LOST_ANSWER, HALF_A_FILE, LAPSED_LINK -> "generation_failed";
        };
    }
}
