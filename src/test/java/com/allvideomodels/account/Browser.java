package com.allvideomodels.account;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.web.util.HtmlUtils;

/** A browser without scripts: cookies, forms with what is hidden in them, redirects one at a time or to the end. */
class Browser {

    record Page(URI address, int status, Map<String, List<String>> headers, String body) {

        String header(String name) {
            return headers.getOrDefault(name.toLowerCase(java.util.Locale.ROOT), List.of()).stream()
                    .findFirst()
                    .orElse("");
        }

        List<String> cookiesSet() {
            return headers.getOrDefault("set-cookie", List.of());
        }

        String path() {
            String query = address.getRawQuery();
            return query == null ? address.getRawPath() : address.getRawPath() + "?" + query;
        }

        /** The words of the page without its frame, nor what differs between any two answers. */
        String text() {
            int begin = body.indexOf('>', Math.max(0, body.lastIndexOf("<main"))) + 1;
            int end = body.indexOf("</main>", begin);
            return body.substring(begin, end < 0 ? body.length() : end)
                    .replaceAll("<input type=\"hidden\" name=\"_csrf\"[^>]*>", "");
        }

        String hidden(String name) {
            Matcher found = Pattern.compile(
                            "<input type=\"hidden\" name=\"" + Pattern.quote(name) + "\" value=\"([^\"]*)\"")
                    .matcher(body);
            return found.find() ? HtmlUtils.htmlUnescape(found.group(1)) : "";
        }
    }

    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient client = HttpClient.newBuilder()
            .cookieHandler(cookies)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final URI home;
    private String language = "en";
    private String userAgent = "Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0";
    private String network = "198.51." + ThreadLocalRandom.current().nextInt(256) + "."
            + ThreadLocalRandom.current().nextInt(256);
    private Page page;

    Browser(int port) {
        home = URI.create("http://localhost:" + port);
    }

    Browser speaking(String tag) {
        language = tag;
        return this;
    }

    Browser from(String address) {
        network = address;
        return this;
    }

    Browser called(String agent) {
        userAgent = agent;
        return this;
    }

    /** Goes there and to wherever that leads. */
    Page open(String path) {
        page = follow(send(request(home.resolve(path)).GET()));
        return page;
    }

    /** Goes there and stops. */
    Page look(String path) {
        page = send(request(home.resolve(path)).GET());
        return page;
    }

    Page look(String path, String header, String value) {
        return send(request(home.resolve(path)).header(header, value).GET());
    }

    /** Submits a form of ours and stops at the first answer. The CSRF token is that of the page at hand. */
    Page submit(String path, String... fields) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("_csrf", token());
        for (int i = 0; i < fields.length; i += 2) {
            form.put(fields[i], fields[i + 1]);
        }
        Page answer = post(home.resolve(path), form);
        if (answer.status() < 300 || answer.status() >= 400) {
            page = answer;
        }
        return answer;
    }

    /** Submits and goes on to wherever that leads. */
    Page submitAndFollow(String path, String... fields) {
        page = follow(submit(path, fields));
        return page;
    }

    /** Submits a form of another site. */
    Page post(URI address, Map<String, String> form) {
        String body = form.entrySet().stream()
                .map(one -> encoded(one.getKey()) + "=" + encoded(one.getValue()))
                .collect(Collectors.joining("&"));
        return send(request(address)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    Page follow(Page answer) {
        Page here = answer;
        for (int hops = 0; here.status() >= 300 && here.status() < 400; hops++) {
            if (hops > 10) {
                throw new IllegalStateException("no end of redirects at " + here.address());
            }
            here = send(request(here.address().resolve(here.header("location"))).GET());
        }
        page = here;
        return here;
    }

    Optional<HttpCookie> cookie(String name) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(one -> one.getName().equals(name))
                .findFirst();
    }

    /** A cookie that somebody else on this host left. */
    void keep(String name, String value) {
        var cookie = new HttpCookie(name, value);
        cookie.setPath("/");
        cookie.setVersion(0);
        cookies.getCookieStore().add(home, cookie);
    }

    boolean signedIn() {
        return look("/settings/profile", "HX-Request", "true").status() == 200;
    }

    Browser signIn(TestAccounts.TestAccount account) {
        open("/sign-in");
        Page answer = submit("/sign-in", "name", account.username(), "password", account.password());
        if (answer.status() != 302) {
            throw new AssertionError("not let in: " + answer.status() + " " + answer.text());
        }
        return this;
    }

    private String token() {
        if (page == null || page.hidden("_csrf").isEmpty()) {
            open("/sign-in");
        }
        return page.hidden("_csrf").isEmpty() ? open("/settings/preferences").hidden("_csrf") : page.hidden("_csrf");
    }

    private HttpRequest.Builder request(URI address) {
        return HttpRequest.newBuilder(address)
                .header("Accept", "text/html,*/*")
                .header("Accept-Language", language)
                .header("User-Agent", userAgent)
                .header("X-Forwarded-For", network);
    }

    private Page send(HttpRequest.Builder request) {
        try {
            var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Page(answer.uri(), answer.statusCode(), answer.headers().map(), answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
