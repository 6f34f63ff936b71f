package com.allvideomodels.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.allvideomodels.http.Answer.Answered;
import com.allvideomodels.http.Answer.Lost;
import com.allvideomodels.http.Answer.NotSent;
import com.allvideomodels.provider.InputRole;
import com.allvideomodels.provider.SampleMedia;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import mockwebserver3.junit5.StartStop;
import okhttp3.HttpUrl;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;

/** HTTP that never repeats itself, never lends a key, and ends in values. */
class ApiClientTests {

    private static final Timeouts SHORT =
            new Timeouts(Duration.ofSeconds(2), Duration.ofMillis(400), Duration.ofSeconds(5));
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @StartStop
    final MockWebServer server = new MockWebServer();

    private final ApiClients clients = new ApiClients(InstantSource.fixed(NOW), SHORT);

    private ApiClient client() {
        return clients.at(URI.create(server.url("/").toString()), Map.of("Authorization", "Bearer secret"));
    }

    @Test
    void anAddressIsHttpsOrOnThisMachine() {
        for (var plain : List.of("http://api.example.com", "http://10.0.0.7", "http://127.0.0.1.example.com")) {
            assertThatThrownBy(() -> clients.at(URI.create(plain), Map.of()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        clients.at(URI.create("https://api.example.com"), Map.of());
        clients.at(URI.create("http://localhost:4010"), Map.of());
        clients.at(URI.create("http://127.0.0.1:4010/runway"), Map.of());
        clients.at(URI.create("http://[::1]:4010"), Map.of());
    }

    @Test
    void theBasesPathIsKept() {
        var client = clients.at(URI.create("https://api.example.com/runway/"), Map.of());
        assertThat(client.at("/v1/tasks/1")).hasToString("https://api.example.com/runway/v1/tasks/1");
        assertThat(client.at("/v1/x?a=b")).hasToString("https://api.example.com/runway/v1/x?a=b");
    }

    @Test
    void onlyAddressesOnTheSameHostAreOwn() {
        var client = clients.at(URI.create("https://queue.fal.run"), Map.of());
        assertThat(client.own("https://queue.fal.run/a")).isPresent();
        assertThat(client.own("https://QUEUE.fal.run:443/a")).isPresent();
        for (var other : List.of(
                "http://queue.fal.run/a",
                "https://queue.fal.run:8443/a",
                "https://queue.fal.run.example.com/a",
                "https://queue.fal.run@example.com/a",
                "https://user@queue.fal.run/a",
                "https://fal.run/a",
                "//queue.fal.run/a",
                "not an address")) {
            assertThat(client.own(other)).as(other).isEmpty();
        }
        assertThat(client.own(null)).isEmpty();
    }

    @Test
    void theKeyIsRefusedToOtherHosts() {
        assertThatThrownBy(() -> client().get(HttpUrl.get("https://example.com/")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("secret");
    }

    @Test
    void uploadsElsewhereCarryNoKey() throws InterruptedException {
        server.enqueue(new MockResponse.Builder().build());
        server.enqueue(new MockResponse.Builder().build());
        client().putElsewhere(server.url("/put").toString(), SampleMedia.picture(InputRole.FIRST_FRAME), Map.of());
        client().postFormElsewhere(
                        server.url("/post").toString(),
                        Map.of("key", "k"),
                        "file",
                        SampleMedia.picture(InputRole.FIRST_FRAME));
        assertThat(server.takeRequest().getHeaders().get("Authorization")).isNull();
        assertThat(server.takeRequest().getHeaders().get("Authorization")).isNull();
    }

    /** A provider on the internet that points an upload into our own network is not followed there. */
    @Test
    void uploadsOfARealProviderStayOnThePublicInternet() {
        var real = clients.at(URI.create("https://api.example.com"), Map.of());
        for (var inside : List.of(
                server.url("/put").toString(),
                "https://127.0.0.1:" + server.getPort() + "/put",
                "https://localhost:" + server.getPort() + "/put",
                "https://169.254.169.254/latest/meta-data",
                "https://[::1]/",
                "https://[::ffff:10.0.0.1]/",
                "nonsense")) {
            assertThat(real.putElsewhere(inside, SampleMedia.picture(InputRole.FIRST_FRAME), Map.of()))
                    .as(inside)
                    .isEqualTo(new NotSent());
        }
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void aFailedHandshakeMeansNothingWasSent() throws IOException {
        var certificate = new HeldCertificate.Builder()
                .addSubjectAlternativeName("localhost")
                .build();
        try (var secure = new MockWebServer()) {
            secure.useHttps(new HandshakeCertificates.Builder()
                    .heldCertificate(certificate)
                    .build()
                    .sslSocketFactory());
            secure.start();
            // Its certificate is trusted by nobody.
            var client = clients.at(URI.create("https://localhost:" + secure.getPort()), Map.of());
            assertThat(client.create(client.at("/v1/x"), Map.of("a", 1))).isEqualTo(new NotSent());
        }
    }

    @Test
    void anUnknownHostMeansNothingWasSent() {
        var client = clients.at(URI.create("https://no-such-host.invalid"), Map.of());
        assertThat(client.create(client.at("/"), Map.of())).isEqualTo(new NotSent());
    }

    @Test
    void aConnectionThatBreaksWithTheRequestIsLost() {
        server.enqueue(new MockResponse.Builder()
                .onRequestBody(new SocketEffect.CloseSocket())
                .build());
        assertThat(client().create(client().at("/"), Map.of("long", "x".repeat(500_000))))
                .isEqualTo(new Lost());
    }

    /** A connection kept from before may be closing under us; a create never takes one. */
    @Test
    void everyCreateHasAConnectionOfItsOwn() throws InterruptedException {
        var client = client();
        for (int i = 0; i < 3; i++) {
            server.enqueue(new MockResponse.Builder().body("{}").build());
            assertThat(client.create(client.at("/"), Map.of())).isInstanceOf(Answered.class);
        }
        for (int i = 0; i < 3; i++) {
            assertThat(server.takeRequest().getExchangeIndex()).isZero();
        }
    }

    @Test
    void looksAreNotRepeatedEither() {
        server.enqueue(new MockResponse.Builder()
                .onResponseStart(new SocketEffect.CloseSocket())
                .build());
        server.enqueue(new MockResponse.Builder().body("{}").build());
        assertThat(client().get(client().at("/"))).isEqualTo(new Lost());
        server.enqueue(new MockResponse.Builder()
                .code(503)
                .setHeader("Retry-After", "0")
                .build());
    }

    @Test
    void whatSeemsEndlessIsCutOff() {
        server.enqueue(new MockResponse.Builder()
                .body("x".repeat(ApiClient.LARGEST_ANSWER + 1))
                .build());
        server.enqueue(new MockResponse.Builder()
                .body("x".repeat(ApiClient.LARGEST_ANSWER))
                .build());
        assertThat(client().get(client().at("/"))).isEqualTo(new Lost());
        assertThat(client().get(client().at("/"))).isInstanceOf(Answered.class);
    }

    @Test
    void waitsAreReadInBothForms() {
        assertThat(RetryAfter.parse("120", NOW)).isEqualTo(Duration.ofMinutes(2));
        assertThat(RetryAfter.parse("Sun, 22 Nov 2026 10:00:30 GMT", NOW)).isEqualTo(Duration.ofSeconds(30));
        assertThat(RetryAfter.parse("Sun, 22 Nov 2026 09:00:00 GMT", NOW)).isEqualTo(Duration.ZERO);
        assertThat(RetryAfter.parse("99999999999999999999", NOW)).isEqualTo(RetryAfter.MOST);
        assertThat(RetryAfter.parse("soon", NOW)).isNull();
        assertThat(RetryAfter.parse("-5", NOW)).isNull();
        assertThat(RetryAfter.parse("", NOW)).isNull();
        assertThat(RetryAfter.parse(null, NOW)).isNull();
    }

    @Test
    void publicAddressesAreKnownFromOthers() throws IOException {
        for (var inside : List.of(
                "0.0.0.0",
                "10.1.2.3",
                "100.64.0.1",
                "127.0.0.1",
                "127.9.9.9",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "198.18.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "fe80::1",
                "fc00::1",
                "fd12:3456::1",
                "ff02::1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "64:ff9b::7f00:1",
                "2002:7f00:1::",
                "2001:0:53aa:64c::1",
                "2001:db8::1")) {
            assertThat(PublicNetwork.isPublic(InetAddress.ofLiteral(inside)))
                    .as(inside)
                    .isFalse();
        }
        for (var outside :
                List.of("1.1.1.1", "93.184.215.14", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "2a00:1450::1")) {
            assertThat(PublicNetwork.isPublic(InetAddress.ofLiteral(outside)))
                    .as(outside)
                    .isTrue();
        }
    }
}
