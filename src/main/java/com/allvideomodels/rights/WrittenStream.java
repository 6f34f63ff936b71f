package com.allvideomodels.rights;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Reads what somebody else is writing at the same time, a few pieces behind. The end of it is given only if the writer was done and well:
 * what is cut short fails and never looks whole. Who closes it early stops the writer.
 */
final class WrittenStream extends FilterInputStream {

    private static final int PIECES = 256 * 1024;

    private final CompletableFuture<Boolean> done;

    private WrittenStream(InputStream pipe, CompletableFuture<Boolean> done) {
        super(pipe);
        this.done = done;
    }

    /** Writes it all. */
    @FunctionalInterface
    interface Writer {
        void write(OutputStream out) throws IOException;
    }

    static InputStream of(Writer writer) throws IOException {
        var pipe = new PipedInputStream(PIECES);
        var out = new PipedOutputStream(pipe);
        var done = new CompletableFuture<Boolean>();
        Thread.startVirtualThread(() -> {
            try (out) {
                writer.write(out);
                out.flush();
                done.complete(true);
            } catch (IOException | RuntimeException | Error e) {
                done.completeExceptionally(e);
            }
        });
        return new WrittenStream(pipe, done);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        int now = super.read(bytes, from, length);
        if (now < 0) {
            endWell();
        }
        return now;
    }

    private void endWell() throws IOException {
        try {
            done.get();
        } catch (ExecutionException e) {
            throw new IOException("it was not written to its end", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }
}
