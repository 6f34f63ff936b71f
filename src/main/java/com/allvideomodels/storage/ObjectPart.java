package com.allvideomodels.storage;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import software.amazon.awssdk.core.sync.RequestBody;

/**
 * One part of an object on its way, in pieces small enough for any heap. It grows as it is filled, so that a small object costs
 * little, and is filled again for the next part. All parts but the last must be of one size for R2.
 */
class ObjectPart {

    /** The least that S3 takes for a part that is not the last. */
    static final int LARGEST = 5 * 1024 * 1024;

    private static final int PIECE = 64 * 1024;

    private final List<byte[]> pieces = new ArrayList<>();
    private int filled;

    /** Takes as many of the bytes as fit. */
    int fill(byte[] bytes, int from, int length) {
        int taken = 0;
        while (taken < length && filled < LARGEST) {
            byte[] piece = piece(filled / PIECE);
            int at = filled % PIECE;
            int now = Math.min(length - taken, PIECE - at);
            System.arraycopy(bytes, from + taken, piece, at, now);
            taken += now;
            filled += now;
        }
        return taken;
    }

    private byte[] piece(int index) {
        if (index == pieces.size()) {
            pieces.add(new byte[PIECE]);
        }
        return pieces.get(index);
    }

    boolean isFull() {
        return filled == LARGEST;
    }

    int size() {
        return filled;
    }

    void clear() {
        filled = 0;
    }

    /** May be read more than once: the client sends a part again when the line breaks. */
    RequestBody body() {
        return RequestBody.fromContentProvider(this::stream, filled, "application/octet-stream");
    }

    private InputStream stream() {
        List<InputStream> streams = new ArrayList<>();
        for (int at = 0; at < filled; at += PIECE) {
            streams.add(new ByteArrayInputStream(pieces.get(at / PIECE), 0, Math.min(PIECE, filled - at)));
        }
        return new SequenceInputStream(Collections.enumeration(streams));
    }
}
