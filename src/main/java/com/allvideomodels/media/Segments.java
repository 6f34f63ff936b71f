package com.allvideomodels.media;

import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;
import java.security.GeneralSecurityException;

/**
 * Where the plain bytes of an object lie in its sealed bytes. The first segment is shorter by the header, the last ends with the
 * object; how long that is comes from the row, never from the store.
 *
 * @param size of the plain bytes
 */
record Segments(long size) {

    static final int SEALED = 64 * 1024;
    static final int HEADER = 40;

    private static final int TAG = 16;
    private static final int PLAIN = SEALED - TAG;
    private static final int KEY = 32;

    static AesGcmHkdfStreaming cipher(byte[] dataKey) throws GeneralSecurityException {
        return new AesGcmHkdfStreaming(dataKey, "HmacSha256", KEY, SEALED, 0);
    }

    long last() {
        return of(Math.max(0, size - 1));
    }

    long of(long plainOffset) {
        return (plainOffset + HEADER) / PLAIN;
    }

    /** Where a segment begins in the sealed bytes; the header is none of them. */
    long sealedStart(long segment) {
        return Math.max(HEADER, segment * SEALED);
    }

    long sealedEnd(long segment) {
        return Math.min(sealedSize(), (segment + 1) * SEALED);
    }

    /** Of the whole object: header, plain bytes, one tag for each segment. */
    long sealedSize() {
        return HEADER + size + (last() + 1) * TAG;
    }

    long plainStart(long segment) {
        return segment == 0 ? 0 : segment * PLAIN - HEADER;
    }
}
