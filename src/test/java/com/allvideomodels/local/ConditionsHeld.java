package com.allvideomodels.local;

import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.S3Exceptions;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/**
 * Between looking whether the condition of a write holds and writing, nothing changes in that bucket, as S3 has it. The store below looks
 * first and writes a moment later.
 */
class ConditionsHeld extends ForwardingBlobStore {

    private static final int PRECONDITION_FAILED = 412;

    private final Map<String, ReadWriteLock> buckets = new ConcurrentHashMap<>();

    ConditionsHeld(BlobStore store) {
        super(store);
    }

    @Override
    public PutObjectResponse putBlob(PutObjectRequest request, InputStream content) {
        String mark = request.ifMatch();
        if (mark == null) {
            return changing(request.bucket(), () -> super.putBlob(request, content));
        }
        var lock = lock(request.bucket()).writeLock();
        lock.lock();
        try {
            require(mark, blobMetadataIfPresent(request.bucket(), request.key()));
            return super.putBlob(request, content);
        } finally {
            lock.unlock();
        }
    }

    private static void require(String mark, HeadObjectResponse there) {
        if (there == null || !plain(mark).equals(plain(String.valueOf(there.eTag())))) {
            throw S3Exceptions.fromStatusCode(PRECONDITION_FAILED);
        }
    }

    private static String plain(String mark) {
        return mark.replace("\"", "");
    }

    @Override
    public DeleteObjectResponse removeBlob(DeleteObjectRequest request) {
        return changing(request.bucket(), () -> super.removeBlob(request));
    }

    @Override
    public DeleteObjectsResponse removeBlobs(DeleteObjectsRequest request) {
        return changing(request.bucket(), () -> super.removeBlobs(request));
    }

    private <T> T changing(String bucket, Supplier<T> change) {
        var lock = lock(bucket).readLock();
        lock.lock();
        try {
            return change.get();
        } finally {
            lock.unlock();
        }
    }

    private ReadWriteLock lock(String bucket) {
        return buckets.computeIfAbsent(bucket, name -> new ReentrantReadWriteLock());
    }
}
