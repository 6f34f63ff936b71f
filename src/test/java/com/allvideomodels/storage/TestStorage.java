package com.allvideomodels.storage;

import com.allvideomodels.TestClock;
import com.allvideomodels.TestInfrastructure;
import com.allvideomodels.local.ObjectStore;
import java.net.URI;
import java.util.Map;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.s3.S3Client;

/** The store's client as the product makes it, for tests of other modules that put something between it and a store. */
public final class TestStorage {

    private TestStorage() {}

    /** A bucket of the test run's store, made if there is none. */
    public static Bucket bucket(String name) {
        ObjectStore store = TestInfrastructure.store();
        var bucket = new Bucket(client(store.endpoint(), store.accessKey(), store.secretKey()), name);
        bucket.createUnlessThere();
        return bucket;
    }

    public static S3Client client(URI endpoint, String accessKey, String secretKey) {
        return new StorageClient()
                .s3(new StorageSettings(
                        endpoint, "auto", "media", "keys", "records", accessKey, secretKey, true, false, 5));
    }

    /** The same over a connection that {@code spoiling} makes of a real one; what fails is not tried again behind the test's back. */
    public static S3Client client(
            URI endpoint, String accessKey, String secretKey, UnaryOperator<SdkHttpClient> spoiling) {
        var configuration = client(endpoint, accessKey, secretKey).serviceClientConfiguration();
        return S3Client.builder()
                .region(configuration.region())
                .credentialsProvider(configuration.credentialsProvider())
                .endpointOverride(endpoint)
                .forcePathStyle(true)
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .overrideConfiguration(to -> to.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .httpClient(spoiling.apply(Apache5HttpClient.create()))
                .build();
    }

    public static MasterKeys masterKeys() {
        return new MasterKeys(new KeySettings("bG9jYWwtb25seS1tYXN0ZXIta2V5LTMyLWJ5dGVzISE=", "1", Map.of()));
    }

    public static Signer signer(Bucket keys, MasterKeys masters) {
        return new Signer(keys, masters, new TestClock());
    }
}
