package com.allvideomodels.storage;

import com.allvideomodels.TestInfrastructure;
import java.net.URI;
import java.util.Map;
import software.amazon.awssdk.services.s3.S3Client;

/** The store's client as the product makes it, for tests of other modules that put something between it and a store. */
public final class TestStorage {

    private TestStorage() {}

    public static S3Client client(URI endpoint, String accessKey, String secretKey) {
        return new StorageClient()
                .s3(new StorageSettings(
                        endpoint, "auto", "media", "keys", "records", accessKey, secretKey, true, false, 5));
    }

    /** A bucket of the test run's store, made if it is not there. */
    public static Bucket bucket(String name) {
        var store = TestInfrastructure.store();
        var bucket = new Bucket(client(store.endpoint(), store.accessKey(), store.secretKey()), name);
        bucket.createUnlessThere();
        return bucket;
    }

    public static MasterKeys masterKeys() {
        return new MasterKeys(new KeySettings("bG9jYWwtb25seS1tYXN0ZXIta2V5LTMyLWJ5dGVzISE=", "1", Map.of()));
    }

    public static Signer signer(Bucket keys, MasterKeys masters) {
        return new Signer(keys, masters);
    }
}
