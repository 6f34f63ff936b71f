package com.allvideomodels.storage;

import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
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

    /** What a write on a condition is answered that no longer holds. */
    private static final Set<Integer> REFUSED = Set.of(TAKEN, BEING_TAKEN, GONE);

    /** So many keys that a page of a list has to tell of, to be better than a request for each. */
    private static final int WORTH_A_LIST = 10;

    /** As many as one request deletes. */
    private static final int MOST = 1000;

    private final S3Client s3;
    private final String name;
    private final Versions versions;
    private final PartMemory memory = PartMemory.ofHalfTheHeap();

    public Bucket(S3Client s3, String name) {
        this.s3 = s3;
        this.name = name;
        this.versions = new Versions(s3, name);
    }

    /** As the store knows it. */
    public String name() {
        return name;
    }

    /** Whether what is deleted or written over stays as a version. */
    boolean keepsVersions() throws IOException {
        return versions.areKept();
    }

    /**
     * Has the store delete by itself, for the case that we fail to: objects of each prefix so many days after they were written,
     * parts of unfinished uploads after some. Rules of others stay.
     */
    public void expire(Map<String, Integer> daysOfPrefix, int daysOfParts) throws IOException {
        new ExpiryRules(s3, name).set(daysOfPrefix, daysOfParts);
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
     * A small object and the mark of exactly this content.
     *
     * @param mark as the store gives it; other content has another
     */
    public record Marked(byte[] content, String mark) {}

    /** A small object whole, with its mark; nothing if there is none. */
    public Optional<Marked> marked(String key) throws IOException {
        try {
            var answer = s3.getObjectAsBytes(get -> get.bucket(name).key(key));
            return Optional.of(
                    new Marked(answer.asByteArray(), answer.response().eTag()));
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        } catch (SdkException e) {
            throw failed("read", e);
        }
    }

    /**
     * Writes over what has this mark, and nothing else: not over what changed meanwhile, and not where nothing is any more.
     *
     * @return whether it did; {@link ConditionalWrites} tells whether the store can be relied on for it
     */
    public boolean replace(String key, byte[] content, String mark) throws IOException {
        try {
            s3.putObject(put -> put.bucket(name).key(key).ifMatch(mark), RequestBody.fromBytes(content));
            return true;
        } catch (S3Exception e) {
            if (REFUSED.contains(e.statusCode())) {
                return false;
            }
            throw failed("replace", e);
        } catch (SdkException e) {
            throw failed("replace", e);
        }
    }

    /** Writes a small object, whatever was there. */
    public void write(String key, byte[] content) throws IOException {
        try {
            s3.putObject(put -> put.bucket(name).key(key), RequestBody.fromBytes(content));
        } catch (SdkException e) {
            throw failed("write", e);
        }
    }

    /** The keys of all objects that begin with this, in their order. For what is few. */
    public List<String> list(String prefix) throws IOException {
        try {
            return s3.listObjectsV2Paginator(list -> list.bucket(name).prefix(prefix)).contents().stream()
                    .map(S3Object::key)
                    .toList();
        } catch (SdkException e) {
            throw failed("list", e);
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

    /** Copies an object inside the store. */
    public void copy(String from, String to) throws IOException {
        try {
            s3.copyObject(copy -> copy.sourceBucket(name)
                    .sourceKey(from)
                    .destinationBucket(name)
                    .destinationKey(to));
        } catch (SdkException e) {
            throw failed("copy", e);
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

    /** Parts in the store that are no object yet. */
    public record Unfinished(String key, String uploadId) {}

    /** Uploads in parts that began before {@code since} and were neither completed nor aborted. */
    public List<Unfinished> unfinished(Instant since) throws IOException {
        try {
            return s3.listMultipartUploadsPaginator(list -> list.bucket(name)).uploads().stream()
                    .filter(upload ->
                            upload.initiated() == null || upload.initiated().isBefore(since))
                    .map(upload -> new Unfinished(upload.key(), upload.uploadId()))
                    .toList();
        } catch (SdkException e) {
            throw failed("list", e);
        }
    }

    /** Repeating it changes nothing. */
    public void abort(String key, String uploadId) throws IOException {
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
        if (!versions.areKept()) {
            return delete(
                    keys,
                    keys.stream()
                            .map(key -> ObjectIdentifier.builder().key(key).build())
                            .toList());
        }
        Map<String, String> left = new HashMap<>();
        List<ObjectIdentifier> all = versions.of(keys);
        for (int from = 0; from < all.size(); from += MOST) {
            List<ObjectIdentifier> some = all.subList(from, Math.min(all.size(), from + MOST));
            left.putAll(
                    delete(some.stream().map(ObjectIdentifier::key).distinct().toList(), some));
        }
        return left;
    }

    private Map<String, String> delete(Collection<String> keys, List<ObjectIdentifier> objects) throws IOException {
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

    /**
     * Which of these are there, versions and markers of deletions included, by the store's own list. One request tells of a thousand
     * objects where the keys lie close together; where they do not, each is asked for.
     */
    public Set<String> present(Collection<String> keys) throws IOException {
        return versions.areKept()
                ? versions.of(keys).stream().map(ObjectIdentifier::key).collect(Collectors.toSet())
                : listed(keys);
    }

    private Set<String> listed(Collection<String> keys) throws IOException {
        var wanted = new TreeSet<>(keys);
        Set<String> present = new HashSet<>();
        while (!wanted.isEmpty()) {
            String last = listFrom(wanted.first(), wanted, present);
            var told = wanted.headSet(last, true);
            boolean sparse = told.size() < WORTH_A_LIST && last.charAt(last.length() - 1) != Character.MAX_VALUE;
            told.clear();
            if (sparse) {
                askForEach(wanted, present);
                wanted.clear();
            }
        }
        return present;
    }

    /** Where few are sought among many, a list would tell mostly of others. */
    private void askForEach(Collection<String> keys, Set<String> present) throws IOException {
        for (String key : keys) {
            try {
                s3.headObject(head -> head.bucket(name).key(key));
                present.add(key);
            } catch (SdkException e) {
                if (!(e instanceof S3Exception answer && answer.statusCode() == GONE)) {
                    throw failed("tell what is there", e);
                }
            }
        }
    }

    /** @return the last key that the answer speaks of */
    private String listFrom(String first, TreeSet<String> wanted, Set<String> present) throws IOException {
        // A list begins after a key, so after one that is a little smaller.
        String before = first.substring(0, first.length() - 1);
        String end = first.substring(0, first.lastIndexOf('/') + 1) + Character.MAX_VALUE;
        // No more of the folder than has to be: a store may look at all of what a prefix covers.
        String prefix = shared(first, wanted.lower(end));
        try {
            var answer =
                    s3.listObjectsV2(list -> list.bucket(name).prefix(prefix).startAfter(before));
            List<String> listed = answer.contents().stream().map(S3Object::key).toList();
            listed.stream().filter(wanted::contains).forEach(present::add);
            return Boolean.TRUE.equals(answer.isTruncated()) ? listed.getLast() : end;
        } catch (SdkException e) {
            throw failed("list", e);
        }
    }

    /** What both begin with, and so whatever lies between them. */
    private static String shared(String first, @Nullable String last) {
        int length = 0;
        while (last != null
                && length < Math.min(first.length(), last.length())
                && first.charAt(length) == last.charAt(length)) {
            length++;
        }
        return first.substring(0, length);
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
