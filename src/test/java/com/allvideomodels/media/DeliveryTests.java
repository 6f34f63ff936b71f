package com.allvideomodels.media;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.ProductTest;
import com.allvideomodels.TestClock;
import com.allvideomodels.kernel.AccountId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

@ProductTest
class DeliveryTests {

    @Autowired
    Delivery delivery;

    @Autowired
    MediaVault vault;

    @Autowired
    JdbcClient sql;

    @Autowired
    TestClock clock;

    private final byte[] video = new byte[200_000];
    private Stored stored;

    @BeforeEach
    void keepAVideo() throws IOException {
        new Random(7).nextBytes(video);
        stored = keep(video);
    }

    @AfterEach
    void putTheClockBack() {
        clock.reset();
    }

    @Test
    void givesTheWholeWithoutARange() throws IOException {
        var answer = get();
        assertThat(answer.getStatus()).isEqualTo(200);
        assertThat(answer.getContentAsByteArray()).isEqualTo(video);
        assertThat(answer.getHeader("Content-Length")).isEqualTo("200000");
        assertThat(answer.getHeader("Accept-Ranges")).isEqualTo("bytes");
        assertThat(answer.getHeader("Cache-Control")).isEqualTo("private, no-store");
        assertThat(answer.getHeader("ETag")).isEqualTo('"' + stored.sha256() + '"');
        assertThat(answer.getContentType()).isEqualTo("video/mp4");
    }

    @ParameterizedTest
    @CsvSource({
        // Safari's probe; Firefox's and Chromium's first request; a seek; the end; beyond the end
        "bytes=0-1,          0,      1",
        "bytes=0-,           0,      199999",
        "bytes=100000-,      100000, 199999",
        "bytes=65480-131001, 65480,  131001",
        "bytes=-1,           199999, 199999",
        "bytes=-500,         199500, 199999",
        "bytes=-9999999,     0,      199999",
        "bytes=199999-,      199999, 199999",
        "bytes=0-9999999,    0,      199999"
    })
    void givesOneRange(String range, int first, int last) throws IOException {
        var answer = get("Range", range);
        assertThat(answer.getStatus()).isEqualTo(206);
        assertThat(answer.getHeader("Content-Range")).isEqualTo("bytes " + first + "-" + last + "/200000");
        assertThat(answer.getHeader("Content-Length")).isEqualTo(Integer.toString(last - first + 1));
        assertThat(answer.getContentAsByteArray()).isEqualTo(Arrays.copyOfRange(video, first, last + 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=200000-", "bytes=200000-200001", "bytes=-0", "bytes=999999999999999999-"})
    void saysWhatThereIsWhenNothingOfARangeIsThere(String range) throws IOException {
        var answer = get("Range", range);
        assertThat(answer.getStatus()).isEqualTo(416);
        assertThat(answer.getHeader("Content-Range")).isEqualTo("bytes */200000");
        assertThat(answer.getContentAsByteArray()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bytes=5-2",
                "bytes=-",
                "bytes=a-b",
                "items=0-1",
                "bytes=0-1,5-9",
                "bytes=99999999999999999999-",
                ""
            })
    void ignoresWhatIsNoSingleRange(String range) throws IOException {
        var answer = get("Range", range);
        assertThat(answer.getStatus()).isEqualTo(200);
        assertThat(answer.getContentAsByteArray()).hasSize(200_000);
    }

    @Test
    void aHeadIsTheHeadersOfTheWhole() throws IOException {
        var answer = send("HEAD", "Range", "bytes=0-1");
        assertThat(answer.getStatus()).isEqualTo(200);
        assertThat(answer.getHeader("Content-Length")).isEqualTo("200000");
        assertThat(answer.getContentAsByteArray()).isEmpty();
    }

    @Test
    void aRangeCountsOnlyWhileItIsTheSameFile() throws IOException {
        String tag = '"' + stored.sha256() + '"';
        assertThat(send("GET", "Range", "bytes=0-1", "If-Range", tag).getStatus())
                .isEqualTo(206);
        assertThat(send("GET", "Range", "bytes=0-1", "If-Range", "\"other\"").getStatus())
                .isEqualTo(200);
        assertThat(send("GET", "Range", "bytes=0-1", "If-Range", "W/" + tag).getStatus())
                .isEqualTo(200);
        assertThat(send("GET", "Range", "bytes=0-1", "If-Range", "Sat, 22 Nov 2026 00:00:00 GMT")
                        .getStatus())
                .isEqualTo(200);
    }

    @Test
    void sendsNothingToWhoHasItAlready() throws IOException {
        String tag = '"' + stored.sha256() + '"';
        for (String known : new String[] {tag, "W/" + tag, "\"other\", " + tag, "*"}) {
            var answer = get("If-None-Match", known);
            assertThat(answer.getStatus()).isEqualTo(304);
            assertThat(answer.getContentAsByteArray()).isEmpty();
            assertThat(answer.getHeader("ETag")).isEqualTo(tag);
        }
        assertThat(get("If-None-Match", "\"other\"").getStatus()).isEqualTo(200);
        assertThat(get("If-Match", "\"other\"").getStatus()).isEqualTo(412);
        assertThat(get("If-Match", tag).getStatus()).isEqualTo(200);
    }

    @Test
    void anEmptyFileHasNoRange() throws IOException {
        stored = keep(new byte[0]);
        assertThat(get().getStatus()).isEqualTo(200);
        assertThat(get("Range", "bytes=0-").getStatus()).isEqualTo(416);
    }

    @Test
    void nothingIsDeliveredFromTheDeadlineOn() throws IOException {
        clock.advance(Duration.ofDays(7));
        assertThat(get().getStatus()).isEqualTo(404);
        assertThat(get("Range", "bytes=0-1").getStatus()).isEqualTo(404);
    }

    @Test
    void aPlayerThatHangsUpIsNoFailure() throws IOException {
        var request = new MockHttpServletRequest("GET", "/");
        var response = new MockHttpServletResponse() {
            @Override
            public jakarta.servlet.ServletOutputStream getOutputStream() {
                return new org.springframework.mock.web.DelegatingServletOutputStream(new java.io.OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        throw new IOException("Broken pipe");
                    }
                });
            }
        };
        delivery.send(stored, null, request, response);
        assertThat(response.getStatus()).isEqualTo(200);
    }

    @Test
    void bytesThatAreNotWhatWasStoredNeverLookWhole() {
        sql.sql("update media_object set header = decode(repeat('00', 40), 'hex') where id = ?")
                .param(stored.id().value())
                .update();
        var response = new MockHttpServletResponse();
        response.setHeader("Content-Security-Policy", "default-src 'none'");
        try {
            delivery.send(stored, "a.mp4", new MockHttpServletRequest("GET", "/"), response);
            assertThat(response.getStatus()).isEqualTo(503);
            assertThat(response.getHeader("Content-Security-Policy")).isEqualTo("default-src 'none'");
            assertThat(response.getHeaderNames())
                    .doesNotContain("Content-Disposition", "ETag", "Accept-Ranges", "Content-Length", "Content-Type");
        } catch (IOException e) {
            assertThat(response.isCommitted()).isTrue();
        }
        assertThat(response.getContentAsByteArray()).isEmpty();
    }

    @Test
    void aNameCannotBreakOutOfItsHeader() {
        assertThat(Attachment.header("a\r\nSet-Cookie: x=1\".mp4"))
                .isEqualTo(
                        "attachment; filename=\"a__Set-Cookie: x=1_.mp4\"; filename*=UTF-8''a%0D%0ASet-Cookie%3A%20x%3D1%22.mp4");
    }

    private Stored keep(byte[] bytes) throws IOException {
        return vault.keep(
                new AccountId(UUID.randomUUID()),
                MediaClass.OUTPUT,
                "video/mp4",
                clock.instant().plus(Duration.ofDays(7)),
                new ByteArrayInputStream(bytes),
                bytes.length);
    }

    private MockHttpServletResponse get(String... headers) throws IOException {
        return send("GET", headers);
    }

    private MockHttpServletResponse send(String method, String... headers) throws IOException {
        var request = new MockHttpServletRequest(method, "/");
        for (int i = 0; i < headers.length; i += 2) {
            request.addHeader(headers[i], headers[i + 1]);
        }
        var response = new MockHttpServletResponse();
        delivery.send(stored, null, request, response);
        return response;
    }
}
