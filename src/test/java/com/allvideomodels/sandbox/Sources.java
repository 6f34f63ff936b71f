package com.allvideomodels.sandbox;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Pictures and videos that come with requests: inside them, uploaded before, or at an address. */
final class Sources {

    /**
     * What a company takes.
     *
     * @param agent what its fetcher calls itself
     * @param types content types
     * @param largestLink in bytes, for what lies at an address
     * @param largestData in bytes, for a data URI before it is encoded; 0 if none are taken
     * @param headFirst whether it asks with HEAD before it fetches
     */
    record Rules(String agent, Set<String> types, long largestLink, long largestData, boolean headFirst) {

        static final Set<String> IMAGES = Set.of("image/jpeg", "image/png", "image/webp");
        static final Set<String> VIDEOS = Set.of("video/mp4", "video/quicktime", "video/webm");
    }

    /** It cannot be used, and why. */
    static final class Unusable extends Exception {

        enum Why {
            NOT_FETCHED,
            TOO_LARGE,
            WRONG_TYPE,
            NO_DATA_URI,
            MALFORMED
        }

        private final Why why;

        Unusable(Why why, String message) {
            super(message);
            this.why = why;
        }

        Why why() {
            return why;
        }
    }

    private final Path folder;
    private final Map<String, Source> uploads = new ConcurrentHashMap<>();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    Sources(Path folder) {
        this.folder = folder;
    }

    /** Keeps an upload under a name of its own. */
    Source keep(String key, String contentType, byte[] bytes) throws IOException {
        // Named by what is in it: the same picture makes the same film.
        Path file = folder.resolve(hash(bytes) + ending(contentType));
        if (!Files.exists(file)) {
            Files.write(file, bytes);
        }
        var source = new Source(file, contentType, bytes.length);
        uploads.put(key, source);
        return source;
    }

    Optional<Source> upload(String key) {
        return Optional.ofNullable(uploads.get(key));
    }

    boolean drop(String key) {
        return uploads.remove(key) != null;
    }

    long count() {
        return uploads.size();
    }

    /** Reads a data URI or fetches an address; nothing for an address outside this machine, which is never called. */
    Optional<Source> of(String address, Rules rules) throws Unusable {
        if (address.startsWith("data:")) {
            return Optional.of(inline(address, rules));
        }
        URI uri = parsed(address);
        if (!local(uri)) {
            return Optional.empty();
        }
        try {
            return Optional.of(fetched(uri, rules));
        } catch (IOException e) {
            throw new Unusable(Unusable.Why.NOT_FETCHED, "failed to fetch URL");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unusable(Unusable.Why.NOT_FETCHED, "interrupted");
        }
    }

    /** Keeps bytes that came without an address. */
    Source raw(String contentType, byte[] bytes) throws IOException {
        return keep("raw:" + UUID.randomUUID(), contentType, bytes);
    }

    /** An address as a provider takes it: https anywhere, or anything on this machine, where a sandbox listens. */
    static boolean acceptable(String address) {
        try {
            URI uri = URI.create(address);
            return uri.getHost() != null
                    && ("https".equals(uri.getScheme()) || ("http".equals(uri.getScheme()) && local(uri)));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    static boolean local(URI uri) {
        return uri.getHost() != null
                && Set.of("localhost", "127.0.0.1", "[::1]")
                        .contains(uri.getHost().toLowerCase(Locale.ROOT));
    }

    private static URI parsed(String address) throws Unusable {
        if (!acceptable(address)) {
            throw new Unusable(Unusable.Why.MALFORMED, "not a public https address");
        }
        return URI.create(address);
    }

    private Source inline(String address, Rules rules) throws Unusable {
        int comma = address.indexOf(',');
        if (rules.largestData() == 0) {
            throw new Unusable(Unusable.Why.NO_DATA_URI, "data URIs are not accepted");
        }
        if (comma < 0 || !address.substring(0, comma).endsWith(";base64")) {
            throw new Unusable(Unusable.Why.MALFORMED, "not a base64 data URI");
        }
        String type = address.substring("data:".length(), comma - ";base64".length());
        try {
            byte[] bytes = Base64.getDecoder().decode(address.substring(comma + 1));
            check(type, bytes.length, rules, rules.largestData());
            return keep("data:" + UUID.randomUUID(), type, bytes);
        } catch (IllegalArgumentException e) {
            throw new Unusable(Unusable.Why.MALFORMED, "not base64");
        } catch (IOException e) {
            throw new Unusable(Unusable.Why.NOT_FETCHED, "not kept");
        }
    }

    private Source fetched(URI uri, Rules rules) throws IOException, InterruptedException, Unusable {
        if (rules.headFirst()) {
            var head = client.send(request(uri, rules).HEAD().build(), HttpResponse.BodyHandlers.discarding());
            accept(head, rules);
            if (head.headers().firstValueAsLong("Content-Length").isEmpty()) {
                throw new Unusable(Unusable.Why.NOT_FETCHED, "no Content-Length");
            }
        }
        var answer = client.send(request(uri, rules).GET().build(), HttpResponse.BodyHandlers.ofByteArray());
        String type = accept(answer, rules);
        check(type, answer.body().length, rules, rules.largestLink());
        return keep("link:" + UUID.randomUUID(), type, answer.body());
    }

    private static HttpRequest.Builder request(URI uri, Rules rules) {
        return HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(30)).header("User-Agent", rules.agent());
    }

    private static String accept(HttpResponse<?> answer, Rules rules) throws Unusable {
        if (answer.statusCode() != 200) {
            throw new Unusable(Unusable.Why.NOT_FETCHED, "failed to fetch URL (HTTP " + answer.statusCode() + ")");
        }
        String type = answer.headers()
                .firstValue("Content-Type")
                .orElse("")
                .split(";")[0]
                .strip();
        check(type, 0, rules, rules.largestLink());
        return type;
    }

    private static void check(String type, long size, Rules rules, long largest) throws Unusable {
        if (!rules.types().contains(type)) {
            throw new Unusable(Unusable.Why.WRONG_TYPE, "unsupported media type " + type);
        }
        if (size > largest) {
            throw new Unusable(Unusable.Why.TOO_LARGE, "larger than " + largest + " bytes");
        }
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String ending(String type) {
        String ending = type.substring(type.indexOf('/') + 1).replaceAll("\\W.*", "");
        return "." + (ending.equals("quicktime") ? "mov" : ending.equals("jpeg") ? "jpg" : ending);
    }
}
