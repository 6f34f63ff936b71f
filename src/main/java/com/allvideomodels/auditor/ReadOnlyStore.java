package com.allvideomodels.auditor;

import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * The buckets through a client of the auditor's own, with a key that may list and ask for heads and nothing else. It has no verb that
 * changes anything.
 */
@Component
class ReadOnlyStore {

    private static final int CONNECTIONS = 4;
    private static final Duration ATTEMPT = Duration.ofSeconds(30);
    private static final Duration CALL = Duration.ofSeconds(90);
    private static final int GONE = 404;
    private static final int NOT_ALLOWED = 405;
    private static final int NOT_IMPLEMENTED = 501;

    private final S3Client s3;
    private final String mediaBucket;
    private final String keyBucket;

    ReadOnlyStore(Environment environment) {
        this.mediaBucket = own(environment, "bucket", "");
        this.keyBucket = own(environment, "key-bucket", "");
        var builder = S3Client.builder()
                .region(Region.of(own(environment, "region", "auto")))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(
                        own(environment, "access-key", ""), own(environment, "secret-key", ""))))
                .httpClientBuilder(Apache5HttpClient.builder().maxConnections(CONNECTIONS))
                .forcePathStyle(Boolean.valueOf(own(environment, "path-style", "true")))
                .overrideConfiguration(patience -> patience.apiCallAttemptTimeout(ATTEMPT)
                        .apiCallTimeout(CALL)
                        .defaultProfileFile(ProfileFile.aggregator().build()));
        String endpoint = own(environment, "endpoint", "");
        if (!endpoint.isBlank()) {
            builder.endpointOverride(URI.create(endpoint));
        }
        this.s3 = builder.build();
    }

    private static String own(Environment environment, String name, String otherwise) {
        String own = environment.getProperty("auditor.storage." + name, "");
        return own.isBlank() ? environment.getProperty("storage." + name, otherwise) : own;
    }

    /**
     * One key of a bucket.
     *
     * @param current whether a plain request for it is answered with bytes
     * @param older versions and markers besides
     */
    record Entry(String key, boolean current, int older, long size) {}

    /** Bytes that were begun and never finished. */
    record Unfinished(String key, Instant begun) {}

    /** Whether the store lists versions of the media bucket, which then are bytes too. */
    boolean offersVersions() throws IOException {
        try {
            var versions =
                    s3.listObjectVersions(list -> list.bucket(mediaBucket).maxKeys(1));
            // A store that does not know the question may answer the plain one.
            return versions.hasVersions() || versions.hasDeleteMarkers() || isEmpty();
        } catch (S3Exception e) {
            if (e.statusCode() == NOT_IMPLEMENTED || e.statusCode() == NOT_ALLOWED) {
                return false;
            }
            throw failed(e);
        } catch (SdkException e) {
            throw failed(e);
        }
    }

    private boolean isEmpty() {
        return !s3.listObjectsV2(list -> list.bucket(mediaBucket).maxKeys(1)).hasContents();
    }

    /** All of the media bucket, page by page, in the order of its keys. Iterating may throw {@link SdkException}. */
    Iterator<Entry> media(boolean versions) {
        return versions ? new ByKey(versionLines(mediaBucket, "")) : plain(mediaBucket);
    }

    /** All of the key bucket. */
    Iterator<Entry> keys() {
        return plain(keyBucket);
    }

    private Iterator<Entry> plain(String bucket) {
        var objects = s3.listObjectsV2Paginator(list -> list.bucket(bucket))
                .contents()
                .iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return objects.hasNext();
            }

            @Override
            public Entry next() {
                var object = objects.next();
                return new Entry(object.key(), true, 0, object.size());
            }
        };
    }

    private Iterator<Line> versionLines(String bucket, String prefix) {
        return s3.listObjectVersionsPaginator(list -> list.bucket(bucket).prefix(prefix)).stream()
                .flatMap(page -> lines(page).stream())
                .iterator();
    }

    /** One version or marker. */
    record Line(String key, boolean current, long size) {}

    private static List<Line> lines(ListObjectVersionsResponse page) {
        List<Line> lines = new ArrayList<>();
        page.versions()
                .forEach(version ->
                        lines.add(new Line(version.key(), Boolean.TRUE.equals(version.isLatest()), version.size())));
        page.deleteMarkers().forEach(marker -> lines.add(new Line(marker.key(), false, 0)));
        lines.sort(Comparator.comparing(Line::key));
        return lines;
    }

    /** Parts that are stored and belong to no object yet. */
    Iterator<Unfinished> unfinished() {
        return s3.listMultipartUploadsPaginator(list -> list.bucket(mediaBucket)).uploads().stream()
                .map(upload -> new Unfinished(upload.key(), upload.initiated()))
                .iterator();
    }

    /** Whether a plain request for an object of the media bucket would be answered. */
    boolean isThere(String key) throws IOException {
        return isThere(mediaBucket, key);
    }

    boolean isKeyThere(String name) throws IOException {
        return isThere(keyBucket, name);
    }

    private boolean isThere(String bucket, String key) throws IOException {
        try {
            s3.headObject(head -> head.bucket(bucket).key(key));
            return true;
        } catch (S3Exception e) {
            if (e.statusCode() == GONE) {
                return false;
            }
            throw failed(e);
        } catch (SdkException e) {
            throw failed(e);
        }
    }

    /** Whether any version of an object is listed, or the object itself where there are no versions. */
    boolean isListed(String key, boolean versions) throws IOException {
        try {
            Iterator<Line> lines = versions
                    ? versionLines(mediaBucket, key)
                    : s3.listObjectsV2Paginator(list -> list.bucket(mediaBucket).prefix(key)).contents().stream()
                            .map(object -> new Line(object.key(), true, object.size()))
                            .iterator();
            while (lines.hasNext()) {
                if (lines.next().key().equals(key)) {
                    return true;
                }
            }
            return false;
        } catch (SdkException e) {
            throw failed(e);
        }
    }

    static IOException failed(SdkException e) {
        return new IOException("The object store did not answer the auditor", e);
    }

    @PreDestroy
    void close() {
        s3.close();
    }

    /** Lines of one key as one entry; a key's lines may lie on two pages. */
    static final class ByKey implements Iterator<Entry> {

        private final Iterator<Line> lines;
        private @Nullable Line ahead;

        ByKey(Iterator<Line> lines) {
            this.lines = lines;
            step();
        }

        private void step() {
            ahead = lines.hasNext() ? lines.next() : null;
        }

        @Override
        public boolean hasNext() {
            return ahead != null;
        }

        @Override
        public Entry next() {
            Line first = ahead;
            if (first == null) {
                throw new NoSuchElementException();
            }
            boolean current = false;
            int older = 0;
            long size = 0;
            for (Line line = first; line != null && line.key().equals(first.key()); line = ahead) {
                current |= line.current();
                older += line.current() ? 0 : 1;
                size += line.size();
                step();
            }
            return new Entry(first.key(), current, older, size);
        }
    }
}
