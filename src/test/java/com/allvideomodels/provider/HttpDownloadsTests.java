package com.allvideomodels.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import mockwebserver3.junit5.StartStop;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** What providers point at is fetched with care: the addresses come from outside. */
class HttpDownloadsTests {

    @StartStop
    final MockWebServer server = new MockWebServer();

    private final Downloads local = new HttpDownloads(settings(true));
    private final Downloads real = new HttpDownloads(settings(false));

    private static DownloadSettings settings(boolean privateNetworks) {
        return new DownloadSettings(
                privateNetworks, Duration.ofSeconds(2), Duration.ofMillis(500), Duration.ofSeconds(10));
    }

    private URI at(String path) {
        return URI.create(server.url(path).toString());
    }

    @Test
    void streamsTheBytesAndTellsTheirNumber() throws IOException {
        server.enqueue(new MockResponse.Builder().body("a video").build());
        try (var video = (Download.Streaming) local.open(at("/v.mp4"))) {
            assertThat(video.length()).isEqualTo(OptionalLong.of(7));
            assertThat(video.bytes().readAllBytes()).asString().isEqualTo("a video");
        }
    }

    @Test
    void aConnectionThatTheHostClosedWhileItLayIdleIsNotUsedAgain() throws Exception {
        for (int video = 0; video < 3; video++) {
            server.enqueue(new MockResponse.Builder()
                    .body("a video")
                    .onResponseEnd(SocketEffect.ShutdownConnection.INSTANCE)
                    .build());
            try (var streaming = (Download.Streaming) local.open(at("/v.mp4"))) {
                assertThat(streaming.bytes().readAllBytes()).asString().isEqualTo("a video");
            }
            assertThat(server.takeRequest().getConnectionIndex()).isEqualTo(video);
        }
    }

    @Test
    void halfAFileIsNoFile() throws IOException {
        server.enqueue(new MockResponse.Builder()
                .body("x".repeat(100_000))
                .onResponseBody(new SocketEffect.CloseSocket())
                .build());
        try (var video = (Download.Streaming) local.open(at("/v.mp4"))) {
            Assertions.assertThatThrownBy(() -> video.bytes().readAllBytes()).isInstanceOf(IOException.class);
        }
    }

    @Test
    void deadAddressesAreExpiredAndBrokenOnesMayBeAskedAgain() {
        for (int status : List.of(403, 404, 410)) {
            server.enqueue(new MockResponse.Builder().code(status).build());
            assertThat(local.open(at("/v.mp4"))).isEqualTo(new Download.Expired());
        }
        for (int status : List.of(429, 500, 503)) {
            server.enqueue(new MockResponse.Builder().code(status).build());
            assertThat(local.open(at("/v.mp4"))).isEqualTo(new Download.Unanswered());
        }
        server.enqueue(new MockResponse.Builder()
                .onResponseStart(new SocketEffect.CloseSocket())
                .build());
        assertThat(local.open(at("/v.mp4"))).isEqualTo(new Download.Unanswered());
    }

    @Test
    void aFewRedirectsAreFollowedAndNoMore() throws IOException {
        for (int i = 0; i < 3; i++) {
            server.enqueue(redirect("/next"));
        }
        server.enqueue(new MockResponse.Builder().body("there").build());
        try (var video = (Download.Streaming) local.open(at("/v.mp4"))) {
            assertThat(video.bytes().readAllBytes()).asString().isEqualTo("there");
        }
        for (int i = 0; i < 4; i++) {
            server.enqueue(redirect("/next"));
        }
        assertThat(local.open(at("/v.mp4"))).isEqualTo(new Download.Forbidden());
        assertThat(server.getRequestCount()).isEqualTo(8);
    }

    private static MockResponse redirect(String to) {
        return new MockResponse.Builder().code(302).setHeader("Location", to).build();
    }

    @Test
    void privateNetworksAreNeverAsked() {
        int port = server.getPort();
        for (var address : List.of(
                "http://example.com/v.mp4",
                server.url("/v.mp4").toString(),
                "https://127.0.0.1:" + port + "/v.mp4",
                "https://localhost:" + port + "/v.mp4",
                "https://[::1]:" + port + "/v.mp4",
                "https://2130706433:" + port + "/v.mp4",
                "https://169.254.169.254/latest/meta-data",
                "https://10.0.0.1/v.mp4",
                "https://[fd00::1]/v.mp4",
                "ftp://example.com/v.mp4")) {
            assertThat(real.open(URI.create(address))).as(address).isEqualTo(new Download.Forbidden());
        }
        // No name and, to some resolvers, an address: either way nothing of ours is reached.
        assertThat(real.open(URI.create("https://0x7f.0.0.1:" + port + "/v.mp4")))
                .isIn(new Download.Forbidden(), new Download.Unanswered());
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void aRedirectIsNoWayIn() {
        server.enqueue(redirect("ftp://example.com/"));
        server.enqueue(redirect("file:///etc/passwd"));
        assertThat(local.open(at("/v.mp4"))).isEqualTo(new Download.Forbidden());
        assertThat(local.open(at("/v.mp4"))).isEqualTo(new Download.Forbidden());
    }
}
