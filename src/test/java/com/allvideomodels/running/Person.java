package com.allvideomodels.running;

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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Somebody with a browser that runs no scripts: signs up, orders, looks. */
final class Person {

    static final String PASSWORD = "wandering-teapot-orbits-quietly";

    private static final Pattern PLACE = Pattern.compile("/generations/([0-9a-f-]{36})");
    private static final Pattern UPLOAD = Pattern.compile("/uploads/([0-9a-f-]{36})/file");

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

    private Duration patience = Duration.ofSeconds(30);
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

    /** One who signed up at this address, with the credits that it gives as a welcome, and agrees to these providers' terms. */
    static Person at(String url, String... providers) {
        var person = new Person(url);
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

    /** One who only looks. */
    static Person passingBy(String url) {
        return new Person(url);
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
        String link =
                Mailbox.link(name + "@example.test", path -> get(path).body()).substring(home.length());
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

    /** Waits so long for every answer from now on. */
    Person patient(Duration longer) {
        patience = longer;
        return this;
    }

    /** Opens a page and submits a form of it. */
    Page form(String page, String action, String... fields) {
        List<String> all = new ArrayList<>(List.of(fields));
        Page shown = get(page);
        shown.hidden("_csrf").stream().findFirst().ifPresent(token -> all.addAll(List.of("_csrf", token)));
        return post(action, all.toArray(String[]::new));
    }

    /** Signs in with the password. */
    Page signIn() {
        return form("/sign-in", "/sign-in", "name", name, "password", PASSWORD);
    }

    /** Brings a file. What it is known by. */
    UUID upload(String name, byte[] content) {
        Set<UUID> before = uploads();
        String boundary = "----of-a-person";
        byte[] head = ("--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                        + "\"\r\nContent-Type: application/octet-stream\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
        byte[] tail = ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8);
        Page answer = send(request("/uploads?_csrf="
                        + encoded(get("/uploads").hidden("_csrf").getFirst()))
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(HttpRequest.BodyPublishers.ofByteArrays(List.of(head, content, tail))));
        Set<UUID> after = uploads();
        after.removeAll(before);
        if (after.size() != 1) {
            throw new IllegalStateException("not taken: " + answer);
        }
        return after.iterator().next();
    }

    private Set<UUID> uploads() {
        return UPLOAD.matcher(get("/uploads").body())
                .results()
                .map(found -> UUID.fromString(found.group(1)))
                .collect(Collectors.toCollection(HashSet::new));
    }

    /** Asks for a video of these words as a person would: sees the price, then clicks. */
    UUID order(String model, String prompt) {
        Page answer = post("/create", priced(model, prompt));
        Matcher place = PLACE.matcher(answer.location());
        if (!place.find()) {
            throw new IllegalStateException("not taken: " + answer.status() + " " + answer.body());
        }
        return UUID.fromString(place.group(1));
    }

    /** The fields of the form as they are once the price is shown; to send them is the click. */
    Map<String, String> priced(String model, String prompt) {
        Map<String, String> fields = new LinkedHashMap<>(Map.of("mode", "text", "model", model, "prompt", prompt));
        fields.put("_csrf", get("/create").hidden("_csrf").getFirst());
        Page priced = post("/create", fields);
        fields.put("action", "generate");
        for (String hidden : List.of("key", "agreed", "_csrf")) {
            fields.put(hidden, priced.hidden(hidden).getFirst());
        }
        return fields;
    }

    /** What can be spent, as the page of credits says. */
    long available() {
        Matcher figure = Pattern.compile("<dd class=\"figure\">([\\d,]+)</dd>")
                .matcher(get("/credits").body());
        if (!figure.find()) {
            throw new IllegalStateException("no balance");
        }
        return Long.parseLong(figure.group(1).replace(",", ""));
    }

    Page get(String path) {
        return send(request(path).GET());
    }

    Page post(String path, String... fields) {
        Map<String, String> form = new LinkedHashMap<>();
        for (int i = 0; i < fields.length; i += 2) {
            form.put(fields[i], fields[i + 1]);
        }
        return post(path, form);
    }

    Page post(String path, Map<String, String> fields) {
        String body = fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
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
                .timeout(patience)
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
