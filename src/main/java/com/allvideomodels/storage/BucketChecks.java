package com.allvideomodels.storage;

import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/** Refuses to start over buckets in which a deletion would not delete. */
@Component
class BucketChecks implements SmartInitializingSingleton {

    private static final Logger log = LoggerFactory.getLogger(BucketChecks.class);

    private final Bucket mediaBucket;
    private final Bucket keyBucket;

    BucketChecks(Bucket mediaBucket, Bucket keyBucket) {
        this.mediaBucket = mediaBucket;
        this.keyBucket = keyBucket;
    }

    /** @throws UnfitBucket where it is certain; a store that does not answer is asked again before anything is deleted */
    @Override
    public void afterSingletonsInstantiated() {
        try {
            checkKeys();
            checkMedia();
        } catch (IOException e) {
            log.warn("Whether the store keeps versions of what is deleted could not be asked: {}", e.getMessage());
        }
    }

    private void checkKeys() throws IOException {
        if (keyBucket.keepsVersions()) {
            throw new UnfitBucket(
                    "The key bucket '" + keyBucket.name() + "' keeps versions, so a key that is destroyed would stay.",
                    "Make a bucket that never had versions, and name it in storage.key-bucket.");
        }
    }

    private void checkMedia() throws IOException {
        if (mediaBucket.keepsVersions() && !deletesVersions()) {
            throw new UnfitBucket(
                    "The media bucket '" + mediaBucket.name()
                            + "' keeps versions, and they may not be deleted: what is deleted would stay.",
                    "Allow s3:ListBucketVersions and s3:DeleteObjectVersion for it, or name a bucket in storage.bucket that"
                            + " never had versions.");
        }
    }

    private boolean deletesVersions() {
        String probe = "probe/" + UUID.randomUUID();
        try {
            mediaBucket.write(probe, new byte[] {1});
            return mediaBucket.delete(List.of(probe)).isEmpty()
                    && mediaBucket.present(List.of(probe)).isEmpty();
        } catch (IOException e) {
            return false;
        }
    }
}
