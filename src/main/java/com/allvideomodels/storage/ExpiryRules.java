package com.allvideomodels.storage;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The store's own rules of deletion, ours among those of others. */
class ExpiryRules {

    private static final String OURS = "backstop-";
    private static final int NONE = 404;

    private final S3Client s3;
    private final String bucket;

    ExpiryRules(S3Client s3, String bucket) {
        this.s3 = s3;
        this.bucket = bucket;
    }

    void set(Map<String, Integer> daysOfPrefix, int daysOfParts) throws IOException {
        try {
            List<LifecycleRule> rules = new ArrayList<>(existing());
            rules.removeIf(rule -> rule.id() != null && rule.id().startsWith(OURS));
            daysOfPrefix.forEach((prefix, days) -> rules.add(expiry(prefix, days)));
            rules.add(parts(daysOfParts));
            s3.putBucketLifecycleConfiguration(
                    put -> put.bucket(bucket).lifecycleConfiguration(all -> all.rules(rules)));
        } catch (SdkException e) {
            throw Bucket.failed("take rules of expiry", e);
        }
    }

    private List<LifecycleRule> existing() {
        try {
            return s3.getBucketLifecycleConfiguration(get -> get.bucket(bucket)).rules();
        } catch (S3Exception e) {
            if (e.statusCode() == NONE) {
                return List.of();
            }
            throw e;
        }
    }

    private static LifecycleRule expiry(String prefix, int days) {
        return LifecycleRule.builder()
                .id(OURS + prefix.replace("/", ""))
                .status(ExpirationStatus.ENABLED)
                .filter(filter -> filter.prefix(prefix))
                .expiration(expiration -> expiration.days(days))
                .build();
    }

    private static LifecycleRule parts(int days) {
        return LifecycleRule.builder()
                .id(OURS + "parts")
                .status(ExpirationStatus.ENABLED)
                .filter(filter -> filter.prefix(""))
                .abortIncompleteMultipartUpload(abort -> abort.daysAfterInitiation(days))
                .build();
    }
}
