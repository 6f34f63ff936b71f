package com.allvideomodels.storage;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * What a bucket keeps of objects that were written over or deleted. In one with versions a deletion only adds a marker, so each
 * version and each marker has to be deleted by its id.
 */
class Versions {

    private static final int REFUSED = 403;

    private final S3Client s3;
    private final String bucket;
    private volatile @Nullable Boolean kept;

    Versions(S3Client s3, String bucket) {
        this.s3 = s3;
        this.bucket = bucket;
    }

    /** Whether the bucket keeps, or once kept, versions. Asked once; a store that does not know the question has none. */
    boolean areKept() throws IOException {
        Boolean known = kept;
        if (known == null) {
            known = ask();
            kept = known;
        }
        return known;
    }

    private boolean ask() throws IOException {
        try {
            return s3.getBucketVersioning(get -> get.bucket(bucket)).status() != null;
        } catch (S3Exception e) {
            // 400, 404, 405 or 501 of stores without versions. Who must not ask cannot be told that there are none.
            if (e.statusCode() == REFUSED || e.statusCode() >= 500 && e.statusCode() != 501) {
                throw Bucket.failed("tell whether it keeps versions", e);
            }
            return false;
        } catch (SdkException e) {
            throw Bucket.failed("tell whether it keeps versions", e);
        }
    }

    /** All versions and markers of these objects. */
    List<ObjectIdentifier> of(Collection<String> keys) throws IOException {
        List<ObjectIdentifier> found = new ArrayList<>();
        for (String key : new TreeSet<>(keys)) {
            try {
                s3.listObjectVersionsPaginator(list -> list.bucket(bucket).prefix(key)).stream()
                        .flatMap(answer -> identifiers(answer).stream())
                        .filter(one -> one.key().equals(key))
                        .forEach(found::add);
            } catch (SdkException e) {
                throw Bucket.failed("list versions", e);
            }
        }
        return found;
    }

    private static List<ObjectIdentifier> identifiers(ListObjectVersionsResponse answer) {
        List<ObjectIdentifier> all = new ArrayList<>();
        answer.versions().forEach(one -> all.add(identifier(one.key(), one.versionId())));
        answer.deleteMarkers().forEach(one -> all.add(identifier(one.key(), one.versionId())));
        return all;
    }

    private static ObjectIdentifier identifier(String key, String version) {
        return ObjectIdentifier.builder().key(key).versionId(version).build();
    }
}
