package com.allvideomodels.bench;

import java.util.concurrent.atomic.AtomicBoolean;

/** How much of the heap is in use while something runs, looked at again and again after a collection. */
final class Live {

    private static final long PAUSE_MS = 500;

    private Live() {}

    /** The most that was in use at once beyond what was before, in MiB. */
    static double most(Figures.Measurement measurement) throws Exception {
        long before = used();
        var over = new AtomicBoolean();
        var most = new long[] {before};
        var watcher = Thread.ofPlatform().start(() -> {
            while (!over.get()) {
                most[0] = Math.max(most[0], used());
                pause();
            }
        });
        try {
            measurement.measure();
        } finally {
            over.set(true);
            watcher.join();
        }
        return (most[0] - before) / (1024.0 * 1024.0);
    }

    private static long used() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
