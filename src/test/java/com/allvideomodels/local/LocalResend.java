package com.allvideomodels.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * The part of Resend that receives mail, on this machine: keeps mails and hands them out to whoever has the key, as {@code GET
 * /emails/receiving/ID} does (see the contract). {@code PUT} of the same address puts one there.
 */
public final class LocalResend {

    public static final String API_KEY = "re_local_key";
    public static final String WEBHOOK_SECRET = "whsec_bG9jYWwtd2ViaG9vay1zZWNyZXQtMzItYnl0ZXMhIQ==";

    private static final String PATH = "/emails/receiving/";
    private static final String FILES = "/files/";
    private static final String ASKED = "/asked/";
    private static final int LARGEST = 32 << 20;

    private final HttpServer server;
    private final Map<UUID, byte[]> mails = new ConcurrentHashMap<>();
    private final Map<UUID, List<Attached>> attached = new ConcurrentHashMap<>();
    private final Set<String> called = ConcurrentHashMap.newKeySet();

    private LocalResend(HttpServer server) {
        this.server = server;
    }

    /** @param port 0 for any that is free */
    public static LocalResend at(int port) {
        try {
            var resend = new LocalResend(
                    HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0));
            resend.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            resend.server.createContext(PATH, resend::answer);
            resend.server.createContext(FILES, resend::file);
            resend.server.createContext(ASKED, resend::asked);
            resend.server.start();
            return resend;
        } catch (IOException e) {
            throw new CannotStart(
                    "Port " + port + " (local Resend) is taken, choose another with --local.resend-port=…", e);
        }
    }

    public Map<String, Object> settings() {
        return Map.of(
                "resend.base-url",
                "http://localhost:" + server.getAddress().getPort(),
                "resend.api-key",
                API_KEY,
                "resend.webhook-secret",
                WEBHOOK_SECRET,
                "resend.files.hosts",
                "localhost",
                "resend.files.private-networks",
                "true",
                "resend.files.patience",
                "2s");
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
            String[] path =
                    call.getRequestURI().getPath().substring(PATH.length()).split("/");
            UUID id = UUID.fromString(path[0]);
            if (path.length > 1) {
                attachments(call, id);
            } else if (call.getRequestMethod().equals("PUT")) {
                mails.put(id, call.getRequestBody().readNBytes(LARGEST));
                answer(call, 200, "{}");
            } else if (mails.containsKey(id)) {
                answer(call, 200, new String(mails.get(id), StandardCharsets.UTF_8));
            } else {
                answer(call, 404, "{\"statusCode\":404,\"name\":\"not_found\",\"message\":\"no\"}");
            }
        }
    }

    /** What was attached to one mail; {@code PUT} attaches more, with the name and what is wrong with it in the query. */
    private void attachments(HttpExchange call, UUID mail) throws IOException {
        List<Attached> all = attached.computeIfAbsent(mail, one -> new CopyOnWriteArrayList<>());
        if (call.getRequestMethod().equals("PUT")) {
            String[] said = call.getRequestURI().getQuery().split("&", 2);
            byte[] bytes = call.getRequestBody().readNBytes(LARGEST);
            all.add(new Attached(UUID.randomUUID(), said[1], Fault.valueOf(said[0]), bytes));
            answer(call, 200, "{}");
            return;
        }
        answer(
                call,
                200,
                all.stream()
                        .map(one ->
                                "{\"id\":\"%s\",\"filename\":\"%s\",\"size\":%d,\"content_type\":\"application/pdf\",\"download_url\":\"%s\"}"
                                        .formatted(one.id(), one.name(), one.bytes().length, address(mail, one)))
                        .collect(Collectors.joining(",", "{\"object\":\"list\",\"has_more\":false,\"data\":[", "]}")));
    }

    private String address(UUID mail, Attached one) {
        String host = one.fault() == Fault.ELSEWHERE ? "127.0.0.1" : "localhost";
        return "http://" + host + ":" + server.getAddress().getPort() + FILES + mail + "/" + one.id();
    }

    /** Outside the reach of the key, as at Resend. */
    private void file(HttpExchange call) throws IOException {
        String path = call.getRequestURI().getPath().substring(FILES.length());
        called.add(path);
        UUID mail = UUID.fromString(path.substring(0, 36));
        Attached one = attached.getOrDefault(mail, List.of()).stream()
                .filter(file -> path.endsWith(file.id().toString()))
                .findFirst()
                .orElse(null);
        if (one != null && one.fault() == Fault.SLOW) {
            call.sendResponseHeaders(200, one.bytes().length);
            return;
        }
        try (call) {
            if (one == null || one.fault() == Fault.GONE) {
                call.sendResponseHeaders(404, -1);
            } else if (one.fault() == Fault.BROKEN) {
                call.sendResponseHeaders(503, -1);
            } else if (one.fault() == Fault.REDIRECTED) {
                call.getResponseHeaders()
                        .add(
                                "Location",
                                "http://127.0.0.1:" + server.getAddress().getPort() + FILES + mail + "/inside");
                call.sendResponseHeaders(302, -1);
            } else {
                call.sendResponseHeaders(200, 0);
                call.getResponseBody().write(one.bytes());
            }
        }
    }

    /** Says by its status whether anybody asked for this file. */
    private void asked(HttpExchange call) throws IOException {
        try (call) {
            boolean was = called.contains(call.getRequestURI().getPath().substring(ASKED.length()));
            call.sendResponseHeaders(was ? 200 : 404, -1);
        }
    }

    /** What is wrong with an attachment. */
    public enum Fault {
        NONE,
        /** Not there any more. */
        GONE,
        /** The store is in trouble. */
        BROKEN,
        /** Begins and never goes on. */
        SLOW,
        /** Leads into this machine. */
        REDIRECTED,
        /** Lies at a host that nobody allowed. */
        ELSEWHERE
    }

    private record Attached(UUID id, String name, Fault fault, byte[] bytes) {}

    private static void answer(HttpExchange call, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        call.getResponseHeaders().add("Content-Type", "application/json");
        call.sendResponseHeaders(status, body.length);
        call.getResponseBody().write(body);
    }
}
