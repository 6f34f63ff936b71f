package com.allvideomodels.bench;

import static org.awaitility.Awaitility.await;

import com.allvideomodels.account.TestAccounts.TestAccount;
import com.allvideomodels.local.LocalApplication;
import com.allvideomodels.media.Stored;
import com.allvideomodels.media.TestMedia;
import com.allvideomodels.running.Launch;
import com.allvideomodels.sandbox.SandboxSettings;
import com.allvideomodels.sandbox.Sandboxes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What a node with a heap of 512 MB occupies while many large files stream through it. Everyone moves the first megabyte and then waits
 * for everyone else, so that all of them really are under way at once.
 */
final class Memory {

    private static final int DOWNLOADS = 100;
    private static final int UPLOADS = 50;
    private static final int FIRST = 1024 * 1024;
    private static final String EDGE = "bench-edge";

    private final Figures figures;
    private final int size = (int) (200_000_000 * Scale.files());
    private final CountDownLatch underWay = new CountDownLatch(DOWNLOADS + UPLOADS);

    Memory(Figures figures) {
        this.figures = figures;
    }

    void measure() throws Exception {
        var database = Launch.freshDatabase();
        try (var sandboxes = Sandboxes.start(SandboxSettings.forTests())) {
            Launch here = Product.launch(database, sandboxes).with("generation.workers.auto-startup", "false");
            try (var product = Product.start(here)) {
                var person = product.person();
                byte[] film = film();
                Stored stored = Delivered.keep(product, person.id(), film);
                UUID id = product.finished(person.id(), stored.id().value());
                Launch there = Product.launch(database, sandboxes);
                try (Node node = Node.start("memory", there.url(), how(), there.arguments())) {
                    stream(node, product, person, id, film);
                }
            }
        }
    }

    private void stream(Node node, Product product, TestAccount person, UUID id, byte[] film) throws Exception {
        Visitor visitor = Visitor.signedIn(product.url(), person).at(node.url());
        try (var line = visitor.line()) {
            line.get("/generations/" + id + "/video").drain();
        }
        long idle = node.mebibytes("VmRSS");
        var children = new AtomicLong();
        long start = System.nanoTime();
        List<Future<Boolean>> downloads = new ArrayList<>();
        List<Future<Boolean>> uploads = new ArrayList<>();
        long atOnce;
        long streamed;
        double seconds;
        try (ExecutorService crew = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < DOWNLOADS; i++) {
                downloads.add(crew.submit(() -> download(visitor, id)));
            }
            for (int i = 0; i < UPLOADS; i++) {
                uploads.add(crew.submit(() -> upload(visitor, film)));
            }
            underWay.await(60, TimeUnit.SECONDS);
            atOnce = DOWNLOADS + UPLOADS - underWay.getCount();
            streamed = node.mebibytes("VmRSS");
            await().forever().pollInterval(Duration.ofMillis(200)).until(() -> {
                children.accumulateAndGet(node.mebibytesOfChildren(), Math::max);
                return over(downloads) && over(uploads);
            });
            seconds = (System.nanoTime() - start) / 1e9;
        }
        long good = good(downloads);
        long taken = good(uploads);
        figures.add(
                "Resident memory with -Xmx512m, %d of %d streams of %d MB at once; %d of %d downloads and %d of %d uploads whole, in %s s"
                        .formatted(
                                atOnce,
                                DOWNLOADS + UPLOADS,
                                size / 1_000_000,
                                good,
                                DOWNLOADS,
                                taken,
                                UPLOADS,
                                Figures.number(seconds)),
                node.mebibytes("VmHWM") + " (before " + idle + ", with all open " + streamed + ")",
                "MiB at most",
                "the heap's own limit, then classes, code and threads; children that look into uploads had " + children
                        + " MiB at most besides");
    }

    private boolean download(Visitor visitor, UUID id) throws Exception {
        try (var line = visitor.line()) {
            var answer = line.get("/generations/" + id + "/video");
            answer.skip(Math.min(FIRST, answer.length()));
            everybody();
            return answer.status() == 200
                    && answer.length() == size
                    && answer.skip(answer.length() - FIRST) == size - FIRST;
        }
    }

    private boolean upload(Visitor visitor, byte[] film) throws Exception {
        byte[] head = ("--" + EDGE + "\r\nContent-Disposition: form-data; name=\"files\"; filename=\"film.mp4\"\r\n"
                        + "Content-Type: video/mp4\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] tail = ("\r\n--" + EDGE + "--\r\n").getBytes(StandardCharsets.US_ASCII);
        try (var line = visitor.line()) {
            line.send(
                    "POST",
                    "/uploads",
                    "Accept: application/json\r\nX-CSRF-TOKEN: " + visitor.token()
                            + "\r\nContent-Type: multipart/form-data; boundary=" + EDGE + "\r\n",
                    head.length + film.length + tail.length);
            line.out.write(head);
            line.out.write(film, 0, FIRST);
            everybody();
            line.out.write(film, FIRST, film.length - FIRST);
            line.out.write(tail);
            var answer = line.answer();
            answer.drain();
            return answer.status() == 201;
        }
    }

    private void everybody() throws InterruptedException {
        underWay.countDown();
        underWay.await(60, TimeUnit.SECONDS);
    }

    private static boolean over(List<Future<Boolean>> all) {
        return all.stream().allMatch(Future::isDone);
    }

    private static long good(List<Future<Boolean>> all) {
        return all.stream()
                .filter(one -> one.state() == Future.State.SUCCESS && one.resultNow())
                .count();
    }

    /** A real film that a box without meaning fills up to its size. */
    private byte[] film() {
        byte[] film = TestMedia.mp4(2, 320, 240);
        return ByteBuffer.allocate(size)
                .put(film)
                .putInt(size - film.length)
                .put("free".getBytes(StandardCharsets.US_ASCII))
                .array();
    }

    static List<String> how() throws IOException {
        // A file, because a class path of this length does not fit every system's command line.
        Path arguments = Node.folder().resolve("memory.args");
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Files.writeString(arguments, "-cp\n\"" + classPath.replace("\\", "\\\\") + "\"\n");
        return List.of("-Xmx512m", "@" + arguments, LocalApplication.class.getName());
    }
}
