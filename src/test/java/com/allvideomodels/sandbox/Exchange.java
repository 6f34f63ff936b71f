package com.allvideomodels.sandbox;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One request, read whole. */
final class Exchange {

    private static final int LARGEST = 210 * 1024 * 1024;

    private final HttpExchange http;
    private final byte[] body;
    private final Map<String, List<String>> query;
    private @Nullable Task task;
    private @Nullable Fault downloadFault;

    Exchange(HttpExchange http) throws IOException {
        this.http = http;
        this.body = http.getRequestBody().readNBytes(LARGEST);
        this.query = parsed(http.getRequestURI().getRawQuery());
    }

    String method() {
        return http.getRequestMethod();
    }

    String path() {
        return http.getRequestURI().getPath();
    }

    String address() {
        return http.getRequestURI().toString();
    }

    boolean is(String method, String path) {
        return method().equals(method) && path().equals(path);
    }

    /** What follows {@code start} in the path, if it does. */
    Optional<String> after(String start) {
        return path().startsWith(start) ? Optional.of(path().substring(start.length())) : Optional.empty();
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(http.getRequestHeaders().getFirst(name));
    }

    Map<String, String> headers() {
        Map<String, String> all = new LinkedHashMap<>();
        http.getRequestHeaders()
                .forEach((name, values) -> all.put(name.toLowerCase(java.util.Locale.ROOT), values.getFirst()));
        return all;
    }

    Optional<String> query(String name) {
        return queries(name).stream().findFirst();
    }

    List<String> queries(String name) {
        return query.getOrDefault(name, List.of());
    }

    byte[] body() {
        return body;
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The body as a JSON object, or nothing if it is none. */
    Optional<ObjectNode> json() {
        try {
            JsonNode node = Json.MAPPER.readTree(body);
            return node instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    boolean saysJson() {
        return header("Content-Type")
                .map(type -> type.startsWith("application/json"))
                .orElse(false);
    }

    HttpExchange http() {
        return http;
    }

    /** The task this request turned out to be about. */
    void about(Task found) {
        task = found;
    }

    @Nullable
    Task task() {
        return task;
    }

    void breaksDownload(Fault fault) {
        downloadFault = fault;
    }

    @Nullable
    Fault downloadFault() {
        return downloadFault;
    }

    void send(Answer answer) throws IOException {
        answer.headers().forEach((name, value) -> http.getResponseHeaders().set(name, value));
        boolean bare = answer.body().length == 0;
        http.sendResponseHeaders(answer.status(), bare ? -1 : answer.body().length);
        if (!bare && !method().equals("HEAD")) {
            http.getResponseBody().write(answer.body());
        }
        http.close();
    }

    private static Map<String, List<String>> parsed(@Nullable String raw) {
        Map<String, List<String>> all = new LinkedHashMap<>();
        if (raw != null && !raw.isEmpty()) {
            for (String pair : raw.split("&")) {
                String[] parts = pair.split("=", 2);
                all.computeIfAbsent(decoded(parts[0]), name -> new ArrayList<>())
                        .add(parts.length == 2 ? decoded(parts[1]) : "");
            }
        }
        return all;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
