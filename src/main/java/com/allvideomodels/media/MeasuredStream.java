package com.allvideomodels.media;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Counts and digests what flows through it, and stops at a limit. */
class MeasuredStream extends FilterInputStream {

    private final MessageDigest digest = sha256();
    private final long limit;
    private long count;

    MeasuredStream(InputStream bytes, long limit) {
        super(bytes);
        this.limit = limit;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        int now = super.read(bytes, from, length);
        if (now > 0) {
            count += now;
            if (count > limit) {
                throw new MediaVault.TooLarge(limit);
            }
            digest.update(bytes, from, now);
        }
        return now;
    }

    @Override
    public long skip(long bytes) {
        throw new UnsupportedOperationException("every byte counts");
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    long count() {
        return count;
    }

    String sha256Hex() {
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
