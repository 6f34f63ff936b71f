package com.allvideomodels.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The sandboxes ring as the companies do: fal signed, the others not, all again when nobody answers. */
class CallbackTests {

    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

    private final Client client = new Client();
    private final List<Rung> rung = new CopyOnWriteArrayList<>();
    private final AtomicInteger refusals = new AtomicInteger();
    private Sandboxes sandboxes;
    private HttpServer door;

    private record Rung(Map<String, String> headers, String body) {

        JsonNode json() {
            return Json.MAPPER.readTree(body);
        }
    }

    @BeforeEach
    void start() throws IOException {
        sandboxes = Sandboxes.start(SandboxSettings.forTests()
                .taking(Duration.ofMillis(300), Duration.ofMillis(500))
                .ringing(true));
        door = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        door.createContext("/", http -> {
            var exchange = new Exchange(http);
            if (refusals.getAndDecrement() > 0) {
                exchange.send(Answer.empty(503));
            } else {
                rung.add(new Rung(exchange.headers(), exchange.text()));
                exchange.send(Answer.empty(204));
            }
        });
        door.start();
    }

    @AfterEach
    void stop() {
        sandboxes.close();
        door.stop(0);
    }

    @Test
    void falSignsWithAKeyItPublishes() throws GeneralSecurityException {
        fal("a boat");
        await().until(() -> !rung.isEmpty());

        Rung call = rung.getFirst();
        assertThat(call.json().path("status").asString("")).isEqualTo("OK");
        assertThat(call.json().path("payload").path("video").path("url").asString(""))
                .contains("/videos/pika/");
        assertThat(signed(call)).isTrue();
    }

    @Test
    void falCanBeMadeToSignWrongly() throws GeneralSecurityException {
        sandboxes.pika().signWrongly(true);
        fal("a boat");
        await().until(() -> !rung.isEmpty());

        assertThat(signed(rung.getFirst())).isFalse();
    }

    @Test
    void falTellsOfFailuresAsErrors() {
        fal("bad [fail output]");
        await().until(() -> !rung.isEmpty());

        assertThat(rung.getFirst().json().path("status").asString("")).isEqualTo("ERROR");
    }

    @Test
    void arkRingsAtEachStep() {
        ObjectNode body =
                Json.object().put("model", "doubao-seedance-1-5-pro-251215").put("callback_url", bell());
        body.putArray("content").addObject().put("type", "text").put("text", "a boat");
        client.post(sandboxes.volcengine().address() + "/api/v3/contents/generations/tasks", bearer("x"), body);

        await().until(() -> words("status").contains("succeeded"));
        assertThat(words("status")).containsExactly("queued", "running", "succeeded");
    }

    @Test
    void dreamMachineRingsAgainWhenRefused() {
        refusals.set(1);
        ObjectNode body =
                Json.object().put("model", "ray-2").put("prompt", "a boat").put("callback_url", bell());
        client.post(sandboxes.dreamMachine().address() + "/dream-machine/v1/generations/video", bearer("x"), body);

        await().until(() -> words("state").contains("completed"));
        assertThat(words("state")).containsExactly("dreaming", "completed");
    }

    @Test
    void evolinkRingsOnceAtTheEnd() {
        ObjectNode body = Json.object()
                .put("model", "veo3.1-fast-beta")
                .put("prompt", "a boat")
                .put("callback_url", bell());
        client.post(sandboxes.evolink().address() + "/v1/videos/generations", bearer("x"), body);

        await().atMost(Duration.ofSeconds(20)).until(() -> !rung.isEmpty());
        assertThat(words("status")).containsExactly("completed");
    }

    private void fal(String prompt) {
        String address = sandboxes.pika().address() + "/fal-ai/pika/v2.2/text-to-video?fal_webhook="
                + java.net.URLEncoder.encode(bell(), StandardCharsets.UTF_8);
        client.post(
                address,
                Map.of("Authorization", "Key id:secret", "Content-Type", "application/json"),
                Json.object().put("prompt", prompt));
    }

    private static Map<String, String> bearer(String key) {
        return Map.of("Authorization", "Bearer " + key, "Content-Type", JSON.get("Content-Type"));
    }

    private String bell() {
        return "http://127.0.0.1:" + door.getAddress().getPort() + "/bell?token=opaque";
    }

    private List<String> words(String field) {
        return rung.stream().map(call -> call.json().path(field).asString("")).toList();
    }

    private boolean signed(Rung call) throws GeneralSecurityException {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(call.body().getBytes(StandardCharsets.UTF_8));
        String message = call.headers().get("x-fal-webhook-request-id") + "\n"
                + call.headers().get("x-fal-webhook-user-id") + "\n"
                + call.headers().get("x-fal-webhook-timestamp") + "\n"
                + String.format("%064x", new BigInteger(1, hash));
        Signature verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(published());
        verifier.update(message.getBytes(StandardCharsets.UTF_8));
        return verifier.verify(HexFormat.of().parseHex(call.headers().get("x-fal-webhook-signature")));
    }

    private PublicKey published() throws GeneralSecurityException {
        JsonNode keys = client.get(sandboxes.pika().address() + "/.well-known/jwks.json", Map.of())
                .json();
        byte[] raw =
                Base64.getUrlDecoder().decode(keys.path("keys").get(0).path("x").asString(""));
        byte[] prefix = HexFormat.of().parseHex("302a300506032b6570032100");
        byte[] encoded = new byte[prefix.length + raw.length];
        System.arraycopy(prefix, 0, encoded, 0, prefix.length);
        System.arraycopy(raw, 0, encoded, prefix.length, raw.length);
        return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
    }
}
