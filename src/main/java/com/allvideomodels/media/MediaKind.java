package com.allvideomodels.media;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** The kinds of files we take, told by their first bytes. Each is read by one demuxer alone, whatever else the file could be. */
enum MediaKind {
    JPEG("image/jpeg", "jpeg_pipe"),
    PNG("image/png", "png_pipe"),
    WEBP("image/webp", "webp_pipe"),
    MP4("video/mp4", "mov"),
    MOV("video/quicktime", "mov"),
    WEBM("video/webm", "matroska");

    /** As many bytes as {@link #sniff} looks at. */
    static final int HEAD = 64;

    private static final Set<String> MP4_BRANDS = Set.of(
            "isom", "iso2", "iso3", "iso4", "iso5", "iso6", "iso7", "iso8", "iso9", "mp41", "mp42", "mp71", "avc1",
            "dash", "M4V ", "M4VP", "M4VH", "MSNV", "mmp4", "XAVC", "hvc1", "cmfc", "f4v ");
    private static final Set<String> OLD_QUICKTIME = Set.of("moov", "mdat", "wide");

    private final String contentType;
    private final String demuxer;

    MediaKind(String contentType, String demuxer) {
        this.contentType = contentType;
        this.demuxer = demuxer;
    }

    String contentType() {
        return contentType;
    }

    String demuxer() {
        return demuxer;
    }

    boolean isVideo() {
        return this == MP4 || this == MOV || this == WEBM;
    }

    /** What begins with these bytes; nothing for what we do not take. */
    static Optional<MediaKind> sniff(byte[] head) {
        if (begins(head, 0, 0xff, 0xd8, 0xff)) {
            return Optional.of(JPEG);
        }
        if (begins(head, 0, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n')) {
            return Optional.of(PNG);
        }
        if (text(head, 0, 4).equals("RIFF") && text(head, 8, 12).equals("WEBP")) {
            return Optional.of(WEBP);
        }
        if (begins(head, 0, 0x1a, 0x45, 0xdf, 0xa3)) {
            return text(head, 0, HEAD).contains("webm") ? Optional.of(WEBM) : Optional.empty();
        }
        return ofBoxes(head);
    }

    private static Optional<MediaKind> ofBoxes(byte[] head) {
        if (!text(head, 4, 8).equals("ftyp")) {
            return OLD_QUICKTIME.contains(text(head, 4, 8)) ? Optional.of(MOV) : Optional.empty();
        }
        String brand = text(head, 8, 12);
        if (brand.equals("qt  ")) {
            return Optional.of(MOV);
        }
        return MP4_BRANDS.contains(brand) ? Optional.of(MP4) : Optional.empty();
    }

    private static boolean begins(byte[] head, int at, int... bytes) {
        if (head.length < at + bytes.length) {
            return false;
        }
        for (int i = 0; i < bytes.length; i++) {
            if ((head[at + i] & 0xff) != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    private static String text(byte[] head, int from, int to) {
        int end = Math.min(to, head.length);
        return from >= end ? "" : new String(Arrays.copyOfRange(head, from, end), StandardCharsets.ISO_8859_1);
    }
}
