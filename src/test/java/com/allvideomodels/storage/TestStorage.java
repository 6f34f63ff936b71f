package com.allvideomodels.storage;

import com.allvideomodels.TestInfrastructure;
import com.allvideomodels.local.ObjectStore;
import java.net.URI;
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
}
