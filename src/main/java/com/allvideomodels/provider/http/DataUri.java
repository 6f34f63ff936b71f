package com.allvideomodels.provider.http;

import com.allvideomodels.provider.SourceMedia;
import java.io.IOException;
import java.util.Base64;

/** A small file written into the request itself. */
public final class DataUri {

    private DataUri() {}

    /** How many characters {@link #of} would give. */
    public static long length(SourceMedia media) {
        return head(media).length() + (media.size() + 2) / 3 * 4;
    }

    /** @throws IOException if the file could not be read from our own store; nothing was sent then */
    public static String of(SourceMedia media) throws IOException {
        try (var bytes = media.open()) {
            return head(media) + Base64.getEncoder().encodeToString(bytes.readAllBytes());
        }
    }

    private static String head(SourceMedia media) {
        return "data:" + media.contentType() + ";base64,";
    }
}
