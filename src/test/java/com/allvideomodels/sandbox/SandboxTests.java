package com.allvideomodels.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.allvideomodels.sandbox.Client.Reply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The sandboxes are as strict as the contracts, and as troublesome as a test wants. */
class SandboxTests {

    private static final Map<String, String> RUNWAY =
            Map.of("Authorization", "Bearer key", "X-Runway-Version", "2024-11-06", "Content-Type", "application/json");
    private static final Map<String, String> FAL =
            Map.of("Authorization", "Key id:secret", "Content-Type", "application/json");
    private static final Map<String, String> BEARER =
            Map.of("Authorization", "Bearer key", "Content-Type", "application/json");
    private static final Map<String, String> LUMA =
            Map.of("Authorization", "Bearer luma-api-x", "Content-Type", "application/json");

    private static Sandboxes sandboxes;
    private final Client client = new Client();

    @BeforeAll
    static void start() {
        sandboxes = Sandboxes.start(SandboxSettings.forTests());
    }

    @AfterAll
    static void stop() {
        sandboxes.close();
    }

    @AfterEach
    void calm() {
        sandboxes.reset();
    }

    @Test
    void everyCompanyMakesAVideoThatPlays() throws IOException {
        playable(runwayVideo(runway(gen45("a boat")).text("id")), 5);
        playable(falVideo(fal("fal-ai/pika/v2.2/text-to-video", pika("a boat")).text("request_id")), 5);
        playable(arkVideo(ark(seedance("a boat")).text("id")), 5);
        playable(lumaVideo(luma(ray("a boat")).text("id")), 5);
        playable(dreamVideo(dream(ray2("a boat")).text("id")), 5);
        playable(evolinkVideo(evolink(veo("a boat")).text("id")), 8);
        assertThat(sandboxes.all())
                .allSatisfy(sandbox -> assertThat(sandbox.created("a boat")).isEqualTo(1));
    }

    @Test
    void aPhotoComesAlive() throws IOException {
        ObjectNode body = gen45("my photo").put("promptImage", "data:image/png;base64," + photo());

        String video = runwayVideo(runwayImage(body).text("id"));

        playable(video, 5);
    }

    @Test
    void runwayRefusesWhatItsModelDoesNotDeclare() {
        Reply reply = runway(
                gen45("x").put("negativePrompt", "blur").put("ratio", "16:9").put("duration", "5"));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("issues").findValuesAsString("code"))
                .containsExactlyInAnyOrder("unrecognized_keys", "invalid_value", "invalid_type");
    }

    @Test
    void runwayNeedsItsVersionOnEveryCall() {
        var unversioned = Map.of("Authorization", "Bearer key");
        assertThat(client.get(sandboxes.runway().address() + "/v1/organization", unversioned)
                        .status())
                .isEqualTo(400);
        assertThat(client.send("DELETE", sandboxes.runway().address() + "/v1/tasks/x", unversioned, "")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void runwayRefusesDataUrisOfMoreThanFiveMegabytes() {
        String large = Base64.getEncoder().encodeToString(new byte[5 * 1024 * 1024 + 200]);

        Reply reply = runwayImage(gen45("x").put("promptImage", "data:image/png;base64," + large));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body()).contains("too_big");
    }

    @Test
    void runwayDeletesForGood() {
        String id = runway(gen45("gone soon")).text("id");

        assertThat(runwayDelete(id)).isEqualTo(204);
        assertThat(runwayLook(id).status()).isEqualTo(404);
        assertThat(runwayDelete(id)).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "fal-ai/pika/v2.2/text-to-video,true,200",
        "fal-ai/pika/v2.2/text-to-video,false,422",
        "fal-ai/pika/v2.1/text-to-video,false,200",
        "fal-ai/pika/v2.1/text-to-video,true,422"
    })
    void falKnowsWordedFromCountedSeconds(String endpoint, boolean worded, int status) {
        ObjectNode body = Json.object().put("prompt", "x");
        if (worded) {
            body.put("duration", "5");
        } else {
            body.put("duration", 5);
        }
        assertThat(fal(endpoint, body).status()).isEqualTo(status);
    }

    @Test
    void falWantsAKeyAndNoBearer() {
        var reply = client.post(sandboxes.pika().address() + "/fal-ai/pika/v2.2/text-to-video", BEARER, pika("x"));
        assertThat(reply.status()).isEqualTo(401);
    }

    @Test
    void falEndsInCompletedWhateverHappened() {
        String id = fal("fal-ai/pika/v2.2/text-to-video", pika("bad [fail moderation]"))
                .text("request_id");
        await().until(() -> falStatus(id).equals("COMPLETED"));

        Reply result = client.get(sandboxes.pika().address() + "/fal-ai/pika/requests/" + id, FAL);

        assertThat(result.status()).isEqualTo(422);
        assertThat(result.body()).contains("content_policy_violation");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"duration\": 2}",
                "{\"resolution\": \"4k\"}",
                "{\"frames\": 29}",
                "{\"nonsense\": 1}",
                "{\"seed\": -2}",
                "{\"omni_reference_task_type\": \"edit\"}",
                "{\"duration\": \"5\"}"
            })
    void arkChecksBodyFieldsStrictly(String change) {
        ObjectNode body = seedance("x");
        Json.MAPPER.readTree(change).properties().forEach(field -> body.set(field.getKey(), field.getValue()));

        assertThat(ark(body).status()).isEqualTo(400);
    }

    @Test
    void arkNotesCommandsInPrompts() {
        ark(seedance("a boat --ratio 1:1"));
        assertThat(sandboxes.volcengine().remarks()).singleElement().asString().contains("--ratio 1:1");
    }

    @Test
    void arkListsWhatItHas() {
        String prompt = "listed " + UUID.randomUUID();
        String id = ark(seedance(prompt)).text("id");

        var list = client.get(
                sandboxes.volcengine().address()
                        + "/api/v3/contents/generations/tasks?page_num=1&page_size=100&filter.model="
                        + "doubao-seedance-1-5-pro-251215",
                BEARER);

        assertThat(list.json().path("items").findValuesAsString("id")).contains(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"duration\": \"10s\", \"hdr\": true}",
                "{\"loop\": true, \"duration\": \"10s\"}",
                "{\"exr_export\": true}",
                "{\"hdr\": true, \"resolution\": \"540p\"}",
                "{\"duration\": \"9s\"}",
                "{\"start_frame\": {\"data\": \"data:image/png;base64,AA==\", \"media_type\": \"image/png\"}}",
                "{\"start_frame\": {\"data\": \"AA==\"}}",
                "{\"start_frame\": {\"url\": \"http://example.com/a.png\"}}"
            })
    void lumaForbidsCombinations(String video) {
        ObjectNode body = ray("x");
        body.set("video", Json.MAPPER.readTree(video));

        assertThat(luma(body).status()).isEqualTo(422);
    }

    @Test
    void lumaMakesNoVideoUnlessAModelAndATypeAreNamed() {
        assertThat(luma(Json.object().put("prompt", "x").put("type", "video")).status())
                .isEqualTo(400);
        assertThat(luma(Json.object().put("prompt", "x").put("model", "ray-3.2"))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void dreamMachineTakesOnlyAddresses() {
        ObjectNode body = ray2("x");
        body.putObject("keyframes").putObject("frame0").put("type", "image").put("url", "data:image/png;base64,AA==");

        assertThat(dream(body).status()).isEqualTo(400);
    }

    @Test
    void evolinkTakesNoBase64AndNoFixedDuration() {
        ObjectNode inline = veo("x");
        inline.putArray("image_urls").add("data:image/png;base64,AA==");
        assertThat(evolink(inline).status()).isEqualTo(400);
        assertThat(evolink(veo("x").put("duration", 8)).status()).isEqualTo(400);
    }

    @Test
    void evolinkRefusesFilesWithStatus200() {
        ObjectNode file =
                Json.object().put("base64_data", "data:text/plain;base64,AAAA").put("file_name", "a.txt");

        Reply reply = client.post(sandboxes.evolink().address() + "/api/v1/files/upload/base64", BEARER, file);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("success").asBoolean()).isFalse();
    }

    @Test
    void runwayTakesUploadsAsAFormWithTheFileLast() throws IOException {
        var slot = client.post(
                        sandboxes.runway().address() + "/v1/uploads",
                        RUNWAY,
                        Json.object().put("filename", "a.png").put("type", "ephemeral"))
                .json();
        String fields = slot.path("fields").properties().stream()
                .map(field -> part(field.getKey(), field.getValue().asString()))
                .collect(java.util.stream.Collectors.joining());
        byte[] photo = Base64.getDecoder().decode(photo());
        String file =
                "--B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.png\"\r\nContent-Type: image/png\r\n\r\n"
                        + new String(photo, java.nio.charset.StandardCharsets.ISO_8859_1) + "\r\n";
        var form = Map.of("Content-Type", "multipart/form-data; boundary=B");

        assertThat(stored(slot, form, file + fields + "--B--\r\n")).isEqualTo(403);
        assertThat(stored(slot, form, fields + file + "--B--\r\n")).isEqualTo(204);

        String id = runwayImage(gen45("uploaded")
                        .put("promptImage", slot.path("runwayUri").asString()))
                .text("id");
        playable(runwayVideo(id), 5);
    }

    @Test
    void falTakesUploadsWithoutAKey() {
        var slot = client.post(
                        sandboxes.pika().address() + "/storage/upload/initiate?storage_type=fal-cdn-v3",
                        FAL,
                        Json.object().put("content_type", "image/png").put("file_name", "a.png"))
                .json();
        String address = slot.path("upload_url").asString();

        assertThat(client.send("PUT", address, FAL, "bytes").status()).isEqualTo(403);
        assertThat(client.send("PUT", address, Map.of("Content-Type", "image/png"), "bytes")
                        .status())
                .isEqualTo(200);
        assertThat(client.get(slot.path("file_url").asString(), Map.of()).body())
                .isEqualTo("bytes");
    }

    @Test
    void falCancelsOnlyWhatWaits() {
        try (var slow =
                Sandboxes.start(SandboxSettings.forTests().taking(Duration.ofSeconds(30), Duration.ofSeconds(30)))) {
            String address = slow.pika().address() + "/fal-ai/pika/v2.2/text-to-video";
            var task = client.post(address, FAL, pika("stop")).json();

            assertThat(client.send("PUT", task.path("cancel_url").asString(), FAL, "")
                            .status())
                    .isEqualTo(202);
            assertThat(client.send("PUT", task.path("cancel_url").asString(), FAL, "")
                            .text("status"))
                    .isEqualTo("ALREADY_COMPLETED");
            assertThat(client.get(task.path("response_url").asString(), FAL).status())
                    .isEqualTo(499);
        }
    }

    @Test
    void arkCancelsOnlyWhatWaits() {
        try (var slow =
                Sandboxes.start(SandboxSettings.forTests().taking(Duration.ofSeconds(30), Duration.ofSeconds(30)))) {
            String tasks = slow.volcengine().address() + "/api/v3/contents/generations/tasks";
            String task =
                    tasks + "/" + client.post(tasks, BEARER, seedance("stop")).text("id");

            assertThat(client.send("DELETE", task, BEARER, "").status()).isEqualTo(200);
            assertThat(client.get(task, BEARER).text("status")).isEqualTo("cancelled");
            assertThat(client.send("DELETE", task, BEARER, "").status()).isEqualTo(409);
        }
    }

    @Test
    void lumaAllowsTenAtOnceAndDoesNotQueueMore() {
        try (var slow = Sandboxes.start(SandboxSettings.forTests()
                .taking(Duration.ofSeconds(30), Duration.ofSeconds(30))
                .limited(true))) {
            String address = slow.luma().address() + "/v1/generations";
            for (int i = 0; i < 10; i++) {
                assertThat(client.post(address, LUMA, ray("job " + i)).status()).isEqualTo(201);
            }

            Reply eleventh = client.post(address, LUMA, ray("one too many"));

            assertThat(eleventh.status()).isEqualTo(429);
            assertThat(eleventh.raw().headers().firstValue("Retry-After")).hasValue("60");
        }
    }

    @Test
    void aLostAnswerLeavesATask() {
        String prompt = "lost " + UUID.randomUUID();
        sandboxes.runway().fault(Point.CREATE, Fault.losesAnswer());

        assertThat(runway(gen45(prompt)).status()).isZero();

        assertThat(sandboxes.runway().created(prompt)).isEqualTo(1);
    }

    @Test
    void aDroppedConnectionLeavesNone() {
        String prompt = "dropped " + UUID.randomUUID();
        sandboxes.runway().fault(Point.CREATE, Fault.drops());

        assertThat(runway(gen45(prompt)).status()).isZero();

        assertThat(sandboxes.runway().created(prompt)).isZero();
    }

    @Test
    void faultsStrikeAsOftenAsToldAndOnlyWhereTold() {
        sandboxes.runway().fault(Point.CREATE, Fault.serverError(), 2, "unlucky");

        assertThat(runway(gen45("lucky")).status()).isEqualTo(200);
        assertThat(runway(gen45("unlucky")).status()).isEqualTo(500);
        assertThat(runway(gen45("unlucky")).status()).isEqualTo(500);
        assertThat(runway(gen45("unlucky")).status()).isEqualTo(200);
    }

    @Test
    void vanishedTasksAreUnknown() {
        String id = runway(gen45("here and gone [vanish]")).text("id");
        await().until(() -> runwayLook(id).status() == 404);
    }

    @Test
    void pollingTooFastIsNoticed() {
        String id = runway(gen45("hurry")).text("id");
        runwayLook(id);
        runwayLook(id);

        assertThat(sandboxes.runway().remarks()).singleElement().asString().contains("polled after");
        assertThat(sandboxes.runway().task(id).orElseThrow().looks()).isEqualTo(2);
    }

    @Test
    void linksLapse() {
        sandboxes.runway().linksLive(Duration.ofMillis(1));
        String video = runwayVideo(runway(gen45("short lived")).text("id"));

        assertThat(client.get(video, Map.of()).status()).isEqualTo(403);
    }

    @Test
    void halfAFileIsHalfAFile() {
        String video = runwayVideo(runway(gen45("half")).text("id"));
        sandboxes.media().fault(Fault.halfAFile(), 1);

        assertThat(client.get(video, Map.of()).status()).isZero();
        assertThat(client.get(video, Map.of()).status()).isEqualTo(200);
    }

    @Test
    void rangesAreAnswered() {
        String video = runwayVideo(runway(gen45("range")).text("id"));

        var part = client.get(video, Map.of("Range", "bytes=4-7"));

        assertThat(part.status()).isEqualTo(206);
        assertThat(part.body()).isEqualTo("ftyp");
    }

    @Test
    void tasksOutliveTheProcess(@TempDir Path folder) {
        var settings = SandboxSettings.forTests().keptIn(folder);
        String id;
        try (var before = Sandboxes.start(settings)) {
            id = client.post(before.runway().address() + "/v1/text_to_video", RUNWAY, gen45("kept"))
                    .text("id");
        }
        try (var after = Sandboxes.start(settings)) {
            await().until(() -> client.get(after.runway().address() + "/v1/tasks/" + id, RUNWAY)
                    .text("status")
                    .equals("SUCCEEDED"));
        }
    }

    @Test
    void nothingIsBeingMadeOnceTheyAreClosed(@TempDir Path folder) throws IOException {
        Path films = folder.resolve("films");
        try (var sandboxes = Sandboxes.start(SandboxSettings.forTests().keptIn(folder))) {
            client.post(sandboxes.runway().address() + "/v1/text_to_video", RUNWAY, gen45("half made"));
            await().pollInterval(Duration.ofMillis(5)).until(() -> !names(films).isEmpty());
        }

        assertThat(names(films)).allMatch(name -> name.endsWith(".mp4"));
    }

    private static List<String> names(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    @Test
    void filmsAreFilledToASize() throws IOException {
        try (var filled = Sandboxes.start(SandboxSettings.forTests().filledTo(1_000_000))) {
            String id = client.post(filled.runway().address() + "/v1/text_to_video", RUNWAY, gen45("full"))
                    .text("id");
            String address = filled.runway().address() + "/v1/tasks/" + id;
            await().atMost(20, TimeUnit.SECONDS)
                    .until(() -> client.get(address, RUNWAY).text("status").equals("SUCCEEDED"));

            var video = client.get(
                    client.get(address, RUNWAY).json().path("output").get(0).asString(), Map.of());

            assertThat(video.raw().body()).hasSize(1_000_000);
            playable(client.get(address, RUNWAY).json().path("output").get(0).asString(), 5);
        }
    }

    // Requests

    private static ObjectNode gen45(String prompt) {
        return Json.object()
                .put("model", "gen4.5")
                .put("promptText", prompt)
                .put("ratio", "1280:720")
                .put("duration", 5);
    }

    private static ObjectNode pika(String prompt) {
        return Json.object().put("prompt", prompt).put("duration", "5");
    }

    private static ObjectNode seedance(String prompt) {
        ObjectNode body = Json.object()
                .put("model", "doubao-seedance-1-5-pro-251215")
                .put("duration", 5)
                .put("ratio", "16:9");
        body.putArray("content").addObject().put("type", "text").put("text", prompt);
        return body;
    }

    private static ObjectNode ray(String prompt) {
        return Json.object().put("model", "ray-3.2").put("type", "video").put("prompt", prompt);
    }

    private static ObjectNode ray2(String prompt) {
        return Json.object().put("model", "ray-2").put("prompt", prompt);
    }

    private static ObjectNode veo(String prompt) {
        return Json.object().put("model", "veo3.1-fast-beta").put("prompt", prompt);
    }

    private Reply runway(JsonNode body) {
        return client.post(sandboxes.runway().address() + "/v1/text_to_video", RUNWAY, body);
    }

    private Reply runwayImage(JsonNode body) {
        return client.post(sandboxes.runway().address() + "/v1/image_to_video", RUNWAY, body);
    }

    private Reply runwayLook(String id) {
        return client.get(sandboxes.runway().address() + "/v1/tasks/" + id, RUNWAY);
    }

    private int runwayDelete(String id) {
        return client.send("DELETE", sandboxes.runway().address() + "/v1/tasks/" + id, RUNWAY, "")
                .status();
    }

    private Reply fal(String endpoint, JsonNode body) {
        return client.post(sandboxes.pika().address() + "/" + endpoint, FAL, body);
    }

    private String falStatus(String id) {
        return client.get(sandboxes.pika().address() + "/fal-ai/pika/requests/" + id + "/status?logs=0", FAL)
                .text("status");
    }

    private Reply ark(JsonNode body) {
        return client.post(sandboxes.volcengine().address() + "/api/v3/contents/generations/tasks", BEARER, body);
    }

    private Reply luma(JsonNode body) {
        return client.post(sandboxes.luma().address() + "/v1/generations", LUMA, body);
    }

    private Reply dream(JsonNode body) {
        return client.post(sandboxes.dreamMachine().address() + "/dream-machine/v1/generations/video", BEARER, body);
    }

    private Reply evolink(JsonNode body) {
        return client.post(sandboxes.evolink().address() + "/v1/videos/generations", BEARER, body);
    }

    private static String part(String name, String value) {
        return "--B\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
    }

    private int stored(JsonNode slot, Map<String, String> headers, String form) {
        byte[] body = form.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        return client.send("POST", slot.path("uploadUrl").asString(), headers, body)
                .status();
    }

    // Videos

    private String runwayVideo(String id) {
        return done(sandboxes.runway().address() + "/v1/tasks/" + id, RUNWAY, "status", "SUCCEEDED")
                .path("output")
                .get(0)
                .asString();
    }

    private String falVideo(String id) {
        String request = sandboxes.pika().address() + "/fal-ai/pika/requests/" + id;
        done(request + "/status", FAL, "status", "COMPLETED");
        return client.get(request, FAL).json().path("video").path("url").asString();
    }

    private String arkVideo(String id) {
        return done(
                        sandboxes.volcengine().address() + "/api/v3/contents/generations/tasks/" + id,
                        BEARER,
                        "status",
                        "succeeded")
                .path("content")
                .path("video_url")
                .asString();
    }

    private String lumaVideo(String id) {
        return done(sandboxes.luma().address() + "/v1/generations/" + id, LUMA, "state", "completed")
                .path("output")
                .get(0)
                .path("url")
                .asString();
    }

    private String dreamVideo(String id) {
        return done(
                        sandboxes.dreamMachine().address() + "/dream-machine/v1/generations/" + id,
                        BEARER,
                        "state",
                        "completed")
                .path("assets")
                .path("video")
                .asString();
    }

    private String evolinkVideo(String id) {
        return done(sandboxes.evolink().address() + "/v1/tasks/" + id, BEARER, "status", "completed")
                .path("results")
                .get(0)
                .asString();
    }

    private JsonNode done(String address, Map<String, String> headers, String field, String word) {
        return await().atMost(30, TimeUnit.SECONDS)
                .until(
                        () -> client.get(address, headers).json(),
                        seen -> seen.path(field).asString("").equals(word));
    }

    private void playable(String address, double seconds) throws IOException {
        Reply video = client.get(address, Map.of());
        assertThat(video.status()).isEqualTo(200);
        Path file = Files.createTempFile("video", ".mp4");
        Files.write(file, video.raw().body());
        try (var films = new Films(file.getParent(), true, 0)) {
            assertThat(films.seconds(file)).isBetween(seconds - 0.2, seconds + 0.2);
        } finally {
            Files.delete(file);
        }
    }

    private static String photo() throws IOException {
        var bytes = new ByteArrayOutputStream();
        var image = new java.awt.image.BufferedImage(400, 300, java.awt.image.BufferedImage.TYPE_INT_RGB);
        image.createGraphics().fillOval(50, 50, 200, 200);
        ImageIO.write(image, "png", bytes);
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
}
