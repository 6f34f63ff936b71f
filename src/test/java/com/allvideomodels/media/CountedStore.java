package com.allvideomodels.media;

import com.allvideomodels.local.ObjectStore;
import com.allvideomodels.storage.Bucket;
import com.allvideomodels.storage.TestStorage;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.s3.S3Client;

/** The store of the test run through a client of its own that remembers what it asked for. */
class CountedStore {

    final List<String> requests = new CopyOnWriteArrayList<>();
    final Bucket mediaBucket;

    CountedStore(ObjectStore store) {
        S3Client plain = TestStorage.client(store.endpoint(), store.accessKey(), store.secretKey());
        var configuration = plain.serviceClientConfiguration();
        S3Client counted = S3Client.builder()
                .region(configuration.region())
                .credentialsProvider(configuration.credentialsProvider())
                .endpointOverride(store.endpoint())
                .forcePathStyle(true)
                .overrideConfiguration(to -> to.addExecutionInterceptor(new ExecutionInterceptor() {
                    @Override
                    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
                        var request = context.httpRequest();
                        requests.add(request.method() + " "
                                + request.firstMatchingHeader("Range").orElse("all"));
                    }
                }))
                .build();
        mediaBucket = new Bucket(counted, "media");
    }
}
