package com.allvideomodels.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.allvideomodels.Clause;
import com.allvideomodels.kernel.EmailAddress;
import com.allvideomodels.mail.Carrier.Envelope;
import com.allvideomodels.mail.Carrier.Outcome;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.junit5.StartStop;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * What Resend's own library puts on the wire for us, and what we make of the answers. The library knows one address; the JVM's proxy
 * leads it to a server here instead, whose certificate the JVM's trust store knows for the length of these tests.
 */
class ResendWireTests {

    private static final String PASSWORD = "changeit";
    private static final List<String> TRUST =
            List.of("javax.net.ssl.trustStore", "javax.net.ssl.trustStorePassword", "javax.net.ssl.trustStoreType");
    private static final HeldCertificate AUTHORITY = new HeldCertificate.Builder()
            .certificateAuthority(0)
            .commonName("Test authority")
            .build();
    private static final HeldCertificate RESEND = new HeldCertificate.Builder()
            .signedBy(AUTHORITY)
            .addSubjectAlternativeName("api.resend.com")
            .build();
    private static final Map<String, String> BEFORE = new java.util.HashMap<>();
    private static ProxySelector proxiesBefore;

    @TempDir
    static Path folder;

    @StartStop
    final MockWebServer server = new MockWebServer();

    @BeforeAll
    static void trustOurAuthority() throws Exception {
        proxiesBefore = ProxySelector.getDefault();
        TRUST.forEach(name -> BEFORE.put(name, System.getProperty(name)));
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("authority", AUTHORITY.certificate());
        Path file = folder.resolve("trust.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, PASSWORD.toCharArray());
        }
        System.setProperty(TRUST.get(0), file.toString());
        System.setProperty(TRUST.get(1), PASSWORD);
        System.setProperty(TRUST.get(2), "PKCS12");
    }

    @AfterAll
    static void trustAsBefore() {
        BEFORE.forEach((name, value) -> {
            if (value == null) {
                System.clearProperty(name);
            } else {
                System.setProperty(name, value);
            }
        });
    }

    @BeforeEach
    void leadToTheServer() {
        server.useHttps(new HandshakeCertificates.Builder()
                .heldCertificate(RESEND, AUTHORITY.certificate())
                .build()
                .sslSocketFactory());
        ProxySelector.setDefault(new Tunnel(new InetSocketAddress("localhost", server.getPort())));
    }

    @AfterEach
    void leadAsBefore() {
        ProxySelector.setDefault(proxiesBefore);
    }

    @Test
    @Clause({"share.resend", "security.tls"})
    void sendsOneLetterOverTlsWithItsKey() throws Exception {
        answers(200, "{\"id\":\"49a3999c-0ce1-4ea6-ab68-afcd6dc2e794\"}");
        assertThat(carrier().carry(envelope())).isEqualTo(new Outcome.Taken("49a3999c-0ce1-4ea6-ab68-afcd6dc2e794"));

        RecordedRequest tunnel = server.takeRequest();
        assertThat(tunnel.getRequestLine()).startsWith("CONNECT api.resend.com:443 ");
        RecordedRequest request = server.takeRequest();
        assertThat(request.getHandshake()).isNotNull();
        assertThat(request.getMethod()).isEqualTo("POST");
        assertThat(request.getTarget()).isEqualTo("/emails");
        assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer re_test_key");
        assertThat(request.getHeaders().get("Idempotency-Key")).isEqualTo("letter-key.1");
        assertThat(request.getHeaders().get("User-Agent")).isNotBlank();
        assertThat(request.getHeaders().get("Content-Type")).startsWith("application/json");
        assertThat(new JsonMapper().readTree(request.getBody().utf8())).isEqualTo(new JsonMapper().readTree("""
                        {"from": "AllVideoModels <hello@example.com>", "to": ["ana@example.com"],
                         "subject": "设置新密码", "html": "<p>Hello</p>", "text": "Hello"}
                        """));
    }

    @Test
    void everyAttemptCarriesTheSameKeyAndTheSameBody() throws Exception {
        answers(500, "{\"statusCode\":500,\"name\":\"internal_server_error\",\"message\":\"x\"}");
        server.enqueue(
                new MockResponse.Builder().code(200).body("{\"id\":\"abc\"}").build());
        Carrier carrier = carrier();
        assertThat(carrier.carry(envelope())).isInstanceOf(Outcome.Later.class);
        assertThat(carrier.carry(envelope())).isEqualTo(new Outcome.Taken("abc"));
        server.takeRequest();
        RecordedRequest first = server.takeRequest();
        RecordedRequest second = server.takeRequest();
        assertThat(second.getHeaders().get("Idempotency-Key"))
                .isEqualTo(first.getHeaders().get("Idempotency-Key"));
        assertThat(second.getBody()).isEqualTo(first.getBody());
    }

    @ParameterizedTest
    @CsvSource({
        "429, rate_limit_exceeded",
        "409, concurrent_idempotent_requests",
        "500, internal_server_error",
        "500, application_error",
        "502, bad_gateway"
    })
    void whatPassesIsTriedAgainSoon(int status, String name) {
        answers(status, error(status, name));
        assertThat(carrier().carry(envelope())).isEqualTo(new Outcome.Later(name, Duration.ZERO));
    }

    @ParameterizedTest
    @CsvSource({
        "429, daily_quota_exceeded",
        "429, monthly_quota_exceeded",
        "401, missing_api_key",
        "401, restricted_api_key",
        "403, invalid_api_key"
    })
    void whatTheOperatorMustMendWaitsLonger(int status, String name) {
        answers(status, error(status, name));
        assertThat(carrier().carry(envelope())).isEqualTo(new Outcome.Later(name, Duration.ofMinutes(30)));
    }

    @ParameterizedTest
    @CsvSource({
        "422, validation_error",
        "403, validation_error",
        "422, missing_required_field",
        "422, invalid_from_address",
        "400, invalid_idempotency_key",
        "409, invalid_idempotent_request",
        "404, not_found",
        "451, security_error"
    })
    void whatIsWrongWithTheLetterIsFinal(int status, String name) {
        answers(status, error(status, name));
        assertThat(carrier().carry(envelope())).isEqualTo(new Outcome.Refused(name));
    }

    @Test
    void garbageIsTriedAgain() {
        answers(503, "<html>Bad day</html>");
        assertThat(carrier().carry(envelope())).isInstanceOf(Outcome.Later.class);
    }

    @Test
    void anAnswerWithoutAnIdIsTriedAgainUnderTheSameKey() {
        answers(200, "{}");
        assertThat(carrier().carry(envelope())).isInstanceOf(Outcome.Later.class);
    }

    @Test
    void aSuccessThatCannotBeReadIsTriedAgainUnderTheSameKey() {
        answers(200, "<html>");
        assertThat(carrier().carry(envelope())).isInstanceOf(Outcome.Later.class);
    }

    @Test
    void aNetworkThatIsAwayIsTriedAgain() throws IOException {
        int closed;
        try (var socket = new ServerSocket(0)) {
            closed = socket.getLocalPort();
        }
        ProxySelector.setDefault(new Tunnel(new InetSocketAddress("localhost", closed)));
        assertThat(carrier().carry(envelope())).isEqualTo(new Outcome.Later("network", Duration.ZERO));
    }

    @Test
    @Clause("security.tls")
    void aServerWithAnotherCertificateGetsNothing() throws Exception {
        var stranger = new HeldCertificate.Builder()
                .addSubjectAlternativeName("api.resend.com")
                .build();
        server.useHttps(new HandshakeCertificates.Builder()
                .heldCertificate(stranger)
                .build()
                .sslSocketFactory());
        answers(200, "{\"id\":\"abc\"}");
        assertThat(carrier().carry(envelope())).isEqualTo(new Outcome.Later("network", Duration.ZERO));
        assertThat(server.takeRequest().getMethod()).isEqualTo("CONNECT");
    }

    @Test
    void theStartFailsWithoutKeyOrSender() {
        assertThatThrownBy(() -> new ResendCarrier(
                        new ResendSettings("", "", URI.create("https://api.resend.com")), settings("a@example.com")))
                .hasMessageContaining("resend.api-key");
        assertThatThrownBy(() -> new ResendCarrier(
                        new ResendSettings("re_test_key", "", URI.create("https://api.resend.com")), settings("")))
                .hasMessageContaining("mail.from");
    }

    private void answers(int status, String body) {
        server.enqueue(new MockResponse.Builder().inTunnel().build());
        server.enqueue(new MockResponse.Builder().code(status).body(body).build());
    }

    private static String error(int status, String name) {
        return "{\"statusCode\":%d,\"name\":\"%s\",\"message\":\"words for people\"}".formatted(status, name);
    }

    @Test
    @Clause("use.communications")
    void advertisingCarriesTheHeadersOfOneClickUnsubscribingAndNothingElseDoes() throws Exception {
        answers(200, "{\"id\":\"one\"}");
        answers(200, "{\"id\":\"two\"}");
        carrier().carry(envelope());
        carrier()
                .carry(new Envelope(
                        "letter-key.2",
                        "new-model",
                        new EmailAddress("ana@example.com"),
                        "New",
                        "<p>Hello</p>",
                        "Hello",
                        "https://app.test/unsubscribe/token"));

        List<String> bodies = new java.util.ArrayList<>();
        while (bodies.size() < 2) {
            RecordedRequest request = server.takeRequest();
            if (request.getMethod().equals("POST")) {
                bodies.add(request.getBody().utf8());
            }
        }
        assertThat(bodies.getFirst()).doesNotContain("List-Unsubscribe");
        assertThat(new JsonMapper().readTree(bodies.getLast()).get("headers"))
                .isEqualTo(new JsonMapper().readTree("""
                        {"List-Unsubscribe": "<https://app.test/unsubscribe/token>",
                         "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
                        """));
    }

    private static Carrier carrier() {
        return new ResendCarrier(
                new ResendSettings("re_test_key", "", URI.create("https://api.resend.com")),
                settings("AllVideoModels <hello@example.com>"));
    }

    private static MailSettings settings(String from) {
        return new MailSettings("resend", from, false, Duration.ofMinutes(2), Duration.ofHours(23), 1.5);
    }

    private static Envelope envelope() {
        return new Envelope(
                "letter-key.1",
                "reset-password",
                new EmailAddress("ana@example.com"),
                "设置新密码",
                "<p>Hello</p>",
                "Hello",
                null);
    }

    /** Sends everything through one proxy. */
    private static final class Tunnel extends ProxySelector {

        private final InetSocketAddress proxy;

        Tunnel(InetSocketAddress proxy) {
            this.proxy = proxy;
        }

        @Override
        public List<Proxy> select(URI uri) {
            return List.of(new Proxy(Proxy.Type.HTTP, proxy));
        }

        @Override
        public void connectFailed(URI uri, SocketAddress address, IOException e) {
            // the carrier's answer is what the test looks at
        }
    }
}
