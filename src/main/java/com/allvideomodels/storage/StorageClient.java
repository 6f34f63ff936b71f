package com.allvideomodels.storage;

import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;

/** One client for S3 and R2; it takes nothing from the machine's own AWS profile. */
@Configuration(proxyBeanMethods = false)
class StorageClient {

    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration SILENCE = Duration.ofSeconds(30);
    private static final Duration ATTEMPT = Duration.ofSeconds(60);
    private static final Duration CALL = Duration.ofSeconds(150);

    @Bean
    S3Client s3(StorageSettings settings) {
        var builder = S3Client.builder()
                .region(Region.of(settings.region()))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(settings.accessKey(), settings.secretKey())))
                .httpClientBuilder(Apache5HttpClient.builder()
                        .maxConnections(settings.connections())
                        .connectionTimeout(CONNECT)
                        .connectionAcquisitionTimeout(SILENCE)
                        .socketTimeout(SILENCE))
                .overrideConfiguration(patience())
                // R2 refuses chunked signatures and unasked checksums; Amazon needs neither.
                .serviceConfiguration(S3Configuration.builder()
                        .pathStyleAccessEnabled(settings.pathStyle())
                        .chunkedEncodingEnabled(false)
                        .build())
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
        settings.otherEndpoint().ifPresent(builder::endpointOverride);
        return builder.build();
    }

    private static ClientOverrideConfiguration patience() {
        return ClientOverrideConfiguration.builder()
                .apiCallAttemptTimeout(ATTEMPT)
                .apiCallTimeout(CALL)
                .defaultProfileFile(ProfileFile.aggregator().build())
                .build();
    }

    @Bean
    Bucket mediaBucket(S3Client s3, StorageSettings settings) {
        return bucket(s3, settings.bucket(), settings);
    }

    @Bean
    Bucket keyBucket(S3Client s3, StorageSettings settings) {
        return bucket(s3, settings.keyBucket(), settings);
    }

    @Bean
    Bucket recordBucket(S3Client s3, StorageSettings settings) {
        return bucket(s3, settings.recordBucket(), settings);
    }

    private static Bucket bucket(S3Client s3, String name, StorageSettings settings) {
        var bucket = new Bucket(s3, name);
        if (settings.createBuckets()) {
            bucket.createUnlessThere();
        }
        return bucket;
    }
}
