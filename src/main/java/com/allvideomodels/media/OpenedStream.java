package com.allvideomodels.media;

import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;
import com.google.crypto.tink.subtle.StreamSegmentDecrypter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.InstantSource;
import software.amazon.awssdk.http.Abortable;

/**
 * Plain bytes out of sealed ones. A segment is given only after its tag was checked, with its place in the object and whether
 * it is the last; and none is given from the deadline on, however slowly somebody reads.
 */
class OpenedStream extends InputStream {

    private final InputStream sealed;
    private final StreamSegmentDecrypter decrypter;
    private final Segments segments;
    private final long end;
    private final long lastWanted;
    private final Instant deadline;
    private final InstantSource clock;
    private final byte[] cipher = new byte[Segments.SEALED];
    private final byte[] plain = new byte[Segments.SEALED];
    private long segment;
    private int skip;
    private int at;
    private int filled;

    /** @param sealed begins with the segment that holds {@code offset} and ends with the one that holds the last byte wanted */
    OpenedStream(InputStream sealed, SealedObject object, byte[] dataKey, long offset, long length, InstantSource clock)
            throws GeneralSecurityException {
        this.sealed = sealed;
        this.segments = object.segments();
        this.end = offset + length;
        this.segment = segments.of(offset);
        this.lastWanted = segments.of(Math.max(offset, end - 1));
        this.skip = (int) (offset - segments.plainStart(segment));
        this.deadline = object.until();
        this.clock = clock;
        AesGcmHkdfStreaming streaming = Segments.cipher(dataKey);
        this.decrypter = streaming.newStreamSegmentDecrypter();
        this.decrypter.init(ByteBuffer.wrap(object.header()), object.seal().associatedData());
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (at == filled) {
            if (segment > lastWanted) {
                return -1;
            }
            openNext();
        }
        int now = Math.min(length, filled - at);
        System.arraycopy(plain, at, bytes, from, now);
        at += now;
        return now;
    }

    private void openNext() throws IOException {
        if (!clock.instant().isBefore(deadline)) {
            close();
            throw new MediaVault.Gone();
        }
        int sealedLength = (int) (segments.sealedEnd(segment) - segments.sealedStart(segment));
        if (sealed.readNBytes(cipher, 0, sealedLength) < sealedLength) {
            throw new IOException("The stored object is cut off");
        }
        var opened = ByteBuffer.wrap(plain);
        try {
            decrypter.decryptSegment(
                    ByteBuffer.wrap(cipher, 0, sealedLength), (int) segment, segment == segments.last(), opened);
        } catch (GeneralSecurityException e) {
            throw new IOException("The stored object is not what was stored", e);
        }
        at = skip;
        filled = (int) Math.min(opened.position(), end - segments.plainStart(segment));
        skip = 0;
        segment++;
        if (segment > lastWanted) {
            // The connection is free as soon as the last byte is here, whenever the reader closes.
            sealed.close();
        }
    }

    /** Someone who stops early does not make us read the rest of the answer. */
    @Override
    public void close() throws IOException {
        if (segment <= lastWanted && sealed instanceof Abortable answer) {
            answer.abort();
        }
        sealed.close();
    }
}
