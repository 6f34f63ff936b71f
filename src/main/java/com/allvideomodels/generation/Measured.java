package com.allvideomodels.generation;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;
import java.util.zip.CRC32;

/** The bytes of a provider as they come in: counted, summed, and refused as a whole where they end too early. */
class Measured extends FilterInputStream {

    private final OptionalLong promised;
    private final CRC32 crc = new CRC32();
    private long count;
    private boolean broken;

    Measured(InputStream in, OptionalLong promised) {
        super(in);
        this.promised = promised;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int most) throws IOException {
        int got;
        try {
            got = in.read(bytes, from, most);
        } catch (IOException e) {
            broken = true;
            throw e;
        }
        if (got < 0) {
            whole();
            return got;
        }
        crc.update(bytes, from, got);
        count += got;
        return got;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void whole() throws IOException {
        if (promised.isPresent() && count < promised.getAsLong()) {
            broken = true;
            throw new EOFException("ended after " + count + " of " + promised.getAsLong() + " bytes");
        }
    }

    long crc() {
        return crc.getValue();
    }

    /** Whether the fault was on the provider's side of this stream. */
    boolean broken() {
        return broken;
    }
}
