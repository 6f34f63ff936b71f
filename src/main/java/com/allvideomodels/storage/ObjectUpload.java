package com.allvideomodels.storage;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** An object on its way into the store: one request if it is small, else in parts, of which one at a time is in memory. */
public class ObjectUpload extends OutputStream {

    private static final int SMALL = 1024 * 1024;

    private final S3Client s3;
    private final String bucket;
    private final String key;
    private final PartMemory memory;
    private final ObjectPart part = new ObjectPart();
    private final List<CompletedPart> sent = new ArrayList<>();
    private @Nullable String uploadId;
    private MultipartBegun begun = id -> {};
    private boolean holdsMemory;

    ObjectUpload(S3Client s3, String bucket, String key, PartMemory memory) {
        this.s3 = s3;
        this.bucket = bucket;
        this.key = key;
        this.memory = memory;
    }

    /** Told when the object turns out to need parts, so that they can be found after a crash. */
    public interface MultipartBegun {
        void as(String uploadId);
    }

    public void tell(MultipartBegun listener) {
        this.begun = listener;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        int done = 0;
        while (done < length) {
            if (part.isFull()) {
                sendPart();
            }
            if (!holdsMemory && part.size() > SMALL) {
                memory.take();
                holdsMemory = true;
            }
            done += part.fill(bytes, from + done, length - done);
        }
    }

    /** The object is in the store, whole, when this returns. */
    public void complete() throws IOException {
        if (uploadId == null) {
            request("write", () -> s3.putObject(put -> put.bucket(bucket).key(key), part.body()));
        } else {
            sendPart();
            request(
                    "complete",
                    () -> s3.completeMultipartUpload(complete -> complete.bucket(bucket)
                            .key(key)
                            .uploadId(uploadId)
                            .multipartUpload(parts -> parts.parts(sent))));
        }
    }

    /** Of the parts sent so far, if there are any. */
    public @Nullable String uploadId() {
        return uploadId;
    }

    /** Gives its memory back, whatever became of it. */
    public void letGo() {
        if (holdsMemory) {
            memory.giveBack();
            holdsMemory = false;
        }
    }

    private void sendPart() throws IOException {
        int number = sent.size() + 1;
        String id = begin();
        request("write", () -> {
            var answer = s3.uploadPart(
                    upload -> upload.bucket(bucket).key(key).uploadId(id).partNumber(number), part.body());
            sent.add(CompletedPart.builder()
                    .partNumber(number)
                    .eTag(answer.eTag())
                    .build());
        });
        part.clear();
    }

    private String begin() throws IOException {
        if (uploadId == null) {
            request(
                    "begin",
                    () -> uploadId = s3.createMultipartUpload(
                                    create -> create.bucket(bucket).key(key))
                            .uploadId());
            begun.as(Objects.requireNonNull(uploadId));
        }
        return Objects.requireNonNull(uploadId);
    }

    private static void request(String what, Runnable call) throws IOException {
        try {
            call.run();
        } catch (SdkException e) {
            throw Bucket.failed(what, e);
        }
    }
}
