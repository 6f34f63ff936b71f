package com.allvideomodels.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.allvideomodels.ProductTest;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What every page shares, asked over real HTTP. */
@ProductTest
class FrameTests {

    private static final Pattern PARTS =
            Pattern.compile("(?:<link[^>]+stylesheet[^>]+href|<script[^>]+src)=\"([^\"]+)\"");
    private static final int MOST_BYTES = 60_000;

    @LocalServerPort
    int port;

    @Autowired
    DataSource database;

    private final HttpClient http = HttpClient.newHttpClient();

    @ParameterizedTest
    @ValueSource(strings = {"/", "/privacy", "/processors", "/privacy/versions", "/no/such/page"})
    void aFirstVisitWeighsLessThanSixtyKilobytes(String page) {
        int weight = packed(page).body().length;
        for (String part : parts(get(page).body())) {
            weight += packed(part).body().length;
        }
        assertThat(weight).as("bytes of " + page).isLessThan(MOST_BYTES);
    }

    @Test
    void stylesAndScriptsHaveTheirFingerprintInTheirAddressAndStayForAYear() {
        Set<String> parts = parts(get("/").body());
        assertThat(parts).hasSizeGreaterThan(3);
        for (String part : parts) {
            assertThat(part).matches("/webjars/.*|.*-[0-9a-f]{32}\\.(css|js)");
            var answer = get(part);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Cache-Control")).hasValue("max-age=31536000");
        }
    }

    @Test
    void pagesThemselvesAreNotKept() {
        assertThat(get("/").headers().firstValue("Cache-Control").orElse("")).contains("no-store");
    }

    @Test
    void theIconIsWhereBrowsersLookForItUnasked() {
        var answer = get("/favicon.ico");
        assertThat(answer.statusCode()).isEqualTo(302);
        String icon = answer.headers().firstValue("Location").orElseThrow();
        assertThat(get(URI.create(icon).getPath()).statusCode()).isEqualTo(200);
    }

    @Test
    void anUnknownAddressSaysSoInTheLanguageOfTheReader() {
        var english = get("/privacy/versions/nothing");
        assertThat(english.statusCode()).isEqualTo(404);
        assertThat(english.body()).contains("There is nothing here", "lang=\"en\"", "data-theme=\"system\"");

        var chinese = get("/privacy/versions/nothing", "Accept-Language", "zh-CN", "Cookie", "theme=dark");
        assertThat(chinese.body()).contains("这里什么也没有", "lang=\"zh-CN\"", "data-theme=\"dark\"");
        assertThat(chinese.headers().firstValue("Content-Security-Policy")).isPresent();
    }

    @Test
    void aFormWithoutItsTokenIsToldWhatToDo() {
        var answer = send(HttpRequest.newBuilder(address("/consents/provider:luma"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .header("Accept", "text/html"));
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("reload the page and send it again");
    }

    @Test
    void aMethodNobodyOffersIsAnHonestPageToo() {
        var answer = send(HttpRequest.newBuilder(address("/privacy"))
                .method("PATCH", HttpRequest.BodyPublishers.noBody())
                .header("Accept", "text/html"));
        assertThat(answer.statusCode()).isBetween(400, 499);
        assertThat(answer.body()).contains("AllVideoModels").doesNotContain("Whitelabel", "Exception");
    }

    @Test
    void withTheDatabaseAwayThePageOfTheFaultStillComes() throws SQLException {
        var pool = (HikariDataSource) database;
        allowConnections(pool, false);
        try {
            var answer = get("/create", "Cookie", "session=" + "YWJj", "Accept-Language", "en");
            assertThat(answer.statusCode()).isGreaterThanOrEqualTo(500);
            assertThat(answer.body())
                    .contains("Something is broken on our side", "/css/base-", "</html>")
                    .doesNotContain("Exception", "postgres");
        } finally {
            allowConnections(pool, true);
            await().ignoreExceptions().until(() -> answers(pool));
        }
        assertThat(get("/").statusCode()).isEqualTo(200);
    }

    @Test
    void whoChangesTheLanguageComesBackToTheWholeAddress() {
        assertThat(get("/privacy/versions?token=a-b_c&words=%E7%8B%90").body())
                .contains("name=\"back\" value=\"/privacy/versions?token=a-b_c&amp;words=%E7%8B%90\"");
        assertThat(get("/privacy/versions?words=" + "x".repeat(3_000)).body())
                .as("an address too long to come back to")
                .contains("name=\"back\" value=\"/privacy/versions\"");
    }

    @Test
    void modulesFindEachOtherByTheirFingerprints() {
        String page = get("/").body();
        var map = Pattern.compile("<script type=\"importmap\" nonce=\"([^\"]+)\">([^<]+)</script>")
                .matcher(page);
        assertThat(map.find()).isTrue();
        assertThat(page.indexOf("importmap")).isLessThan(page.indexOf("type=\"module\""));
        assertThat(get("/").headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("script-src 'self' 'nonce-");
        String address = map.group(2).replaceFirst(".*\"upload\":\"([^\"]+)\".*", "$1");
        assertThat(address).matches("/js/upload-[0-9a-f]{32}\\.js");
        assertThat(get(address).statusCode()).isEqualTo(200);
        assertThat(get("/js/create.js").body()).contains("from 'upload'").doesNotContain("from './");
    }

    @Test
    void aLanguageOfAnotherSitesCookieIsTheNearestOfOurs() {
        assertThat(get("/privacy/versions/nothing", "Cookie", "language=zh-TW").body())
                .contains("lang=\"zh-CN\"", "这里什么也没有");
    }

    private static boolean answers(DataSource pool) throws SQLException {
        try (var connection = pool.getConnection()) {
            return connection.isValid(1);
        }
    }

    private static void allowConnections(HikariDataSource pool, boolean allow) throws SQLException {
        String url = pool.getJdbcUrl();
        String name = url.replaceFirst(".*/([^/?]+)(\\?.*)?$", "$1");
        String other = url.replaceFirst("/[^/?]+(\\?.*)?$", "/postgres");
        try (var connection = DriverManager.getConnection(other, pool.getUsername(), pool.getPassword());
                var statement = connection.createStatement()) {
            statement.execute("alter database " + name + " allow_connections " + allow);
            if (!allow) {
                statement.execute(
                        "select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + name + "'");
            }
        }
    }

    private static Set<String> parts(String html) {
        Set<String> parts = new TreeSet<>();
        Matcher matcher = PARTS.matcher(html);
        while (matcher.find()) {
            parts.add(matcher.group(1));
        }
        return parts;
    }

    private HttpResponse<String> get(String path, String... headers) {
        var request = HttpRequest.newBuilder(address(path)).header("Accept", "text/html,*/*");
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    private HttpResponse<byte[]> packed(String path) {
        var request = HttpRequest.newBuilder(address(path))
                .header("Accept", "text/html,*/*")
                .header("Accept-Encoding", "gzip");
        return exchange(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        return exchange(request, HttpResponse.BodyHandlers.ofString());
    }

    private <T> HttpResponse<T> exchange(HttpRequest.Builder request, HttpResponse.BodyHandler<T> body) {
        try {
            return http.send(request.build(), body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private URI address(String path) {
        return URI.create("http://localhost:" + port + path);
    }
}
