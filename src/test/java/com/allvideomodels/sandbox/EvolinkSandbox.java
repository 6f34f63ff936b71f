package com.allvideomodels.sandbox;

import static com.allvideomodels.sandbox.Check.flag;
import static com.allvideomodels.sandbox.Check.integer;
import static com.allvideomodels.sandbox.Check.list;
import static com.allvideomodels.sandbox.Check.numberAmong;
import static com.allvideomodels.sandbox.Check.oneOf;
import static com.allvideomodels.sandbox.Check.shape;

import com.allvideomodels.sandbox.Check.Shape;
import com.allvideomodels.sandbox.Sources.Rules;
import com.allvideomodels.sandbox.Sources.Unusable;
import com.allvideomodels.sandbox.Task.Phase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** EvoLink's video tasks with the Veo models, and its files API, on one port. */
public final class EvolinkSandbox extends Sandbox {

    private static final String FILES = "/api/v1/files";
    private static final long MB = 1024 * 1024;
    private static final int LARGEST_FILE = 100 * 1024 * 1024;
    private static final Set<String> FILE_TYPES = Set.of("image/jpeg", "image/png", "image/gif", "image/webp");
    private static final Rules IMAGES = new Rules("EvoLink/1.0", Rules.IMAGES, 10 * MB, 0, false);
    private static final Shape BETA = shape().needs("model", Check.text())
            .needs("prompt", Check.text(1, 2000))
            .may("aspect_ratio", oneOf("16:9", "9:16", "auto"))
            .may("image_urls", list(Check.text(1, 2048), 1, 3))
            .may("generation_type", oneOf("TEXT", "FIRST&LAST", "REFERENCE"))
            .may("quality", oneOf("720p"))
            .may("callback_url", Check.text(1, 2048));
    private static final Shape PREVIEW = shape().needs("model", Check.text())
            .needs("prompt", Check.text(1, 2000))
            .may("aspect_ratio", oneOf("16:9", "9:16"))
            .may("image_urls", list(Check.text(1, 2048), 1, 3))
            .may("generation_type", oneOf("TEXT", "FIRST&LAST", "REFERENCE"))
            .may("duration", numberAmong(4, 6, 8))
            .may("quality", oneOf("720p", "1080p"))
            .may("generate_audio", flag())
            .may("n", integer(1, 4))
            .may("seed", integer(1, 4294967295L))
            .may("negative_prompt", Check.text())
            .may("person_generation", oneOf("allow_adult", "dont_allow"))
            .may("resize_mode", oneOf("pad", "crop"))
            .may("callback_url", Check.text(1, 2048));

    EvolinkSandbox(int port, Studio studio) {
        super("evolink", port, studio);
    }

    @Override
    Duration pace() {
        return Duration.ofSeconds(5);
    }

    @Override
    Duration linkLifeByContract() {
        return Duration.ofHours(24);
    }

    @Override
    Point point(Exchange exchange) {
        String path = exchange.path();
        if (path.startsWith(FILES)) {
            return exchange.method().equals("POST") ? Point.UPLOAD : Point.OTHER;
        }
        if (path.startsWith("/v1/tasks/")) {
            return Point.LOOK;
        }
        return exchange.method().equals("POST") ? Point.CREATE : Point.OTHER;
    }

    @Override
    Answer answer(Exchange exchange) throws IOException {
        key(exchange, "Bearer", "Invalid API key");
        if (exchange.path().startsWith(FILES)) {
            return files(exchange);
        }
        Optional<String> id = exchange.after("/v1/tasks/");
        if (id.isPresent() && exchange.method().equals("GET")) {
            if (!id.get().startsWith("task-unified-")) {
                throw new Refusal(problem(400, "invalid_task_id", "invalid_request_error", "Invalid task id", null));
            }
            Task task = look(exchange, id.get()).orElseThrow(() -> refuse(404, "Task not found"));
            return Answer.json(200, seen(task, task.phase(Instant.now())));
        }
        return switch (exchange.method() + " " + exchange.path()) {
            case "POST /v1/videos/generations" -> create(exchange);
            case "GET /v1/credits" -> Answer.json(200, credits());
            default -> error(404, "Not found");
        };
    }

    @Override
    Answer error(int status, String words) {
        String type = switch (status) {
            case 400 -> "invalid_request_error";
            case 401 -> "authentication_error";
            case 402 -> "insufficient_quota_error";
            case 403 -> "permission_error";
            case 404 -> "not_found_error";
            case 413 -> "request_too_large_error";
            case 429 -> "rate_limit_error";
            case 502 -> "upstream_error";
            case 503 -> "service_unavailable_error";
            default -> "internal_server_error";
        };
        return problem(status, null, type, words, null);
    }

    /** The code is a word on some days and a number on others, as with the real one. */
    private static Answer problem(
            int status, @Nullable String code, String type, String words, @Nullable String param) {
        ObjectNode answer = Json.object();
        ObjectNode error = answer.putObject("error").put("message", words).put("type", type);
        if (code == null) {
            error.put("code", status);
        } else {
            error.put("code", code);
        }
        if (param != null) {
            error.put("param", param);
        }
        return Answer.json(status, answer);
    }

    private static Refusal invalid(String param, String words) {
        return new Refusal(problem(400, "invalid_parameters", "invalid_request_error", words, param));
    }

    private Answer create(Exchange exchange) {
        ObjectNode body = exchange.json().orElseThrow(() -> invalid("", "The body is not a JSON object"));
        String model = Json.text(body, "model", "");
        Shape shape = declared(model);
        for (Issue issue : shape.lenient().issues(body)) {
            throw invalid(issue.where(), issue.message());
        }
        shape.strangers(body).forEach(name -> remark(model + ": not in the contract: " + name));
        rules(model, body);
        String prompt = Json.text(body, "prompt", "");
        Trouble trouble = Trouble.in(prompt).orElse(null);
        if (trouble == Trouble.BUSY) {
            throw new Refusal(error(429, "Too many requests").with("Retry-After", "5"));
        }
        if (trouble == Trouble.OUT_OF_CREDIT) {
            throw new Refusal(
                    problem(402, "insufficient_quota", "insufficient_quota_error", "Insufficient credits", null));
        }
        Scene scene = scene(model, body, prompt);
        try {
            scene = filled(scene, body);
        } catch (Unusable unusable) {
            trouble = Trouble.UNUSABLE_INPUT;
        }
        String id = "task-unified-" + Instant.now().getEpochSecond() + "-"
                + UUID.randomUUID().toString().substring(0, 8);
        Task task = begin(
                id,
                "video",
                model,
                prompt,
                body,
                scene,
                trouble,
                body.path("callback_url").asString(null),
                null);
        exchange.about(task);
        return RunwaySandbox.lost(trouble, Answer.json(200, created(task)));
    }

    private Shape declared(String model) {
        return switch (model) {
            case "veo3.1-fast", "veo3.1-fast-beta", "veo3", "veo3-fast" -> BETA;
            case "veo3.1-pro", "veo3.1-pro-beta" -> BETA.may("generate_audio", flag());
            case "veo3.1-fast-extend" -> BETA.needs("base_video_task_id", Check.text(1, 200));
            case "veo-3.1-generate-preview", "veo-3.1-fast-generate-preview" -> PREVIEW;
            case "" -> throw invalid("model", "model is required");
            default ->
                throw new Refusal(problem(
                        403, "model_access_denied", "permission_error", "No access to model " + model, "model"));
        };
    }

    private void rules(String model, ObjectNode body) {
        boolean preview = model.endsWith("preview");
        String kind = Json.text(body, "generation_type", "");
        int images = body.path("image_urls").size();
        if (!preview && body.has("duration")) {
            throw invalid("duration", "duration is fixed for this model");
        }
        if (images > (kind.equals("REFERENCE") ? 3 : 2)) {
            throw invalid("image_urls", "too many images");
        }
        if (kind.equals("REFERENCE")
                && (model.equals("veo-3.1-fast-generate-preview")
                        || (preview && body.path("duration").asInt(4) != 8)
                        || (!preview && !model.contains("fast")))) {
            throw invalid("generation_type", "REFERENCE is not available like this");
        }
        if (kind.equals("TEXT") && images > 0) {
            throw invalid("generation_type", "TEXT takes no images");
        }
        if (Set.of("FIRST&LAST", "REFERENCE").contains(kind) && images == 0) {
            throw invalid("image_urls", kind + " needs images");
        }
        if (body.has("resize_mode") && images == 0) {
            throw invalid("resize_mode", "resize_mode needs an image");
        }
        for (JsonNode url : body.path("image_urls")) {
            if (!Sources.acceptable(url.asString(""))) {
                throw invalid("image_urls", "images must be public URLs; base64 is not supported");
            }
        }
        String callback = body.path("callback_url").asString(null);
        if (callback != null && !Sources.acceptable(callback)) {
            throw invalid("callback_url", "callback_url must be https");
        }
    }

    private Scene scene(String model, ObjectNode body, String prompt) {
        boolean preview = model.endsWith("preview");
        String ratio = Json.text(body, "aspect_ratio", "16:9");
        String quality = Json.text(body, "quality", "720p");
        Sizes size = Sizes.of(ratio, quality);
        double seconds = preview ? body.path("duration").asInt(4) : 8;
        boolean sound = Json.flag(body, "generate_audio", true);
        var words = List.of(
                "EvoLink sandbox  " + model,
                prompt,
                quality + "  " + ratio + "  " + seconds + " s" + (sound ? "  sound" : ""));
        return new Scene(size.width(), size.height(), seconds, sound, words, List.of(), null);
    }

    private Scene filled(Scene scene, ObjectNode body) throws Unusable {
        List<String> pictures = new ArrayList<>();
        for (JsonNode url : body.path("image_urls")) {
            source(url.asString(""), IMAGES)
                    .ifPresent(source -> pictures.add(source.file().toString()));
        }
        String base = Json.text(body, "base_video_task_id", "");
        if (base.isEmpty()) {
            return scene.of(pictures, null);
        }
        Task before = task(base).orElseThrow(() -> invalid("base_video_task_id", "no such task"));
        return scene.of(pictures, before.film().join().toString());
    }

    private ObjectNode created(Task task) {
        ObjectNode answer = base(task).put("progress", 0).put("status", "pending");
        answer.putObject("task_info")
                .put("can_cancel", true)
                .put("estimated_time", 165)
                .put("video_duration", Math.round(task.plan().scene().seconds()));
        answer.putObject("usage")
                .put("billing_rule", "per_call")
                .put("credits_reserved", 23)
                .put("user_group", "default");
        return answer;
    }

    private static ObjectNode base(Task task) {
        return Json.object()
                .put("created", task.plan().created().getEpochSecond())
                .put("id", task.id())
                .put("model", task.model())
                .put("object", "video.generation.task")
                .put("type", "video");
    }

    private ObjectNode seen(Task task, Phase phase) {
        ObjectNode seen = base(task).put("status", word(phase));
        seen.put(
                "progress",
                switch (phase) {
                    case WAITING -> 0;
                    case RENDERING -> (int) (task.progress(Instant.now()) * 100);
                    case DONE, FAILED, CANCELLED -> 100;
                });
        seen.putObject("task_info").put("can_cancel", !phase.over());
        if (phase == Phase.DONE) {
            String link = link(task);
            seen.putArray("results").add(link);
            seen.putArray("result_data")
                    .addObject()
                    .put("video_url", link)
                    .put("duration", Math.round(task.plan().scene().seconds()));
        }
        if (phase == Phase.FAILED && !"null".equals(task.plan().code())) {
            seen.putObject("error")
                    .put("code", code(task))
                    .put("message", "The sandbox was told to fail.")
                    .put("type", "task_error");
        }
        return seen;
    }

    private static String word(Phase phase) {
        return switch (phase) {
            case WAITING -> "pending";
            case RENDERING -> "processing";
            case DONE -> "completed";
            case FAILED -> "failed";
            case CANCELLED -> "cancelled";
        };
    }

    private static String code(Task task) {
        if (task.plan().code() != null) {
            return task.plan().code();
        }
        return switch (task.failure()) {
            case MODERATED_INPUT -> "content_policy_violation";
            case MODERATED_OUTPUT -> "generation_failed_no_content";
            case UNUSABLE_INPUT -> "image_processing_error";
            case BUSY -> "resource_exhausted";
            case OUT_OF_CREDIT -> "quota_exceeded";
            case INTERNAL, VANISHES, STALLS, SLOW, LOST_ANSWER, HALF_A_FILE, LAPSED_LINK -> "service_error";
        };
    }

    // Files: a refusal comes with status 200 and success false.

    private Answer files(Exchange exchange) throws IOException {
        String call = exchange.method() + " " + exchange.path().substring(FILES.length());
        return switch (call) {
            case "POST /upload/base64" -> base64(exchange);
            case "POST /upload/stream" -> stream(exchange);
            case "POST /upload/url" -> byUrl(exchange);
            case "GET /quota" ->
                done(Json.object()
                        .put("user_group", "default")
                        .put("used_files", studio.sources().count())
                        .put("max_files", 100)
                        .put("remain_files", 100 - studio.sources().count()));
            case "GET /list" -> done(Json.object().put("total", 0).set("files", Json.array()));
            default ->
                exchange.method().equals("DELETE")
                                && studio.sources()
                                        .drop("evolink-" + exchange.path().substring(FILES.length() + 1))
                        ? done(Json.object())
                        : failed(404, "file not found");
        };
    }

    private Answer base64(Exchange exchange) throws IOException {
        ObjectNode body = exchange.json().orElse(Json.object());
        String data = Json.text(body, "base64_data", "");
        String type = "image/png";
        if (data.startsWith("data:") && data.contains(";base64,")) {
            type = data.substring(5, data.indexOf(';'));
            data = data.substring(data.indexOf(',') + 1);
        }
        try {
            return kept(
                    Json.text(body, "file_name", "file"),
                    type,
                    Base64.getDecoder().decode(data),
                    Json.text(body, "upload_path", ""));
        } catch (IllegalArgumentException e) {
            return failed(400, "invalid base64");
        }
    }

    private Answer stream(Exchange exchange) throws IOException {
        List<Multipart.Part> parts = Multipart.of(exchange);
        List<Multipart.Part> files =
                parts.stream().filter(part -> part.name().equals("file")).toList();
        if (files.size() != 1) {
            return failed(400, "one file per request");
        }
        parts.stream()
                .map(Multipart.Part::name)
                .filter(name ->
                        !Set.of("file", "uploadPath", "fileName", "upload_path").contains(name))
                .forEach(name -> remark("files: not in the contract: " + name));
        Multipart.Part file = files.getFirst();
        String name = parts.stream()
                .filter(part -> part.name().equals("fileName"))
                .map(Multipart.Part::text)
                .findFirst()
                .or(file::fileName)
                .orElse("file");
        return kept(name, file.contentType(), file.bytes(), "");
    }

    private Answer byUrl(Exchange exchange) {
        ObjectNode body = exchange.json().orElse(Json.object());
        try {
            Optional<Source> source = source(Json.text(body, "file_url", ""), IMAGES);
            if (source.isEmpty()) {
                return failed(400, "file_url cannot be fetched");
            }
            byte[] bytes = java.nio.file.Files.readAllBytes(source.get().file());
            return kept(Json.text(body, "file_name", "file"), source.get().contentType(), bytes, "");
        } catch (Unusable e) {
            return failed(400, e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Answer kept(String name, String type, byte[] bytes, String path) throws IOException {
        boolean known = FILE_TYPES.contains(type) || type.startsWith("audio/") || type.startsWith("video/");
        if (!known || bytes.length == 0 || bytes.length > LARGEST_FILE) {
            return failed(400, "unsupported file");
        }
        String id = "file_" + UUID.randomUUID().toString().replace("-", "").substring(0, 16);
        studio.sources().keep("evolink-" + id, type, bytes);
        String address = studio.media().address("evolink-" + id);
        return done(Json.object()
                .put("file_id", id)
                .put("file_name", name)
                .put("original_name", name)
                .put("file_size", bytes.length)
                .put("mime_type", type)
                .put("upload_path", path)
                .put("file_url", address)
                .put("download_url", address + "?download=1")
                .put("upload_time", Instant.now().toString())
                .put("expires_at", Instant.now().plus(Duration.ofHours(72)).toString()));
    }

    private static Answer done(JsonNode data) {
        ObjectNode answer = Json.object().put("success", true).put("code", 200).put("msg", "ok");
        answer.set("data", data);
        return Answer.json(200, answer);
    }

    private static Answer failed(int code, String words) {
        return Answer.json(
                200,
                Json.object()
                        .put("success", false)
                        .put("code", code)
                        .put("msg", words)
                        .putNull("data"));
    }

    private static ObjectNode credits() {
        ObjectNode answer = Json.object().put("message", "").put("success", true);
        ObjectNode data = answer.putObject("data");
        data.putObject("token")
                .put("remaining_credits", 80)
                .put("unlimited_credits", false)
                .put("used_credits", 20);
        data.putObject("user").put("remaining_credits", 800).put("used_credits", 200);
        return answer;
    }

    @Override
    Optional<JsonNode> callbackBody(Task task, Phase phase) {
        return Optional.of(seen(task, phase));
    }

    @Override
    void deliver(String callback, Task task, JsonNode body) {
        studio.bells()
                .ring(
                        java.net.URI.create(callback),
                        body.toString(),
                        java.util.Map.of(),
                        Duration.ofSeconds(10),
                        List.of(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4)));
    }
}
