package com.allvideomodels.storage;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A store that keeps versions, which the embedded one does not: it speaks the few requests about versions, markers and rules of expiry
 * as S3 does, and refuses what a test says.
 */
public final class VersionedStore implements AutoCloseable {

    /** So few lines on a page that every list has several. */
    private static final int PAGE = 2;

    private static final Pattern OBJECT =
            Pattern.compile("<Object>.*?<Key>(.*?)</Key>(?:<VersionId>(.*?)</VersionId>)?.*?</Object>", Pattern.DOTALL);
    private static final Pattern RULE = Pattern.compile("<Rule>.*?</Rule>", Pattern.DOTALL);

    private final MockWebServer server = new MockWebServer();
    private final List<Version> versions = new ArrayList<>();
    private final List<S3Client> clients = new CopyOnWriteArrayList<>();
    private final List<String> rules = new CopyOnWriteArrayList<>();
    private int made;

    /** What it answers to whether it keeps versions: {@code Enabled}, {@code Suspended}, nothing, or a status of failure. */
    public volatile String versioning = "Enabled";

    /** Requests that are refused: {@code versions}, {@code delete}, {@code lifecycle}. */
    public final Set<String> refused = new LinkedHashSet<>();

    /** A version that stays when it is to be deleted. */
    public volatile String stubborn = "";

    /** One version of an object, or a marker that it was deleted. */
    record Version(String key, String id, boolean marker) {}

    public VersionedStore() {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return answer(request);
            }
        });
        try {
            server.start();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** A bucket of it, over a client of its own that tries nothing twice. */
    public Bucket bucket(String name) {
        S3Client client =
                TestStorage.client(URI.create("http://127.0.0.1:" + server.getPort()), "a", "s", real -> real);
        clients.add(client);
        return new Bucket(client, name);
    }

    /** The rules of expiry that it was given last, one XML each. */
    public List<String> rules() {
        return List.copyOf(rules);
    }

    /** A rule that somebody else set. */
    public void rule(String xml) {
        rules.add(xml);
    }

    /** Everything it keeps of this key, markers too. */
    synchronized List<Version> of(String key) {
        return versions.stream().filter(one -> one.key().equals(key)).toList();
    }

    synchronized List<Version> everything() {
        return List.copyOf(versions);
    }

    synchronized void add(String key, boolean marker) {
        versions.add(new Version(key, "v" + ++made, marker));
    }

    private synchronized MockResponse answer(RecordedRequest request) {
        var url = request.getUrl();
        String path = url.encodedPath();
        String key = path.indexOf('/', 1) < 0 ? "" : path.substring(path.indexOf('/', 1) + 1);
        String body = request.getBody() == null ? "" : request.getBody().utf8();
        Set<String> asked = url.queryParameterNames();
        if (asked.contains("versioning")) {
            return versioning();
        }
        if (asked.contains("versions")) {
            return refused.contains("versions")
                    ? failure(403, "AccessDenied")
                    : list(
                            url.queryParameter("prefix"),
                            url.queryParameter("key-marker"),
                            url.queryParameter("version-id-marker"));
        }
        if (asked.contains("delete")) {
            return delete(body);
        }
        if (asked.contains("lifecycle")) {
            return request.getMethod().equals("PUT") ? expire(body) : expiry();
        }
        add(key, false);
        return ok("");
    }

    private MockResponse versioning() {
        return versioning.matches("\\d+")
                ? failure(Integer.parseInt(versioning), "No")
                : ok("<VersioningConfiguration>" + (versioning.isEmpty() ? "" : "<Status>" + versioning + "</Status>")
                        + "</VersioningConfiguration>");
    }

    private MockResponse list(String prefix, String afterKey, String afterVersion) {
        List<Version> found = versions.stream()
                .filter(one -> prefix == null || one.key().startsWith(prefix))
                .sorted(java.util.Comparator.comparing(Version::key))
                .toList();
        int from = 0;
        for (int i = 0; i < found.size() && afterKey != null; i++) {
            if (found.get(i).key().equals(afterKey) && found.get(i).id().equals(afterVersion)) {
                from = i + 1;
            }
        }
        List<Version> page = found.subList(from, Math.min(found.size(), from + PAGE));
        boolean more = from + PAGE < found.size();
        var xml = new StringBuilder("<ListVersionsResult><IsTruncated>" + more + "</IsTruncated>");
        if (more) {
            xml.append("<NextKeyMarker>" + page.getLast().key() + "</NextKeyMarker><NextVersionIdMarker>"
                    + page.getLast().id() + "</NextVersionIdMarker>");
        }
        for (Version one : page) {
            String tag = one.marker() ? "DeleteMarker" : "Version";
            xml.append("<%1$s><Key>%2$s</Key><VersionId>%3$s</VersionId></%1$s>".formatted(tag, one.key(), one.id()));
        }
        return ok(xml.append("</ListVersionsResult>").toString());
    }

    private MockResponse delete(String body) {
        var xml = new StringBuilder("<DeleteResult>");
        for (MatchResult one : OBJECT.matcher(body).results().toList()) {
            xml.append(delete(one.group(1), one.group(2)));
        }
        return ok(xml.append("</DeleteResult>").toString());
    }

    private String delete(String key, String version) {
        if (version == null) {
            add(key, true);
            return "<Deleted><Key>" + key + "</Key><DeleteMarker>true</DeleteMarker></Deleted>";
        }
        if (refused.contains("delete") || version.equals(stubborn)) {
            return "<Error><Key>%s</Key><VersionId>%s</VersionId><Code>AccessDenied</Code></Error>"
                    .formatted(key, version);
        }
        versions.removeIf(one -> one.key().equals(key) && one.id().equals(version));
        return "<Deleted><Key>" + key + "</Key><VersionId>" + version + "</VersionId></Deleted>";
    }

    private MockResponse expire(String body) {
        if (refused.contains("lifecycle")) {
            return failure(403, "AccessDenied");
        }
        rules.clear();
        RULE.matcher(body).results().map(MatchResult::group).forEach(rules::add);
        return ok("");
    }

    private MockResponse expiry() {
        return rules.isEmpty()
                ? failure(404, "NoSuchLifecycleConfiguration")
                : ok("<LifecycleConfiguration>" + String.join("", rules) + "</LifecycleConfiguration>");
    }

    private static MockResponse ok(String body) {
        return new MockResponse.Builder().code(200).body(body).build();
    }

    private static MockResponse failure(int status, String code) {
        return new MockResponse.Builder()
                .code(status)
                .body("<Error><Code>" + code + "</Code><Message>no</Message></Error>")
                .build();
    }

    @Override
    public void close() {
        clients.forEach(S3Client::close);
        server.close();
    }
}
