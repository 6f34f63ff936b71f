package com.allvideomodels.media;

import com.allvideomodels.TestInfrastructure;
import com.allvideomodels.local.ObjectStore;
import com.allvideomodels.storage.Bucket;
import com.allvideomodels.storage.TestStorage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.services.s3.S3Client;

/** The store of the test run, whose answers to deletions are spoilt on the way. */
class FaultyStore implements AutoCloseable {

    /** What happens to one request to delete many. */
    enum Fault {
        NONE,
        /** Some keys are deleted, of others it says that they were not. */
        PARTIAL,
        /** Refused for now, nothing deleted. */
        UNAVAILABLE,
        /** No answer, nothing deleted. */
        TIME_OUT,
        /** Everything deleted, and the answer lost. */
        ANSWER_LOST,
        /** It says that all is deleted, and nothing is. */
        LIE,
        /** It answers that it is done, names no key, and deleted nothing: as a store that was asked to be quiet. */
        SILENT
    }

    private static final Pattern KEY = Pattern.compile("<Key>([^<]+)</Key>");

    private final S3Client honest;
    private final S3Client spoilt;
    private final String name;
    private final AtomicInteger asked = new AtomicInteger();
    volatile Fault fault = Fault.NONE;
    /** Which keys fail where some do. */
    volatile Predicate<String> poison = key -> key.hashCode() % 3 == 0;

    final Bucket bucket;

    FaultyStore(String name) {
        this.name = name;
        ObjectStore store = TestInfrastructure.store();
        this.honest = TestStorage.client(store.endpoint(), store.accessKey(), store.secretKey());
        this.spoilt = TestStorage.client(
                store.endpoint(), store.accessKey(), store.secretKey(), real -> new Spoiling(real, this::answer));
        this.bucket = new Bucket(spoilt, name);
    }

    /** How often it was asked to delete many. */
    int asked() {
        return asked.get();
    }

    /** Deletes as somebody does who then says nothing of it. */
    void delete(List<String> keys) {
        keys.forEach(key -> honest.deleteObject(delete -> delete.bucket(name).key(key)));
    }

    @Override
    public void close() {
        honest.close();
        spoilt.close();
    }

    /** The answer in place of the store's own, or nothing where that is to be had. */
    private SdkHttpFullResponse answer(HttpExecuteRequest request, ExecutableHttpRequest real) throws IOException {
        List<String> keys = keys(request);
        asked.incrementAndGet();
        return switch (fault) {
            case NONE -> null;
            case UNAVAILABLE -> response(503, "<Error><Code>SlowDown</Code></Error>");
            case TIME_OUT -> throw new SocketTimeoutException("on purpose");
            case LIE -> response(200, deleted(keys));
            case SILENT -> response(200, "<DeleteResult></DeleteResult>");
            case ANSWER_LOST -> {
                delete(keys);
                throw new SocketTimeoutException("on purpose, after the deletion");
            }
            case PARTIAL -> {
                delete(keys.stream().filter(poison.negate()).toList());
                yield response(200, partly(keys));
            }
        };
    }

    private String partly(List<String> keys) {
        var body = new StringBuilder("<DeleteResult>");
        keys.forEach(key -> body.append(
                poison.test(key)
                        ? "<Error><Key>" + key + "</Key><Code>InternalError</Code></Error>"
                        : "<Deleted><Key>" + key + "</Key></Deleted>"));
        return body.append("</DeleteResult>").toString();
    }

    private static String deleted(List<String> keys) {
        var body = new StringBuilder("<DeleteResult>");
        keys.forEach(key -> body.append("<Deleted><Key>").append(key).append("</Key></Deleted>"));
        return body.append("</DeleteResult>").toString();
    }

    private static List<String> keys(HttpExecuteRequest request) throws IOException {
        try (var body = request.contentStreamProvider().orElseThrow().newStream()) {
            return KEY.matcher(new String(body.readAllBytes(), StandardCharsets.UTF_8))
                    .results()
                    .map(found -> found.group(1))
                    .toList();
        }
    }

    private static SdkHttpFullResponse response(int status, String body) {
        return SdkHttpFullResponse.builder()
                .statusCode(status)
                .content(AbortableInputStream.create(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8))))
                .build();
    }

    private interface Spoiler {
        SdkHttpFullResponse answer(HttpExecuteRequest request, ExecutableHttpRequest real) throws IOException;
    }

    /** Asks the spoiler first about each request that deletes many. */
    private record Spoiling(SdkHttpClient real, Spoiler spoiler) implements SdkHttpClient {

        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            ExecutableHttpRequest prepared = real.prepareRequest(request);
            boolean deletes = request.httpRequest().method() == SdkHttpMethod.POST
                    && request.httpRequest().rawQueryParameters().containsKey("delete");
            return deletes ? spoilt(request, prepared) : prepared;
        }

        private ExecutableHttpRequest spoilt(HttpExecuteRequest request, ExecutableHttpRequest prepared) {
            return new ExecutableHttpRequest() {
                @Override
                public HttpExecuteResponse call() throws IOException {
                    SdkHttpFullResponse answer = spoiler.answer(request, prepared);
                    return answer == null
                            ? prepared.call()
                            : HttpExecuteResponse.builder()
                                    .response(answer)
                                    .responseBody(answer.content().orElseThrow())
                                    .build();
                }

                @Override
                public void abort() {
                    prepared.abort();
                }
            };
        }

        @Override
        public void close() {
            real.close();
        }
    }
}
