package com.allvideomodels.provider;

import com.allvideomodels.http.Content;
import java.net.URI;

/**
 * A picture or video on its way to a provider: already re-encoded, without metadata. The adapter takes whichever form its
 * contract allows.
 */
public interface SourceMedia extends Content {

    InputRole role();

    /** {@code image/jpeg}, {@code image/png} or {@code video/mp4}. */
    @Override
    String contentType();

    /** A short-lived, unguessable address of the same bytes. Each fetch of it is recorded; it dies with the task. */
    URI link();
}
