package com.allvideomodels.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The part of Resend that receives mail, on this machine: keeps mails and hands them out to whoever has the key, as {@code GET
 * /emails/receiving/ID} does (see the contract). {@code PUT} of the same address puts one there.
 */
public final class LocalResend {

    public static final String API_KEY = "re_local_key";
    public static final String WEBHOOK_SECRET = "whsec_bG9jYWwtd2ViaG9vay1zZWNyZXQtMzItYnl0ZXMhIQ==";

    private static final String PATH = "/emails/receiving/";
    private static final int LARGEST = 8 << 20;

    private final HttpServer server;
    private final Map<UUID, byte[]> mails = new ConcurrentHashMap<>();

    private LocalResend(HttpServer server) {
        this.server = server;
    }

    /** @param port 0 for any that is free */
    public static LocalResend at(int port) {
        try {
            var resend = new LocalResend(
                    HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0));
            resend.server.createContext(PATH, resend::answer);
            resend.server.start();
            return resend;
        } catch (IOException e) {
            throw new CannotStart(
                    "Port " + port + " (local Resend) is taken, choose another with --local.resend-port=…", e);
        }
    }

    public Map<String, Object> settings() {
        return Map.of(
                "resend.base-url", "http://localhost:" + server.getAddress().getPort(),
                "resend.api-key", API_KEY,
                "resend.webhook-secret", WEBHOOK_SECRET);
    }

    Runnable stop() {
        return () -> server.stop(0);
    }

    private void answer(HttpExchange call) throws IOException {
        try (call) {
            if (!("Bearer " + API_KEY).equals(call.getRequestHeaders().getFirst("Authorization"))
                    || call.getRequestHeaders().getFirst("User-Agent") == null) {
                answer(call, 403, "{\"statusCode\":403,\"name\":\"invalid_api_key\",\"message\":\"no\"}");
                return;
            }
            UUID id = UUID.fromString(call.getRequestURI().getPath().substring(PATH.length()));
            if (call.getRequestMethod().equals("PUT")) {
                mails.put(id, call.getRequestBody().readNBytes(LARGEST));
                answer(call, 200, "{}");
            } else if (mails.containsKey(id)) {
                answer(call, 200, new String(mails.get(id), StandardCharsets.UTF_8));
            } else {
                answer(call, 404, "{\"statusCode\":404,\"name\":\"not_found\",\"message\":\"no\"}");
            }
        }
    }

    private static void answer(HttpExchange call, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        call.getResponseHeaders().add("Content-Type", "application/json");
        call.sendResponseHeaders(status, body.length);
        call.getResponseBody().write(body);
    }
}
