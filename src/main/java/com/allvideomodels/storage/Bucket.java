package com.allvideomodels.storage;

import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyExistsException;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** One bucket of the store, in the few verbs we need. Whatever goes wrong there is an {@link IOException}. */
public class Bucket {

    private static final int TAKEN = 412;
    private static final int BEING_TAKEN = 409;
    private static final int GONE = 404;

    private final S3Client s3;
    private final String name;
    private final PartMemory memory = PartMemory.ofHalfTheHeap();

    public Bucket(S3Client s3, String name) {
        this.s3 = s3;
        this.name = name;
    }

    /** A small object whole; nothing if there is none. */
    public Optional<byte[]> read(String key) throws IOException {
        try {
            return Optional.of(
                    s3.getObjectAsBytes(get -> get.bucket(name).key(key)).asByteArray());
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        } catch (SdkException e) {
            throw failed("read", e);
        }
    }

    /** Writes a small object unless there is one. Of two who try at once, one is told {@code true}. */
    public boolean create(String key, byte[] content) throws IOException {
        try {
            s3.putObject(put -> put.bucket(name).key(key).ifNoneMatch("*"), RequestBody.fromBytes(content));
            return true;
        } catch (S3Exception e) {
            if (e.statusCode() == TAKEN || e.statusCode() == BEING_TAKEN) {
                return false;
            }
            throw failed("create", e);
        } catch (SdkException e) {
            throw failed("create", e);
        }
    }

    /**
     * Up to a thousand keys in their order.
     *
     * @param prefix that all of them begin with
     * @param after which the first of them comes; empty for the beginning
     */
    public List<String> list(String prefix, String after) throws IOException {
        try {
            return s3
                    .listObjectsV2(list -> {
                        list.bucket(name).prefix(prefix);
                        if (!after.isEmpty()) {
                            list.startAfter(after);
                        }
                    })
                    .contents()
                    .stream()
                    .map(S3Object::key)
                    .toList();
        } catch (SdkException e) {
            throw failed("list", e);
        }
    }

    /** The bytes from {@code first} to {@code last}, both included, by one request. */
    public ResponseInputStream<GetObjectResponse> read(String key, long first, long last) throws IOException {
        try {
            return s3.getObject(get -> get.bucket(name).key(key).range("bytes=" + first + "-" + last));
        } catch (SdkException e) {
            throw failed("read", e);
        }
    }

    /** A new object as a stream; nothing is there before {@link ObjectUpload#complete}. */
    public ObjectUpload upload(String key) {
        return new ObjectUpload(s3, name, key, memory);
    }

    /** Leaves nothing of an object that never became whole, or of which that is not known. */
    public void discard(String key, @Nullable String uploadId) throws IOException {
        if (uploadId != null) {
            abort(key, uploadId);
        }
        if (!delete(List.of(key)).isEmpty()) {
            throw new IOException("The object store did not delete");
        }
    }

    private void abort(String key, String uploadId) throws IOException {
        try {
            s3.abortMultipartUpload(abort -> abort.bucket(name).key(key).uploadId(uploadId));
        } catch (SdkException e) {
            if (!(e instanceof S3Exception answer && answer.statusCode() == GONE)) {
                throw failed("abort", e);
            }
        }
    }

    /**
     * Deletes up to a thousand objects; deleting what is not there succeeds.
     *
     * @return the keys that are still there, each with the store's reason
     */
    public Map<String, String> delete(Collection<String> keys) throws IOException {
        List<ObjectIdentifier> objects = keys.stream()
                .map(key -> ObjectIdentifier.builder().key(key).build())
                .toList();
        try {
            var answer = s3.deleteObjects(delete ->
                    delete.bucket(name).delete(which -> which.objects(objects).quiet(false)));
            // The store answers 200 for the whole and tells of each key apart. A key it does not speak of is not
            // deleted.
            Map<String, String> left = new HashMap<>();
            keys.forEach(key -> left.put(key, "not confirmed"));
            answer.deleted().forEach(deleted -> left.remove(deleted.key()));
            answer.errors().forEach(error -> left.put(error.key(), String.valueOf(error.code())));
            return left;
        } catch (SdkException e) {
            throw failed("delete", e);
        }
    }

    void createUnlessThere() {
        try {
            s3.createBucket(create -> create.bucket(name));
        } catch (BucketAlreadyOwnedByYouException | BucketAlreadyExistsException e) {
            // as it should be
        }
    }

    static IOException failed(String what, SdkException e) {
        return new IOException("The object store could not " + what, e);
    }
}
