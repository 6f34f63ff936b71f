package com.allvideomodels.media;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Answers requests for stored bytes: GET and HEAD, one range or all, ETag and preconditions (RFC 9110, sections 13 and 14),
 * never cached by anyone but the person's own player.
 */
public interface Delivery {

    /** @param downloadName makes it an attachment of that name; {@code null} shows it in place */
    void send(Stored stored, @Nullable String downloadName, HttpServletRequest request, HttpServletResponse response)
            throws IOException;
}
