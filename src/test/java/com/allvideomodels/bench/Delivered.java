package com.allvideomodels.bench;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.media.Delivery;
import com.allvideomodels.media.MediaClass;
import com.allvideomodels.media.MediaVault;
import com.allvideomodels.media.PlainDelivery;
import com.allvideomodels.media.Stored;
import com.allvideomodels.running.Launch;
import com.allvideomodels.sandbox.SandboxSettings;
import com.allvideomodels.sandbox.Sandboxes;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** Bytes out of the vault beside the same bytes, not encrypted, by the same way out of the same store, and out of a file. */
final class Delivered {

    private static final int SIZE = 64 * 1024 * 1024;
    private static final int RANGE = 1024 * 1024;
    private static final long SECONDS = 6;

    private final Figures figures;

    Delivered(Figures figures) {
        this.figures = figures;
    }

    /** Answers one address as the pages of videos do. */
    record Plain(Delivery delivery, Stored like) {
        public void send(HttpServletRequest request, HttpServletResponse response) throws IOException {
            delivery.send(like, null, request, response);
        }
    }

    void measure() throws Exception {
        try (var sandboxes = Sandboxes.start(SandboxSettings.forTests());
                var product = Product.start(Product.launch(Launch.freshDatabase(), sandboxes))) {
            var person = product.person();
            byte[] bytes = new byte[SIZE];
            new Random(1).nextBytes(bytes);
            Stored stored = keep(product, person.id(), bytes);
            UUID id = product.finished(person.id(), stored.id().value());
            fromStore(product, stored, bytes);
            fromFile(product, stored, bytes);
            Visitor visitor = Visitor.signedIn(product.url(), person);
            // The first round is for the compiler alone: each way must be as warm as the others when it counts.
            for (String path : List.of("/generations/" + id + "/video", "/bench/store", "/bench/file")) {
                rate(visitor, path, false, SECONDS);
                rate(visitor, path, true, SECONDS);
            }
            both(
                    "encrypted",
                    visitor,
                    "/generations/" + id + "/video",
                    "whole: AES-GCM and the store's client, on the same two processors as the store and the reader; ranges:"
                            + " three look-ups in the database and one request to the store for each");
            both(
                    "plain, same store and same way",
                    visitor,
                    "/bench/store",
                    "the store's client: two more copies by loopback");
            both("plain, from a file", visitor, "/bench/file", "writing the answer");
        }
    }

    static Stored keep(Product product, AccountId owner, byte[] bytes) throws IOException {
        return product.get(MediaVault.class)
                .keep(
                        owner,
                        MediaClass.OUTPUT,
                        "video/mp4",
                        Instant.now().plus(Duration.ofDays(7)),
                        new ByteArrayInputStream(bytes),
                        bytes.length);
    }

    private static void fromStore(Product product, Stored like, byte[] bytes) throws Exception {
        S3Client s3 = product.get(S3Client.class);
        s3.putObject(put -> put.bucket("media").key("bench/plain"), RequestBody.fromBytes(bytes));
        serve(
                product,
                "/bench/store",
                like,
                (offset, length) -> s3.getObject(get ->
                        get.bucket("media").key("bench/plain").range("bytes=" + offset + "-" + (offset + length - 1))));
    }

    private static void fromFile(Product product, Stored like, byte[] bytes) throws Exception {
        Path file = Files.createTempFile("bench", ".bin");
        file.toFile().deleteOnExit();
        Files.write(file, bytes);
        serve(
                product,
                "/bench/file",
                like,
                (offset, length) ->
                        new Part(Channels.newInputStream(FileChannel.open(file).position(offset)), length));
    }

    private static void serve(Product product, String path, Stored like, PlainDelivery.Source source) throws Exception {
        var mapping = product.get("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
        mapping.registerMapping(
                RequestMappingInfo.paths(path)
                        .options(mapping.getBuilderConfiguration())
                        .build(),
                new Plain(PlainDelivery.of(source), like),
                Plain.class.getMethod("send", HttpServletRequest.class, HttpServletResponse.class));
    }

    private void both(String what, Visitor visitor, String path, String limit) throws IOException {
        double whole = rate(visitor, path, false, SECONDS);
        double ranges = rate(visitor, path, true, SECONDS);
        figures.add(
                "64 MiB %s, whole / ranges of 1 MiB".formatted(what),
                Figures.number(whole) + " / " + Figures.number(ranges),
                "MB/s",
                limit);
    }

    private static double rate(Visitor visitor, String path, boolean ranges, long seconds) throws IOException {
        long bytes = 0;
        long start = System.nanoTime();
        long until = start + seconds * 1_000_000_000;
        try (var line = visitor.line()) {
            while (System.nanoTime() < until) {
                long first = ThreadLocalRandom.current().nextLong(SIZE - RANGE);
                var answer =
                        ranges ? line.get(path, "Range: bytes=" + first + "-" + (first + RANGE - 1)) : line.get(path);
                if (answer.status() != (ranges ? 206 : 200)) {
                    throw new IOException(path + " answered " + answer.status());
                }
                bytes += answer.drain();
            }
        }
        return bytes / 1e6 / ((System.nanoTime() - start) / 1e9);
    }

    /** So much of a stream. */
    private static final class Part extends java.io.FilterInputStream {
        private long left;

        Part(java.io.InputStream in, long length) {
            super(in);
            left = length;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int now = super.read(bytes, from, (int) Math.min(length, left));
            left -= Math.max(0, now);
            return now;
        }
    }
}
