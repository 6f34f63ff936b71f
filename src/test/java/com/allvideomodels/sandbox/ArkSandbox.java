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
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Volcano Engine's Ark (and BytePlus ModelArk): tasks of content generation. */
public final class ArkSandbox extends Sandbox {

    private static final String TASKS = "/api/v3/contents/generations/tasks";
    private static final long MB = 1024 * 1024;
    private static final Set<String> PICTURES = Set.of(
            "image/jpeg",
            "image/png",
            "image/webp",
            "image/bmp",
            "image/tiff",
            "image/gif",
            "image/heic",
            "image/heif");
    private static final Rules IMAGES = new Rules("ark/1.0", PICTURES, 30 * MB, 30 * MB, false);
    private static final Rules VIDEOS =
            new Rules("ark/1.0", Set.of("video/mp4", "video/quicktime"), 200 * MB, 0, false);
    private static final Pattern COMMAND = Pattern.compile(
            "(?:^|\\s)--(resolution|rs|ratio|rt|duration|dur|framespersecond|fps|watermark|wm|seed|camerafixed|cf)\\s+\\S+");
    private static final Pattern DATA = Pattern.compile("(?s)data:image/[a-z]+;base64,.+");
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneOffset.UTC);

    private static final Shape BODY = shape().needs("model", Check.text(1, 200))
            .needs("content", list(item(), 1, 60))
            .may("callback_url", Check.text(1, 2048))
            .may("return_last_frame", flag())
            .may("service_tier", oneOf("default", "flex"))
            .may("execution_expires_after", integer(3600, 259200))
            .may("generate_audio", flag())
            .may("draft", flag())
            .may("tools", list(shape().needs("type", oneOf("web_search")), 0, 1))
            .may("safety_identifier", Check.text(0, 64))
            .may("priority", integer(0, 9))
            .may("resolution", oneOf("480p", "720p", "1080p", "4k"))
            .may("ratio", oneOf("16:9", "4:3", "1:1", "3:4", "9:16", "21:9", "adaptive"))
            .may("duration", integer(-1, 30))
            .may("frames", integer(29, 289))
            .may("seed", integer(-1, 4294967295L))
            .may("camera_fixed", flag())
            .may("watermark", flag())
            .may("omni_reference_task_type", oneOf("auto", "reference", "edit", "extend"))
            .may("output_format", oneOf("mp4", "mov"));

    /**
     * What a model allows.
     *
     * @param modes of pictures: {@code t f l r} for text, first frame, last frame, references
     */
    private record Model(String modes, int least, int most, Set<String> resolutions, boolean sound, String preset) {}

    private static final Map<String, Model> MODELS = Map.of(
            "seedance-2-5-260628", new Model("tflr", 4, 30, Set.of("480p", "720p", "1080p"), true, "720p"),
            "seedance-2-0-260128", new Model("tflr", 4, 15, Set.of("480p", "720p", "1080p", "4k"), true, "720p"),
            "seedance-2-0-fast-260128", new Model("tflr", 4, 15, Set.of("480p", "720p"), true, "720p"),
            "seedance-2-0-mini-260615", new Model("tflr", 4, 15, Set.of("480p", "720p"), true, "720p"),
            "seedance-1-5-pro-251215", new Model("tfl", 4, 12, Set.of("480p", "720p", "1080p"), true, "720p"),
            "seedance-1-0-pro-250528", new Model("tfl", 2, 12, Set.of("480p", "720p", "1080p"), false, "1080p"),
            "seedance-1-0-pro-fast-251015", new Model("tf", 2, 12, Set.of("480p", "720p", "1080p"), false, "1080p"),
            "seedance-1-0-lite-t2v-250428", new Model("t", 2, 12, Set.of("480p", "720p", "1080p"), false, "720p"),
            "seedance-1-0-lite-i2v-250428", new Model("flr", 2, 12, Set.of("480p", "720p", "1080p"), false, "720p"));

    ArkSandbox(int port, Studio studio) {
        super("volcengine", port, studio);
    }

    private static Check item() {
        Shape url = shape().needs("url", Check.text(1, 100_000_000));
        return shape().needs("type", oneOf("text", "image_url", "video_url", "audio_url", "draft_task"))
                .may("text", Check.text())
                .may("image_url", url)
                .may("video_url", url)
                .may("audio_url", url)
                .may("draft_task", shape().needs("id", Check.text(1, 200)))
                .may(
                        "role",
                        oneOf("first_frame", "last_frame", "reference_image", "reference_video", "reference_audio"));
    }

    @Override
    Duration pace() {
        // No limit is documented; this is far below what is usual.
        return Duration.ofSeconds(1);
    }

    @Override
    Duration linkLifeByContract() {
        return Duration.ofHours(24);
    }

    @Override
    Point point(Exchange exchange) {
        boolean one = exchange.path().startsWith(TASKS + "/");
        return switch (exchange.method()) {
            case "POST" -> Point.CREATE;
            case "GET" -> one ? Point.LOOK : Point.LIST;
            case "DELETE" -> Point.DELETE;
            default -> Point.OTHER;
        };
    }

    @Override
    Answer answer(Exchange exchange) {
        key(exchange, "Bearer", "The API key format is incorrect.");
        Optional<String> id = exchange.after(TASKS + "/");
        if (id.isPresent()) {
            return switch (exchange.method()) {
                case "GET" -> Answer.json(200, seen(look(exchange, id.get()).orElseThrow(() -> unknown(id.get()))));
                case "DELETE" -> delete(find(exchange, id.get()).orElseThrow(() -> unknown(id.get())));
                default -> error(405, "Method not allowed");
            };
        }
        return switch (exchange.method() + " " + exchange.path()) {
            case "POST " + TASKS -> create(exchange);
            case "GET " + TASKS -> listed(exchange);
            default -> error(404, "Not found");
        };
    }

    @Override
    Answer error(int status, String words) {
        return problem(
                status,
                switch (status) {
                    case 401 -> "AuthenticationError";
                    case 404 -> "NotFound";
                    case 429 -> "ServerOverloaded";
                    case 500 -> "InternalServiceError";
                    default -> "InvalidParameter";
                },
                words,
                "");
    }

    private static Answer problem(int status, String code, String words, String param) {
        ObjectNode answer = Json.object();
        answer.putObject("error")
                .put("code", code)
                .put(
                        "message",
                        words + " Request id: " + UUID.randomUUID().toString().replace("-", ""))
                .put("param", param)
                .put("type", status == 401 ? "Unauthorized" : status >= 500 ? "InternalServerError" : "BadRequest");
        return Answer.json(status, answer);
    }

    private static Refusal invalid(String param, String words) {
        return new Refusal(problem(400, "InvalidParameter", words, param));
    }

    private Refusal unknown(String id) {
        return new Refusal(problem(404, "NotFound", "The task " + id + " was not found.", "id"));
    }

    private Answer create(Exchange exchange) {
        if (!exchange.saysJson()) {
            throw invalid("", "Content-Type must be application/json.");
        }
        if (exchange.body().length > 64 * MB) {
            throw invalid("", "The request body is too large.");
        }
        ObjectNode body = exchange.json().orElseThrow(() -> invalid("", "The request body is not valid JSON."));
        for (Issue issue : BODY.issues(body)) {
            throw issue.code().equals("missing")
                    ? new Refusal(problem(400, "MissingParameter", "Missing " + issue.where() + ".", issue.where()))
                    : invalid(issue.where(), issue.message() + ".");
        }
        String id = Json.text(body, "model", "");
        Content content = content(body);
        Optional<Model> model = model(id);
        model.ifPresent(known -> rules(known, id, body, content));
        Trouble trouble = Trouble.in(content.text()).orElse(null);
        refusals(trouble);
        commands(content.text());
        return accepted(exchange, body, id, content, model, trouble);
    }

    private Answer accepted(
            Exchange exchange,
            ObjectNode body,
            String id,
            Content content,
            Optional<Model> model,
            @org.jspecify.annotations.Nullable Trouble trouble) {
        String resolution =
                Json.text(body, "resolution", model.map(Model::preset).orElse("720p"));
        Scene scene = scene(body, id, content, resolution);
        Task task = begin(
                "cgt-" + STAMP.format(Instant.now()) + "-"
                        + UUID.randomUUID().toString().substring(0, 5),
                "task",
                id,
                content.text(),
                body,
                scene,
                trouble,
                body.path("callback_url").asString(null),
                null);
        exchange.about(task);
        ObjectNode answer = Json.object().put("id", task.id());
        if (body.has("safety_identifier")) {
            answer.set("safety_identifier", body.get("safety_identifier"));
        }
        return RunwaySandbox.lost(trouble, Answer.json(200, answer));
    }

    private static Optional<Model> model(String id) {
        String plain = id.replaceFirst("^(doubao|dreamina)-", "");
        if (id.startsWith("ep-")) {
            return Optional.empty();
        }
        Model model = MODELS.get(plain);
        if (model == null) {
            throw new Refusal(problem(
                    404,
                    "InvalidEndpointOrModel.NotFound",
                    "The model or endpoint " + id + " does not exist.",
                    "model"));
        }
        return Optional.of(model);
    }

    /** The content, sorted by what it is for. */
    private record Content(
            String text, List<String> first, List<String> last, List<String> references, List<String> videos) {}

    private static Content content(ObjectNode body) {
        var content = new Content("", new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        String text = "";
        for (JsonNode item : body.path("content")) {
            String type = Json.text(item, "type", "");
            if (!item.has(type)) {
                throw new Refusal(problem(400, "MissingParameter", "Missing content." + type + ".", "content"));
            }
            switch (type) {
                case "text" -> text = (text + "\n" + Json.text(item, "text", "")).strip();
                case "image_url" -> picture(content, item);
                case "video_url" -> content.videos().add(address(item, "video_url"));
                default -> {}
            }
        }
        return new Content(text, content.first(), content.last(), content.references(), content.videos());
    }

    private static void picture(Content content, JsonNode item) {
        String url = address(item, "image_url");
        switch (Json.text(item, "role", "first_frame")) {
            case "first_frame" -> content.first().add(url);
            case "last_frame" -> content.last().add(url);
            case "reference_image" -> content.references().add(url);
            default -> throw invalid("content.role", "The role does not fit an image.");
        }
    }

    private static String address(JsonNode item, String type) {
        String url = Json.text(item.path(type), "url", "");
        boolean data = type.equals("image_url") && DATA.matcher(url).matches();
        if (!data && !url.startsWith("asset://") && !Sources.acceptable(url)) {
            throw new Refusal(problem(
                    400,
                    type.equals("image_url") ? "InvalidImageURL.InvalidFormat" : "InvalidParameter",
                    "The URL is not valid.",
                    "content." + type));
        }
        return url;
    }

    private static void rules(Model model, String id, ObjectNode body, Content content) {
        boolean newest = id.contains("seedance-2-");
        boolean halfway = id.contains("1-5-pro");
        boolean frames = !content.first().isEmpty() || !content.last().isEmpty();
        boolean references =
                !content.references().isEmpty() || !content.videos().isEmpty();
        if (content.first().size() > 1
                || content.last().size() > 1
                || (content.first().isEmpty() && !content.last().isEmpty())) {
            throw invalid("content", "At most one first frame, and a last frame only with it.");
        }
        if (frames && references) {
            throw invalid("content", "Frames and references exclude each other.");
        }
        if ((!content.first().isEmpty() && !model.modes().contains("f"))
                || (!content.last().isEmpty() && !model.modes().contains("l"))
                || (references && !model.modes().contains("r"))
                || (!frames && !references && !model.modes().contains("t"))) {
            throw invalid("content", "The model does not take this kind of content.");
        }
        if (!content.videos().isEmpty() && !newest) {
            throw invalid("content", "The model takes no videos.");
        }
        int mostReferences = id.contains("2-5") ? 30 : newest ? 9 : 4;
        if (content.references().size() > mostReferences) {
            throw invalid("content", "Too many reference images.");
        }
        if (!frames && !references && content.text().isEmpty()) {
            throw new Refusal(problem(400, "MissingParameter", "Missing content.text.", "content"));
        }
        length(model, body, newest || halfway);
        String resolution = Json.text(body, "resolution", model.preset());
        if (!model.resolutions().contains(resolution)
                || (id.contains("lite-i2v") && references && resolution.equals("1080p"))) {
            throw invalid("resolution", "The resolution is not offered by the model.");
        }
        only(body, "generate_audio", model.sound() || !Json.flag(body, "generate_audio", false));
        only(body, "frames", !newest && !halfway);
        only(body, "camera_fixed", !newest && content.references().isEmpty());
        only(body, "draft", halfway);
        only(
                body,
                "service_tier",
                !newest || Json.text(body, "service_tier", "").equals("default"));
        only(body, "tools", id.contains("2-0") && !frames && !references);
        only(body, "omni_reference_task_type", id.contains("2-5"));
        only(body, "output_format", id.contains("2-5"));
        adaptive(id, body, frames);
    }

    private static void length(Model model, ObjectNode body, boolean mayDecide) {
        if (body.path("duration").isNumber()) {
            int seconds = body.path("duration").asInt();
            boolean decided = seconds == -1 && mayDecide;
            if (!decided && (seconds < model.least() || seconds > model.most())) {
                throw invalid("duration", "The duration is not offered by the model.");
            }
        }
        if (body.path("frames").isNumber() && (body.path("frames").asInt() - 25) % 4 != 0) {
            throw invalid("frames", "Must be 25 + 4n.");
        }
    }

    private static void only(ObjectNode body, String field, boolean allowed) {
        if (body.has(field) && !allowed) {
            throw invalid(field, "The model does not take " + field + " like this.");
        }
    }

    private static void adaptive(String id, ObjectNode body, boolean frames) {
        String kind = Json.text(body, "omni_reference_task_type", "auto");
        boolean follows = frames || kind.equals("edit") || kind.equals("extend");
        if (id.contains("2-5")
                && follows
                && !Json.text(body, "ratio", "adaptive").equals("adaptive")) {
            throw new Refusal(problem(
                    400, "InvalidParameter.TaskTypeConstraint", "This kind of task needs ratio adaptive.", "ratio"));
        }
        if (kind.equals("edit") && body.path("duration").asInt(-1) != -1) {
            throw new Refusal(
                    problem(400, "InvalidParameter.TaskTypeConstraint", "An edit needs duration -1.", "duration"));
        }
    }

    private static void refusals(@org.jspecify.annotations.Nullable Trouble trouble) {
        if (trouble == Trouble.MODERATED_INPUT) {
            throw new Refusal(problem(
                    400,
                    "InputTextSensitiveContentDetected",
                    "The input text may contain sensitive information.",
                    "content"));
        }
        if (trouble == Trouble.BUSY) {
            throw new Refusal(problem(429, "ServerOverloaded", "The service is overloaded.", ""));
        }
        if (trouble == Trouble.OUT_OF_CREDIT) {
            throw new Refusal(problem(403, "AccountOverdueError", "The account has an overdue balance.", ""));
        }
    }

    /** The real one obeys words like {@code --ratio 1:1}; nothing a person types should be able to set anything. */
    private void commands(String text) {
        Matcher command = COMMAND.matcher(text.toLowerCase(Locale.ROOT));
        while (command.find()) {
            remark("the prompt carries a command: " + command.group().strip());
        }
    }

    private Scene scene(ObjectNode body, String id, Content content, String resolution) {
        String ratio = Json.text(body, "ratio", "16:9");
        Sizes size = Sizes.of(ratio, resolution);
        double seconds = body.path("frames").isNumber()
                ? body.path("frames").asInt() / 24.0
                : body.path("duration").asInt(5) == -1
                        ? 5
                        : body.path("duration").asInt(5);
        boolean sound =
                Json.flag(body, "generate_audio", model(id).map(Model::sound).orElse(false));
        var words = List.of(
                "Volcano Engine sandbox  " + id,
                content.text(),
                resolution + "  " + ratio + "  " + seconds + " s" + (sound ? "  sound" : ""));
        List<String> addresses = new ArrayList<>(content.first());
        addresses.addAll(content.last());
        addresses.addAll(content.references());
        List<String> pictures = new ArrayList<>();
        String video = null;
        try {
            for (String address : addresses) {
                if (!address.startsWith("asset://")) {
                    source(address, IMAGES)
                            .ifPresent(source -> pictures.add(source.file().toString()));
                }
            }
            for (String address : content.videos()) {
                if (!address.startsWith("asset://")) {
                    video = source(address, VIDEOS)
                            .map(source -> source.file().toString())
                            .orElse(video);
                }
            }
        } catch (Unusable unusable) {
            throw new Refusal(problem(
                    400,
                    "InvalidImageURL.FetchFailed",
                    "The input could not be used: " + unusable.getMessage() + ".",
                    "content"));
        }
        return new Scene(size.width(), size.height(), seconds, sound, words, pictures, video);
    }

    private Answer delete(Task task) {
        return switch (task.phase(Instant.now())) {
            case WAITING -> {
                cancel(task);
                yield Answer.json(200, Json.object());
            }
            case RENDERING -> problem(409, "OperationDenied.InvalidState", "A running task cannot be cancelled.", "id");
            case CANCELLED -> problem(409, "OperationDenied.InvalidState", "The task was cancelled.", "id");
            case DONE, FAILED -> {
                forget(task.id());
                yield Answer.json(200, Json.object());
            }
        };
    }

    private Answer listed(Exchange exchange) {
        int page = number(exchange, "page_num", 1, 500, 1);
        int size = number(exchange, "page_size", 1, 100, 10);
        Set<String> ids = new HashSet<>(exchange.queries("filter.task_ids"));
        List<Task> found = tasks().stream()
                .filter(task -> ids.isEmpty() || ids.contains(task.id()))
                .filter(task -> fits(exchange, "filter.model", task.model()))
                .filter(task -> fits(exchange, "filter.status", status(task)))
                .filter(task ->
                        fits(exchange, "filter.service_tier", Json.text(task.request(), "service_tier", "default")))
                .toList();
        ObjectNode answer = Json.object().put("total", found.size());
        var items = answer.putArray("items");
        found.stream().skip((page - 1L) * size).limit(size).forEach(task -> items.add(seen(task)));
        return Answer.json(200, answer);
    }

    private static boolean fits(Exchange exchange, String filter, String value) {
        return exchange.query(filter).map(value::equals).orElse(true);
    }

    private static int number(Exchange exchange, String name, int least, int most, int preset) {
        String text = exchange.query(name).orElse(Integer.toString(preset));
        if (!text.matches("\\d{1,4}") || Integer.parseInt(text) < least || Integer.parseInt(text) > most) {
            throw invalid(name, name + " is out of range.");
        }
        return Integer.parseInt(text);
    }

    private static String status(Task task) {
        return word(task, task.phase(Instant.now()));
    }

    private static String word(Task task, Phase phase) {
        return switch (phase) {
            case WAITING -> "queued";
            case RENDERING -> "running";
            case DONE -> "succeeded";
            case FAILED -> "expired".equals(task.plan().code()) ? "expired" : "failed";
            case CANCELLED -> "cancelled";
        };
    }

    private ObjectNode seen(Task task) {
        return seen(task, task.phase(Instant.now()));
    }

    private ObjectNode seen(Task task, Phase phase) {
        JsonNode request = task.request();
        ObjectNode seen = Json.object()
                .put("id", task.id())
                .put("model", task.model())
                .put("status", word(task, phase))
                .put("created_at", task.plan().created().getEpochSecond());
        seen.put("updated_at", (phase.over() ? task.end() : task.plan().created()).getEpochSecond());
        seen.put("service_tier", Json.text(request, "service_tier", "default")).put("execution_expires_after", 172800);
        if (phase == Phase.FAILED && !word(task, phase).equals("expired")) {
            seen.putObject("error").put("code", failure(task)).put("message", "The sandbox was told to fail.");
        }
        if (phase == Phase.DONE) {
            done(task, seen, request);
        }
        return seen;
    }

    private void done(Task task, ObjectNode seen, JsonNode request) {
        ObjectNode content = seen.putObject("content").put("video_url", link(task));
        if (Json.flag(request, "return_last_frame", false)) {
            content.put("last_frame_url", link(task).replace("output.mp4", "last.png"));
        }
        Scene scene = task.plan().scene();
        long tokens = Math.round(scene.seconds() * scene.width() * scene.height() * 24 / 1024);
        seen.putObject("usage").put("completion_tokens", tokens).put("total_tokens", tokens);
        seen.put("seed", request.path("seed").asLong(78674))
                .put("resolution", Json.text(request, "resolution", "720p"))
                .put("ratio", Json.text(request, "ratio", "16:9").replace("adaptive", "16:9"))
                .put("duration", Math.round(scene.seconds()))
                .put("framespersecond", 24)
                .put("generate_audio", scene.sound())
                .put("draft", false)
                .put("priority", 0);
    }

    private static String failure(Task task) {
        if (task.plan().code() != null) {
            return task.plan().code();
        }
        return switch (task.failure()) {
            case MODERATED_INPUT -> "InputTextSensitiveContentDetected";
            case MODERATED_OUTPUT -> "OutputVideoSensitiveContentDetected";
            case UNUSABLE_INPUT -> "InvalidParameter.Image";
            case BUSY -> "ServerOverloaded";
            case OUT_OF_CREDIT, INTERNAL, VANISHES, STALLS, SLOW, LOST_ANSWER, HALF_A_FILE, LAPSED_LINK ->
                "InternalServiceError";
        };
    }

    @Override
    boolean rings(Phase phase) {
        return phase != Phase.CANCELLED;
    }

    @Override
    Optional<JsonNode> callbackBody(Task task, Phase phase) {
        return Optional.of(seen(task, phase));
    }
}
