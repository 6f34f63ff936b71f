package com.allvideomodels.rights;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A ZIP that is written from its beginning to its end and never held; of more than 4 GB or 65,535 files it becomes a ZIP64 by itself. */
final class Zip extends OutputStream {

    private final ZipOutputStream out;
    private final LocalDateTime madeAt;

    Zip(OutputStream out, Instant madeAt) {
        this.out = new ZipOutputStream(out, StandardCharsets.UTF_8);
        this.madeAt = LocalDateTime.ofInstant(madeAt, ZoneOffset.UTC);
    }

    /** What is written from here on is in this file. */
    void begin(String name) throws IOException {
        begin(name, Deflater.DEFAULT_COMPRESSION);
    }

    /** A file of its own. It is not made smaller: films and pictures are already. */
    long copy(String name, InputStream bytes) throws IOException {
        begin(name, Deflater.NO_COMPRESSION);
        return bytes.transferTo(out);
    }

    private void begin(String name, int level) throws IOException {
        out.closeEntry();
        out.setLevel(level);
        var entry = new ZipEntry(name);
        entry.setTimeLocal(madeAt);
        out.putNextEntry(entry);
    }

    @Override
    public void write(int one) throws IOException {
        out.write(one);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        out.write(bytes, from, length);
    }

    /** Nothing comes after this; the stream below stays open. */
    void finish() throws IOException {
        out.closeEntry();
        out.finish();
        out.flush();
    }
}
