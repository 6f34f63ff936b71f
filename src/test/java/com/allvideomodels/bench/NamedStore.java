package com.allvideomodels.bench;

import com.allvideomodels.running.Launch;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.locks.LockSupport;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * The embedded store with an index of the names in its media bucket, as stores have one. Without it each list looks at every file of a
 * folder, and with a hundred thousand of them nothing but that would be measured. A deletion and a list can be made to take a while, as
 * at a store that is far away.
 */
final class NamedStore extends ForwardingBlobStore {

    private static final String BUCKET = "media";
    private static final String KEY = "local-access";
    private static final String SECRET = "local-secret";
    private static final int PAGE = 1000;

    private final ConcurrentSkipListSet<String> names = new ConcurrentSkipListSet<>();
    private final S3Proxy proxy;
    private volatile long milliseconds;
    private volatile double perSecond = Double.POSITIVE_INFINITY;
    private long free;

    private NamedStore(Path folder) throws Exception {
        super(new FilesystemNio2BlobStore(folder.toString()));
        proxy = S3Proxy.builder()
                .blobStore(this)
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, KEY, SECRET)
                .build();
        proxy.start();
    }

    static NamedStore fresh() throws Exception {
        return new NamedStore(Files.createTempDirectory("named-store"));
    }

    /** An application over this store. */
    Launch under(Launch launch) {
        return launch.with("storage.endpoint", "http://127.0.0.1:" + proxy.getPort())
                .with("storage.access-key", KEY)
                .with("storage.secret-key", SECRET);
    }

    /** From now on each request to delete or to list takes so long besides, and no more than so many objects are deleted in a second. */
    void far(long newMilliseconds, double newPerSecond) {
        milliseconds = newMilliseconds;
        perSecond = newPerSecond;
    }

    /** A small file, past the interface. */
    void put(String key, byte[] bytes) {
        putBlob(
                PutObjectRequest.builder()
                        .bucket(BUCKET)
                        .key(key)
                        .contentLength((long) bytes.length)
                        .build(),
                new ByteArrayInputStream(bytes));
    }

    /** The name alone: it is listed and can be deleted. */
    void name(String key) {
        names.add(key);
    }

    int size() {
        return names.size();
    }

    void forgetAll() {
        names.clear();
    }

    @Override
    public PutObjectResponse putBlob(PutObjectRequest request, InputStream bytes) {
        PutObjectResponse answer = super.putBlob(request, bytes);
        if (request.bucket().equals(BUCKET)) {
            names.add(request.key());
        }
        return answer;
    }

    @Override
    public DeleteObjectResponse removeBlob(DeleteObjectRequest request) {
        DeleteObjectResponse answer = super.removeBlob(request);
        if (request.bucket().equals(BUCKET)) {
            names.remove(request.key());
        }
        return answer;
    }

    @Override
    public DeleteObjectsResponse removeBlobs(DeleteObjectsRequest request) {
        pause();
        takeTurn(request.delete().objects().size());
        DeleteObjectsResponse answer = super.removeBlobs(request);
        if (request.bucket().equals(BUCKET)) {
            answer.deleted().forEach(one -> names.remove(one.key()));
        }
        return answer;
    }

    @Override
    public ListObjectsV2Response list(ListObjectsV2Request request) {
        if (!request.bucket().equals(BUCKET) || request.delimiter() != null) {
            return super.list(request);
        }
        pause();
        String after = request.continuationToken() != null ? request.continuationToken() : request.startAfter();
        String prefix = request.prefix() == null ? "" : request.prefix();
        int most = request.maxKeys() == null ? PAGE : Math.min(PAGE, request.maxKeys());
        List<S3Object> found = new ArrayList<>();
        Set<String> from = after == null || after.compareTo(prefix) < 0
                ? names.tailSet(prefix, true)
                : names.tailSet(after, false);
        boolean more = false;
        for (String name : from) {
            if (!name.startsWith(prefix)) {
                break;
            }
            if (found.size() == most) {
                more = true;
                break;
            }
            found.add(S3Object.builder()
                    .key(name)
                    .size(100L)
                    .eTag("\"0\"")
                    .lastModified(Instant.EPOCH)
                    .build());
        }
        return ListObjectsV2Response.builder()
                .name(BUCKET)
                .prefix(prefix)
                .contents(found)
                .keyCount(found.size())
                .maxKeys(most)
                .isTruncated(more)
                .nextContinuationToken(more ? found.getLast().key() : null)
                .build();
    }

    private void pause() {
        LockSupport.parkNanos(milliseconds * 1_000_000);
    }

    private void takeTurn(int objects) {
        long until;
        synchronized (this) {
            free = Math.max(free, System.nanoTime()) + (long) (objects / perSecond * 1e9);
            until = free;
        }
        LockSupport.parkNanos(until - System.nanoTime());
    }

    @Override
    public void close() {
        try {
            proxy.stop();
        } catch (Exception e) {
            throw new IllegalStateException("The store did not stop", e);
        }
    }
}
