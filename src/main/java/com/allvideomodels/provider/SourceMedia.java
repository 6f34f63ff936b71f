package com.allvideomodels.provider;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;

/**
 * A picture or video on its way to a provider: already re-encoded, without metadata. The adapter takes whichever form its
 * contract allows.
 */
public interface SourceMedia {

    InputRole role();

    /** {@code image/jpeg}, {@code image/png} or {@code video/mp4}. */
    String contentType();

    /** A neutral name with the right ending, never the person's own. */
    String fileName();

    /** Bytes that {@link #open()} will give. */
    long size();

    /** The plain bytes; the caller closes the stream. May be called more than once. */
    InputStream open() throws IOException;

    /** A short-lived, unguessable address of the same bytes. Each fetch of it is recorded; it dies with the task. */
    URI link();
}
