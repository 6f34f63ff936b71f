package com.allvideomodels.sandbox;

import com.allvideomodels.sandbox.Check.Shape;
import com.allvideomodels.sandbox.Sources.Rules;
import com.allvideomodels.sandbox.Sources.Unusable;
import com.allvideomodels.sandbox.Task.Phase;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Runway's developer API, version 2024-11-06. */
public final class RunwaySandbox extends Sandbox {

    private static final String VERSION = "2024-11-06";
    private static final String DOCS = "https://docs.dev.runwayml.com/api";
    private static final long MB = 1024 * 1024;
    private static final Rules IMAGES = new Rules("RunwayML API/1.0", Rules.IMAGES, 16 * MB, 5 * MB, true);
    private static final Rules VIDEOS = new Rules("RunwayML API/1.0", Rules.VIDEOS, 32 * MB, 5 * MB, true);

    RunwaySandbox(int port, Studio studio) {
        super("runway", port, studio);
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
        boolean task = exchange.path().startsWith("/v1/tasks/");
        return switch (exchange.method()) {
            case "POST" ->
                switch (exchange.path()) {
                    case "/v1/uploads" -> Point.UPLOAD;
                    case "/v1/organization/usage" -> Point.OTHER;
                    default -> Point.CREATE;
                };
            case "GET" -> task ? Point.LOOK : Point.OTHER;
            // One verb for both: before the end it cancels, after it deletes.
            case "DELETE" -> Point.DELETE;
            default -> Point.OTHER;
        };
    }

    @Override
    Answer answer(Exchange exchange) throws IOException {
        key(exchange, "Bearer", "The API key you provided is not valid.");
        if (!exchange.header("X-Runway-Version").map(VERSION::equals).orElse(false)) {
            throw refuse(400, "The X-Runway-Version header is missing or names a version that is not supported.");
        }
        Optional<String> id = exchange.after("/v1/tasks/");
        if (id.isPresent()) {
            return switch (exchange.method()) {
                case "GET" -> Answer.json(200, seen(look(exchange, id.get()).orElseThrow(() -> unknown())));
                case "DELETE" -> delete(find(exchange, id.get()).orElseThrow(() -> unknown()));
                default -> error(405, "Method not allowed");
            };
        }
        return switch (exchange.method() + " " + exchange.path()) {
            case "GET /v1/organization" -> Answer.json(200, organization());
            case "POST /v1/uploads" -> upload(body(exchange));
            case "POST /v1/text_to_video",
                    "POST /v1/image_to_video",
                    "POST /v1/video_to_video",
                    "POST /v1/video_upscale",
                    "POST /v1/video_to_hdr",
                    "POST /v1/character_performance" ->
                create(exchange, exchange.path().substring("/v1/".length()));
            default -> error(404, "Not found");
        };
    }

    @Override
    Answer error(int status, String words) {
        return Answer.json(status, Json.object().put("error", words).put("docUrl", DOCS));
    }

    private Refusal unknown() {
        return new Refusal(Answer.json(404, Json.object().put("error", "Could not find Task")));
    }

    private Answer delete(Task task) {
        forget(task.id());
        return Answer.empty(204);
    }

    private ObjectNode body(Exchange exchange) {
        if (!exchange.saysJson()) {
            throw refuse(400, "Content-Type must be application/json");
        }
        return exchange.json().orElseThrow(() -> refuse(400, "The body is not a JSON object."));
    }

    private Answer upload(ObjectNode body) {
        check(Check.shape().needs("filename", Check.text(1, 255)).needs("type", Check.oneOf("ephemeral")), body);
        String slot = UUID.randomUUID().toString();
        ObjectNode answer = Json.object().put("runwayUri", "runway://" + slot);
        answer.put("uploadUrl", studio.media().slot("form", slot));
        answer.putObject("fields")
                .put("key", slot)
                .put("policy", "c2FuZGJveA==")
                .put("x-amz-signature", "0a1b2c");
        return Answer.json(200, answer);
    }

    private Answer create(Exchange exchange, String kind) {
        ObjectNode body = body(exchange);
        String model = Json.text(body, "model", "");
        Shape shape = RunwayShapes.of(kind, model)
                .orElseThrow(() -> invalid(List.of(new Issue(
                        "invalid_union",
                        List.of("model"),
                        "No matching discriminator: expected one of the models of " + kind))));
        check(shape, body);
        rules(body);
        String prompt = Json.text(body, "promptText", "");
        Trouble trouble = Trouble.in(prompt).orElse(null);
        if (trouble == Trouble.BUSY) {
            throw refuse(429, "You have reached the limit of generations for today.");
        }
        if (trouble == Trouble.OUT_OF_CREDIT) {
            throw refuse(400, "You do not have enough credits to run this task.");
        }
        Scene scene = scene(body, kind, model, prompt);
        try {
            scene = filled(scene, body);
        } catch (Unusable unusable) {
            trouble = Trouble.UNUSABLE_INPUT;
        }
        Task task = begin(UUID.randomUUID().toString(), kind, model, prompt, body, scene, trouble, null, null);
        exchange.about(task);
        ObjectNode answer = Json.object().put("id", task.id());
        answer.putObject("estimatedCost").put("credits", credits(task));
        return lost(trouble, Answer.json(200, answer));
    }

    /** What no shape can say. */
    private void rules(ObjectNode body) {
        List<Issue> issues = new ArrayList<>();
        JsonNode images = body.path("promptImage");
        if (images.isArray()) {
            List<String> positions = new ArrayList<>();
            images.forEach(image -> positions.add(Json.text(image, "position", "")));
            boolean frames = positions.contains("first") || positions.contains("last");
            if (frames && positions.contains("")) {
                issues.add(
                        new Issue("invalid_value", List.of("promptImage"), "Keyframes and references cannot be mixed"));
            }
            if (positions.contains("last") && !positions.contains("first")) {
                issues.add(new Issue("invalid_value", List.of("promptImage"), "A last frame needs a first frame"));
            }
            if (positions.stream().filter(p -> !p.isEmpty()).distinct().count()
                    != positions.stream().filter(p -> !p.isEmpty()).count()) {
                issues.add(new Issue("invalid_value", List.of("promptImage"), "Each position may be given once"));
            }
            if (frames
                    && Json.text(body, "model", "").startsWith("wan3")
                    && !Json.text(body, "ratio", "").startsWith("auto_")) {
                issues.add(new Issue("invalid_value", List.of("ratio"), "Keyframes need an auto ratio"));
            }
        }
        String mode = Json.text(body, "mode", "");
        boolean seedance = Json.text(body, "model", "").equals("seedance2_5");
        if (seedance && Set.of("edit", "extend").contains(mode) && body.has("ratio")) {
            issues.add(new Issue("unrecognized_keys", List.of(), "Unrecognized keys: [ratio]"));
        }
        if (mode.equals("edit") && seedance && !Json.text(body, "duration", "").equals("auto")) {
            issues.add(new Issue("invalid_value", List.of("duration"), "Invalid input: expected \"auto\""));
        }
        refuse(issues);
    }

    private void check(Shape shape, ObjectNode body) {
        refuse(shape.issues(body));
    }

    private void refuse(List<Issue> issues) {
        if (!issues.isEmpty()) {
            throw invalid(issues);
        }
    }

    private Refusal invalid(List<Issue> issues) {
        ObjectNode answer = Json.object().put("error", "Validation of body failed");
        var list = answer.putArray("issues");
        for (Issue issue : issues) {
            ObjectNode each =
                    list.addObject().put("code", issue.code().equals("missing") ? "invalid_type" : issue.code());
            var path = each.putArray("path");
            issue.path().forEach(step -> {
                if (step instanceof Integer index) {
                    path.add(index);
                } else {
                    path.add(step.toString());
                }
            });
            each.put("message", issue.message());
        }
        answer.put("docUrl", DOCS);
        return new Refusal(Answer.json(400, answer));
    }

    private Scene scene(ObjectNode body, String kind, String model, String prompt) {
        String ratio = Json.text(body, "ratio", "");
        String resolution = Json.text(body, "resolution", "720p");
        Sizes size = ratio.matches("\\d{3,}:\\d{3,}")
                ? Sizes.pixels(ratio)
                : Sizes.of(ratio, ratio.startsWith("auto_") ? ratio.substring(5) : resolution);
        double seconds =
                body.path("duration").isNumber() ? body.path("duration").asDouble() : 5;
        String settings = ratio + "  " + seconds + " s  " + (body.has("seed") ? "seed " + body.get("seed") : "");
        boolean sound = Json.flag(body, "audio", model.startsWith("veo"));
        return new Scene(
                size.width(),
                size.height(),
                seconds,
                sound,
                List.of("Runway sandbox  " + model + "  " + kind, prompt, settings),
                List.of(),
                null);
    }

    private Scene filled(Scene scene, ObjectNode body) throws Unusable {
        List<String> pictures = new ArrayList<>();
        String video = null;
        for (String uri : uris(body.path("promptImage"))) {
            uploaded(uri, IMAGES).ifPresent(source -> pictures.add(source.file().toString()));
        }
        for (JsonNode reference : body.path("references")) {
            uploaded(Json.text(reference, "uri", ""), IMAGES)
                    .ifPresent(source -> pictures.add(source.file().toString()));
        }
        for (String name : List.of("videoUri", "promptVideo")) {
            String uri = Json.text(body, name, "");
            if (!uri.isEmpty()) {
                video = uploaded(uri, VIDEOS)
                        .map(source -> source.file().toString())
                        .orElse(null);
            }
        }
        JsonNode character = body.path("character");
        if (character.has("uri")) {
            boolean moving = Json.text(character, "type", "image").equals("video");
            Optional<Source> shown = uploaded(Json.text(character, "uri", ""), moving ? VIDEOS : IMAGES);
            video = moving ? shown.map(source -> source.file().toString()).orElse(null) : video;
            shown.filter(source -> !source.video())
                    .ifPresent(source -> pictures.add(source.file().toString()));
            uploaded(Json.text(body.path("reference"), "uri", ""), VIDEOS);
        }
        Scene filled = scene.of(pictures, video);
        return video == null || body.path("duration").isNumber() ? filled : filled.lasting(length(video));
    }

    private double length(String video) throws Unusable {
        try {
            return studio.films().seconds(java.nio.file.Path.of(video));
        } catch (IOException e) {
            throw new Unusable(Unusable.Why.MALFORMED, "no video");
        }
    }

    private static List<String> uris(JsonNode images) {
        if (images.isString()) {
            return List.of(images.stringValue());
        }
        List<String> uris = new ArrayList<>();
        images.forEach(image -> uris.add(Json.text(image, "uri", "")));
        return uris;
    }

    private Optional<Source> uploaded(String uri, Rules rules) throws Unusable {
        if (!uri.startsWith("runway://")) {
            return source(uri, rules);
        }
        Source source = studio.sources()
                .upload(uri.substring("runway://".length()))
                .orElseThrow(() -> new Unusable(Unusable.Why.NOT_FETCHED, "no such upload"));
        if (!rules.types().contains(source.contentType())) {
            throw new Unusable(Unusable.Why.WRONG_TYPE, source.contentType());
        }
        return Optional.of(source);
    }

    private ObjectNode seen(Task task) {
        Instant now = Instant.now();
        Phase phase = task.phase(now);
        boolean throttled = task.prompt().contains("[throttled]");
        ObjectNode seen = Json.object()
                .put("id", task.id())
                .put(
                        "createdAt",
                        task.plan()
                                .created()
                                .truncatedTo(java.time.temporal.ChronoUnit.MILLIS)
                                .toString());
        switch (phase) {
            case WAITING -> seen.put("status", throttled ? "THROTTLED" : "PENDING");
            case RENDERING ->
                seen.put("status", "RUNNING").put("progress", Math.round(task.progress(now) * 100) / 100.0);
            case DONE -> seen.put("status", "SUCCEEDED").putArray("output").add(link(task));
            case FAILED -> failed(task, seen.put("status", "FAILED"));
            case CANCELLED -> seen.put("status", "CANCELLED");
        }
        seen.putObject(phase.over() ? "cost" : "estimatedCost")
                .put("credits", phase == Phase.FAILED ? 0 : credits(task));
        return seen;
    }

    private static void failed(Task task, ObjectNode seen) {
        String code = task.plan().code() != null ? task.plan().code() : code(task.failure());
        seen.put("failure", "The sandbox was told to fail.");
        if (!code.isEmpty()) {
            seen.put("failureCode", code);
        }
    }

    private static String code(Trouble trouble) {
        return switch (trouble) {
            case MODERATED_INPUT -> "SAFETY.INPUT.TEXT";
            case MODERATED_OUTPUT -> "SAFETY.OUTPUT.VIDEO";
            case UNUSABLE_INPUT -> "ASSET.INVALID";
            case BUSY -> "THIRD_PARTY.UNAVAILABLE";
            case OUT_OF_CREDIT, INTERNAL -> "INTERNAL";
            case VANISHES, STALLS, SLOW, LOST_ANSWER, HALF_A_FILE, LAPSED_LINK -> "";
        };
    }

    private static long credits(Task task) {
        return Math.round(task.plan().scene().seconds() * 12);
    }

    private static ObjectNode organization() {
        ObjectNode answer = Json.object().put("creditBalance", 12345);
        ObjectNode models =
                answer.putObject("tier").put("maxMonthlyCreditSpend", 10000).putObject("models");
        models.putObject("gen4.5").put("maxConcurrentGenerations", 5).put("maxDailyGenerations", 1000);
        models.putObject("gen4_turbo").putNull("maxConcurrentGenerations").putNull("maxDailyGenerations");
        answer.putObject("usage").putObject("models").putObject("gen4.5").put("dailyGenerations", 12);
        return answer;
    }

    static Answer lost(@Nullable Trouble trouble, Answer answer) {
        // Status 0 leaves the connection without an answer.
        return trouble == Trouble.LOST_ANSWER ? Answer.empty(0) : answer;
    }
}
