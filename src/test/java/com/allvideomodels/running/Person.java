package com.allvideomodels.running;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody with a browser that runs no scripts, at a node in another process: signs up, orders, looks. */
final class Person {

    static final String PASSWORD = "wandering-teapot-orbits-quietly";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern LINK = Pattern.compile("https?://\\S+");
    private static final Pattern PLACE = Pattern.compile("/generations/([0-9a-f-]{36})");

    record Page(int status, String location, String body) {

        /** The values of the hidden fields of this name. */
        List<String> hidden(String name) {
            List<String> values = new ArrayList<>();
            Matcher tag = Pattern.compile("<input[^>]*name=\"" + Pattern.quote(name) + "\"[^>]*>")
                    .matcher(body);
            while (tag.find()) {
                Matcher value = Pattern.compile("value=\"([^\"]*)\"").matcher(tag.group());
                if (value.find()) {
                    values.add(value.group(1));
                }
            }
            return values;
        }
    }

    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final String name =
            "p" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    private final String home;

    private Person(String home) {
        this.home = home;
    }

    /** One who signed up at this node, with the credits that it gives as a welcome, and agrees to these providers' terms. */
    static Person at(NodeProcess node, String... providers) {
        var person = new Person(node.url());
        person.signUp();
        for (String provider : providers) {
            person.post(
                    "/create",
                    "agree",
                    provider,
                    "_csrf",
                    person.get("/create").hidden("_csrf").getFirst());
        }
        return person;
    }

    private void signUp() {
        form("/sign-up", "/sign-up/age", "year", "1990", "month", "4", "day", "12");
        Page opened = form(
                "/sign-up",
                "/sign-up",
                "name",
                "Wen",
                "email",
                name + "@example.test",
                "username",
                name,
                "password",
                PASSWORD,
                "version",
                get("/sign-up").hidden("version").getFirst(),
                "policy",
                "true",
                "transfer",
                "true");
        if (!opened.location().endsWith("/sign-up/letter")) {
            throw new IllegalStateException("not signed up: " + opened.status() + " " + opened.body());
        }
        String link = letter().substring(home.length());
        form(
                link,
                link.replaceAll("\\?.*", ""),
                "token",
                get(link).hidden("token").stream().findFirst().orElse(""));
        if (get("/create").status() == 302) {
            form("/sign-in", "/sign-in", "name", name, "password", PASSWORD);
        }
        if (get("/create").status() != 200) {
            throw new IllegalStateException("not signed in: " + get("/create"));
        }
    }

    private String letter() {
        JsonNode letters = await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> JSON.readTree(get("/local/mailbox.json?to=" + name + "@example.test")
                                .body()),
                        found -> found.isArray() && !found.isEmpty());
        Matcher link = LINK.matcher(letters.get(0).path("text").asString(""));
        if (!link.find()) {
            throw new IllegalStateException("no link in the letter");
        }
        return link.group();
    }

    /** Opens a page and submits a form of it. */
    Page form(String page, String action, String... fields) {
        List<String> all = new ArrayList<>(List.of(fields));
        Page shown = get(page);
        shown.hidden("_csrf").stream().findFirst().ifPresent(token -> all.addAll(List.of("_csrf", token)));
        return post(action, all.toArray(String[]::new));
    }

    /** Asks for a video of these words as a person would: sees the price, then clicks. */
    UUID order(String model, String prompt) {
        String[] choice = {"mode", "text", "model", model, "prompt", prompt};
        Page priced = form("/create", "/create", choice);
        Page answer = post(
                "/create",
                with(
                        choice,
                        "action",
                        "generate",
                        "key",
                        priced.hidden("key").getFirst(),
                        "agreed",
                        priced.hidden("agreed").getFirst(),
                        "_csrf",
                        priced.hidden("_csrf").getFirst()));
        Matcher place = PLACE.matcher(answer.location());
        if (!place.find()) {
            throw new IllegalStateException("not taken: " + answer.status() + " " + answer.body());
        }
        return UUID.fromString(place.group(1));
    }

    private static String[] with(String[] fields, String... more) {
        List<String> all = new ArrayList<>(List.of(fields));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    Page get(String path) {
        return send(request(path).GET());
    }

    Page post(String path, String... fields) {
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < fields.length; i += 2) {
            pairs.add(encoded(fields[i]) + "=" + encoded(fields[i + 1]));
        }
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(pairs.stream().collect(Collectors.joining("&")))));
    }

    /** The lines of an answer that goes on, from another node with the same session. */
    InputStream stream(NodeProcess node, String path) {
        try {
            var answer = http.send(
                    HttpRequest.newBuilder(URI.create(node.url() + path))
                            .header("Accept", "text/event-stream")
                            .build(),
                    HttpResponse.BodyHandlers.ofInputStream());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("no stream: " + answer.statusCode());
            }
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : home + path))
                .timeout(Duration.ofSeconds(30))
                .header("Accept", "text/html,*/*")
                .header("Accept-Language", "en");
    }

    private Page send(HttpRequest.Builder request) {
        try {
            var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Page(
                    answer.statusCode(), answer.headers().firstValue("location").orElse(""), answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
