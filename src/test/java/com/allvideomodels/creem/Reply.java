package com.allvideomodels.creem;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** @param status 0 for no answer at all */
record Reply(int status, String type, byte[] body, @Nullable String location) {

    static final Reply NONE = new Reply(0, "", new byte[0], null);

    static Reply json(JsonNode node) {
        return new Reply(200, "application/json", CreemWorld.JSON.writeValueAsBytes(node), null);
    }

    /** As Creem puts its errors (contract, Errors). */
    static Reply error(int status, String words) {
        var body = CreemWorld.JSON
                .createObjectNode()
                .put("trace_id", CreemWorld.fresh("trace"))
                .put("status", status);
        body.put("error", words).putArray("message").add(words);
        return new Reply(status, "application/json", CreemWorld.JSON.writeValueAsBytes(body), null);
    }

    static Reply page(String html) {
        return new Reply(200, "text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8), null);
    }

    static Reply to(String address) {
        return new Reply(303, "text/plain", new byte[0], address);
    }

    void send(HttpExchange http) throws IOException {
        http.getResponseHeaders().set("Content-Type", type);
        if (location != null) {
            http.getResponseHeaders().set("Location", location);
        }
        http.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            http.getResponseBody().write(body);
        }
    }
}
