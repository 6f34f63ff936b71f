package com.allvideomodels.provider;

import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;

/** The bytes of a finished video at its provider. */
public sealed interface Download {

    /** Coming. The caller closes it; a stream that ends before {@code length} bytes is half a file. */
    record Streaming(OptionalLong length, InputStream bytes) implements Download, AutoCloseable {
        @Override
        public void close() throws IOException {
            bytes.close();
        }
    }

    /** The address is dead (403, 404, 410); asking the provider again gives a fresh one while it has the task. */
    record Expired() implements Download {}

    /** An address that must not be called: not https, a private network, too many redirects. */
    record Forbidden() implements Download {}

    /** No answer or a server error; try again. */
    record Unanswered() implements Download {}
}
