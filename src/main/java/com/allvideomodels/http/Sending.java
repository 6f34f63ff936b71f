package com.allvideomodels.http;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Knows whether a request was begun to be written, and lets that happen once. It stands behind everything that OkHttp does on
 * its own (connections, redirects, repeats), right before the wire.
 */
final class Sending {

    private final AtomicBoolean begun = new AtomicBoolean();

    boolean begun() {
        return begun.get();
    }

    static Response once(Interceptor.Chain chain) throws IOException {
        var sending = chain.request().tag(Sending.class);
        if (sending != null && !sending.begun.compareAndSet(false, true)) {
            throw new IOException("a request is sent once");
        }
        return chain.proceed(chain.request());
    }
}
