package com.allvideomodels.local;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.springframework.web.util.HtmlUtils;

/**
 * An OpenID Connect provider that stands in for Google on this machine: a page to choose who to be, codes that work once, PKCE, a
 * client secret, signed tokens, keys and user info. On demand it lies in the ways that a client must notice.
 */
public final class LocalGoogle {

    public static final String ISSUER = "https://accounts.google.com";
    public static final String CLIENT_ID = "local-client";
    public static final String CLIENT_SECRET = "local-client-secret";

    /** What is wrong with the answer, by the value of the form field {@code twist}. */
    public enum Twist {
        NONE,
        WRONG_NONCE,
        WRONG_AUDIENCE,
        WRONG_ISSUER,
        EXPIRED,
        FOREIGN_KEY,
        OTHER_SUBJECT
    }

    private record Login(Map<String, String> request, Map<String, String> person, Twist twist) {}

    private static final String CALLBACK = "/login/oauth2/code/google";

    private final HttpServer server;
    private final RSAKey key;
    private final RSAKey foreignKey;
    private final Map<String, Login> codes = new ConcurrentHashMap<>();
    private final Map<String, Map<String, Object>> tokens = new ConcurrentHashMap<>();

    private LocalGoogle(int port) throws IOException, JOSEException {
        key = new RSAKeyGenerator(2048).keyID(UUID.randomUUID().toString()).generate();
        foreignKey = new RSAKeyGenerator(2048).keyID(key.getKeyID()).generate();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/authorize", exchange -> answer(exchange, this::authorize));
        server.createContext("/token", exchange -> answer(exchange, this::token));
        server.createContext("/keys", exchange -> answer(exchange, this::keys));
        server.createContext("/userinfo", exchange -> answer(exchange, this::userInfo));
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    /** @param port 0 for any that is free */
    public static LocalGoogle at(int port) {
        try {
            return new LocalGoogle(port);
        } catch (IOException e) {
            throw new CannotStart(
                    "The local stand-in for Google did not start: " + e.getMessage() + "\nIf port " + port
                            + " is taken, choose another with --local.google-port=…",
                    e);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    public Runnable stop() {
        return () -> server.stop(0);
    }

    /** The properties that send sign-ins here. */
    public Map<String, Object> settings() {
        String base = "http://localhost:" + server.getAddress().getPort();
        String registration = "spring.security.oauth2.client.registration.google.";
        String provider = "spring.security.oauth2.client.provider.google.";
        return Map.of(
                registration + "client-id", CLIENT_ID,
                registration + "client-secret", CLIENT_SECRET,
                provider + "authorization-uri", base + "/authorize",
                provider + "token-uri", base + "/token",
                provider + "jwk-set-uri", base + "/keys",
                provider + "user-info-uri", base + "/userinfo");
    }

    private void authorize(HttpExchange exchange) throws IOException {
        if ("GET".equals(exchange.getRequestMethod())) {
            html(exchange, page(fields(exchange.getRequestURI().getRawQuery())));
            return;
        }
        Map<String, String> form = fields(body(exchange));
        URI callback = URI.create(form.getOrDefault("redirect_uri", ""));
        if (!CALLBACK.equals(callback.getPath())
                || !CLIENT_ID.equals(form.get("client_id"))
                || !"S256".equals(form.get("code_challenge_method"))) {
            send(exchange, 400, "text/plain", "redirect_uri_mismatch, unknown client or no PKCE");
            return;
        }
        String answer = form.containsKey("decline") ? "error=access_denied" : "code=" + code(form);
        redirect(exchange, callback + "?" + answer + "&state=" + encoded(form.getOrDefault("state", "")));
    }

    private String code(Map<String, String> form) {
        Map<String, String> person = new LinkedHashMap<>();
        form.forEach((name, value) -> {
            if (name.startsWith("person.")) {
                person.put(name.substring("person.".length()), value);
            }
        });
        String code = UUID.randomUUID().toString();
        codes.put(code, new Login(form, person, Twist.valueOf(form.getOrDefault("twist", "NONE"))));
        return code;
    }

    private void token(HttpExchange exchange) throws IOException {
        Map<String, String> form = fields(body(exchange));
        Login login = codes.remove(form.getOrDefault("code", ""));
        if (!knowsClient(exchange)) {
            json(exchange, 401, Map.of("error", "invalid_client"));
        } else if (login == null || !matches(login, form)) {
            json(exchange, 400, Map.of("error", "invalid_grant"));
        } else {
            String access = UUID.randomUUID().toString();
            tokens.put(access, userInfoOf(login));
            json(
                    exchange,
                    200,
                    Map.of(
                            "access_token",
                            access,
                            "token_type",
                            "Bearer",
                            "expires_in",
                            3599,
                            "scope",
                            "openid profile email",
                            "id_token",
                            idToken(login)));
        }
    }

    private static boolean knowsClient(HttpExchange exchange) {
        String header = exchange.getRequestHeaders().getFirst("Authorization");
        String expected =
                Base64.getEncoder().encodeToString((CLIENT_ID + ":" + CLIENT_SECRET).getBytes(StandardCharsets.UTF_8));
        return ("Basic " + expected).equals(header);
    }

    private static boolean matches(Login login, Map<String, String> form) {
        return "authorization_code".equals(form.get("grant_type"))
                && login.request().get("redirect_uri").equals(form.get("redirect_uri"))
                && login.request().get("code_challenge").equals(challenge(form.getOrDefault("code_verifier", "")));
    }

    private String idToken(Login login) {
        Instant now = Instant.now();
        Twist twist = login.twist();
        boolean expired = twist == Twist.EXPIRED;
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(twist == Twist.WRONG_ISSUER ? "https://accounts.example" : ISSUER)
                .audience(twist == Twist.WRONG_AUDIENCE ? "another-client" : CLIENT_ID)
                .claim("azp", twist == Twist.WRONG_AUDIENCE ? "another-client" : CLIENT_ID)
                .issueTime(Date.from(expired ? now.minusSeconds(7200) : now))
                .expirationTime(Date.from(expired ? now.minusSeconds(3600) : now.plusSeconds(3600)))
                .claim(
                        "nonce",
                        twist == Twist.WRONG_NONCE ? "another" : login.request().get("nonce"));
        person(login).forEach(claims::claim);
        try {
            RSAKey signing = twist == Twist.FOREIGN_KEY ? foreignKey : key;
            var header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                    .keyID(key.getKeyID())
                    .build();
            SignedJWT jwt = new SignedJWT(header, claims.build());
            jwt.sign(new RSASSASigner(signing));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Object> userInfoOf(Login login) {
        Map<String, Object> claims = person(login);
        if (login.twist() == Twist.OTHER_SUBJECT) {
            claims.put("sub", "somebody-else");
        }
        return claims;
    }

    private static Map<String, Object> person(Login login) {
        Map<String, String> typed = login.person();
        String email = typed.getOrDefault("email", "");
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("sub", typed.getOrDefault("sub", "local-" + Integer.toHexString(email.hashCode())));
        claims.put("name", typed.getOrDefault("name", ""));
        claims.put("email", email);
        claims.put("email_verified", typed.containsKey("verified"));
        if (!typed.getOrDefault("hd", "").isEmpty()) {
            claims.put("hd", typed.get("hd"));
        }
        return claims;
    }

    private void keys(HttpExchange exchange) throws IOException {
        send(exchange, 200, "application/json", new JWKSet(key.toPublicJWK()).toString());
    }

    private void userInfo(HttpExchange exchange) throws IOException {
        String header = exchange.getRequestHeaders().getFirst("Authorization");
        Map<String, Object> claims = header == null ? null : tokens.get(header.replaceFirst("^Bearer ", ""));
        json(exchange, claims == null ? 401 : 200, claims == null ? Map.of("error", "invalid_token") : claims);
    }

    private static String page(Map<String, String> request) {
        StringBuilder hidden = new StringBuilder();
        request.forEach((name, value) -> hidden.append("<input type=\"hidden\" name=\"")
                .append(HtmlUtils.htmlEscape(name))
                .append("\" value=\"")
                .append(HtmlUtils.htmlEscape(value))
                .append("\">"));
        return """
                <!DOCTYPE html>
                <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
                <title>Stand-in for Google</title></head>
                <body><main><h1>Who do you want to be?</h1>
                <p>This page stands in for Google on this machine. Nothing leaves it.</p>
                <form method="post" action="/authorize">%s
                <p><label>Name <input name="person.name" value="Ada Example"></label></p>
                <p><label>E-mail <input name="person.email" type="email" value="ada@gmail.com"></label></p>
                <p><label><input type="checkbox" name="person.verified" checked> Google says the address is verified</label></p>
                <p><button>Continue</button> <button name="decline" value="1">Decline</button></p>
                </form></main></body></html>
                """.formatted(hidden);
    }

    private static String challenge(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> fields(String encoded) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String pair : encoded == null ? new String[0] : encoded.split("&")) {
            String[] parts = pair.split("=", 2);
            fields.put(decoded(parts[0]), parts.length == 2 ? decoded(parts[1]) : "");
        }
        return fields;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String body(HttpExchange exchange) throws IOException {
        return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static void json(HttpExchange exchange, int status, Map<String, Object> body) throws IOException {
        send(exchange, status, "application/json", JSONObjectUtils.toJSONString(body));
    }

    private static void html(HttpExchange exchange, String body) throws IOException {
        send(exchange, 200, "text/html; charset=utf-8", body);
    }

    private static void redirect(HttpExchange exchange, String to) throws IOException {
        exchange.getResponseHeaders().set("Location", to);
        exchange.sendResponseHeaders(302, -1);
    }

    private static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private interface Handler {
        void handle(HttpExchange exchange) throws IOException;
    }

    private static void answer(HttpExchange exchange, Handler handler) throws IOException {
        try (exchange) {
            handler.handle(exchange);
        }
    }
}
