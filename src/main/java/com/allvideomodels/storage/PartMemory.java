package com.allvideomodels.storage;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** How many large uploads may hold a part in memory at once. Small ones never ask. */
class PartMemory {

    private static final long PATIENCE_SECONDS = 60;

    private final Semaphore parts;

    PartMemory(int parts) {
        this.parts = new Semaphore(parts, true);
    }

    static PartMemory ofHalfTheHeap() {
        long heap = Runtime.getRuntime().maxMemory();
        return new PartMemory((int) Math.max(4, heap / 2 / ObjectPart.LARGEST));
    }

    void take() throws IOException {
        try {
            if (!parts.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("Too many large uploads at once");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    void giveBack() {
        parts.release();
    }
}
