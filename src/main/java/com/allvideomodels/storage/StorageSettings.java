package com.allvideomodels.storage;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where bytes are kept: Amazon S3, Cloudflare R2 or anything that speaks like them.
 *
 * @param endpoint absent for Amazon, whose region says where
 * @param keyBucket for the small objects that wrap data keys; unversioned, and in no backup
 * @param recordBucket for what must survive a restore of the database: checkpoints of the audit trail and the log of what was
 *     destroyed. It may be versioned or locked.
 * @param createBuckets at start; for machines of developers
 * @param connections at most; a person who watches slowly holds one
 */
@ConfigurationProperties("storage")
@Validated
record StorageSettings(
        @Nullable URI endpoint,
        @DefaultValue("auto") String region,
        @NotBlank String bucket,
        @NotBlank String keyBucket,
        @NotBlank String recordBucket,
        @NotBlank String accessKey,
        @NotBlank String secretKey,
        @DefaultValue("true") boolean pathStyle,
        @DefaultValue("false") boolean createBuckets,
        @DefaultValue("500") int connections) {

    Optional<URI> otherEndpoint() {
        return Optional.ofNullable(endpoint)
                .filter(address -> !address.toString().isBlank());
    }

    @AssertTrue(
            message =
                    "storage.bucket, storage.key-bucket and storage.record-bucket must be three buckets: keys die apart from what they open, and the record of it stays")
    boolean isApart() {
        return new HashSet<>(List.of(bucket, keyBucket, recordBucket)).size() == 3;
    }

    @Override
    public String toString() {
        return "storage " + endpoint + " " + bucket + " " + keyBucket + " " + recordBucket;
    }
}
