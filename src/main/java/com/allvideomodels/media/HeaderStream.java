package com.allvideomodels.media;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** Remembers the header of a sealed stream on its way, so that a range can be opened later without asking the store for it. */
class HeaderStream extends FilterOutputStream {

    private final byte[] header = new byte[Segments.HEADER];
    private int known;

    HeaderStream(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        int more = Math.min(length, header.length - known);
        System.arraycopy(bytes, from, header, known, more);
        known += more;
        out.write(bytes, from, length);
    }

    byte[] header() {
        return Arrays.copyOf(header, known);
    }
}
