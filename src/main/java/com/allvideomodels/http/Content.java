package com.allvideomodels.http;

import java.io.IOException;
import java.io.InputStream;

/** Bytes that are sent along, as a stream that is never held whole. */
public interface Content {

    /** For instance {@code image/jpeg}. */
    String contentType();

    /** A neutral name with the right ending, never the person's own. */
    String fileName();

    /** Bytes that {@link #open()} will give. */
    long size();

    /** The plain bytes; the caller closes the stream. May be called more than once. */
    InputStream open() throws IOException;
}
